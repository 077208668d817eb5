// OpenEnum: a string that the spec gives a list of values for. Values it does not list are kept as they came,
// and are never an error when read: the courts add values (UDSAT_PAA_GENOPTAGELSE came with 1.1.0).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace skifte::api {

// `Names` is a struct with an unscoped `enum Value : int` (enumerators 0…n-1 in the order of `texts`) and a
// `static constexpr std::string_view texts[n]`. Generated code gives one per enum schema:
//     using Fristtype = api::OpenEnum<FristtypeNames>;    // Fristtype::FOERSTE_REDEGOERELSE
template <typename Names>
class OpenEnum : public Names {
public:
    using typename Names::Value;

    OpenEnum() = default;
    OpenEnum(Value value) : text_(Names::texts[static_cast<std::size_t>(value)]) {}
    explicit OpenEnum(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] bool is_known() const noexcept {
        for (std::string_view known : Names::texts)
            if (known == text_) return true;
        return false;
    }
    [[nodiscard]] bool is(Value value) const noexcept {
        return text_ == Names::texts[static_cast<std::size_t>(value)];
    }
    friend bool operator==(const OpenEnum&, const OpenEnum&) = default;

private:
    std::string text_;
};

}  // namespace skifte::api
