// The XML of one part, pushed through Expat piece by piece. Names come without their namespace prefix. A
// document type is refused: the format has none, and it is where entities are made that unfold without end.
#pragma once

#include "sheet/xlsx_package.hpp"

#include <skifte/support/result.hpp>

#include <memory>
#include <optional>
#include <string_view>

struct XML_ParserStruct;

namespace skifte::sheet {

class Attributes {
public:
    explicit Attributes(const char** pairs) noexcept : pairs_(pairs) {}
    // By its name without prefix; none if it is not there.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
    [[nodiscard]] std::string_view text(std::string_view name) const noexcept {
        return find(name).value_or(std::string_view{});
    }

private:
    const char** pairs_;
};

class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual Result<void> start(std::string_view name, const Attributes& attributes) = 0;
    virtual Result<void> end(std::string_view name) = 0;
    virtual Result<void> text(std::string_view) { return {}; }
};

class XmlPart {
public:
    // `handler` must outlive it.
    XmlPart(Part part, XmlHandler& handler);
    XmlPart(XmlPart&&) = delete;
    ~XmlPart();

    // Parses the next piece; false after the last. Errors: the handler's, the part's, sheet.xlsx_damaged
    // (part, reason), sheet.xlsx_doctype (part).
    [[nodiscard]] Result<bool> more();
    [[nodiscard]] std::uint64_t offset() const noexcept;  // of what is being parsed, in the part

private:
    struct Callbacks;
    void keep(Result<void> result);

    Part part_;
    XmlHandler& handler_;
    std::unique_ptr<XML_ParserStruct, void (*)(XML_ParserStruct*)> parser_;
    std::optional<Error> error_;
};

// All of a part.
[[nodiscard]] Result<void> parse_part(Part part, XmlHandler& handler);

}  // namespace skifte::sheet
