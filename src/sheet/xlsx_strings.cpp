#include "sheet/xlsx_strings.hpp"

#include "sheet/readers.hpp"
#include "sheet/text_source.hpp"
#include "sheet/xlsx_xml.hpp"

#include <cerrno>
#include <charconv>
#include <unistd.h>

namespace skifte::sheet {

namespace {

constexpr std::size_t max_strings = std::size_t{4} << 20;

class Strings final : public XmlHandler {
public:
    Strings(StringTable& table, const Part& part) : table_(table), part_(part.name()) {}

    Result<void> start(std::string_view name, const Attributes&) override {
        if (name == "si") text_.clear();
        if (name == "rPh") in_reading_aid_ = true;
        in_text_ = name == "t" && !in_reading_aid_;
        return {};
    }
    Result<void> end(std::string_view name) override {
        if (name == "t") in_text_ = false;
        if (name == "rPh") in_reading_aid_ = false;
        if (name != "si") return {};
        if (table_.size() >= max_strings) return too_large(max_strings);
        return table_.add(without_escapes(text_));
    }
    Result<void> text(std::string_view text) override {
        if (in_text_) text_ += text;
        if (text_.size() > max_row_size) return too_large(max_row_size);
        return {};
    }

private:
    [[nodiscard]] Failure too_large(std::size_t limit) const {
        return fail("sheet.xlsx_too_large", {{"part", part_}, {"limit", std::to_string(limit)}});
    }
    StringTable& table_;
    std::string part_;
    std::string text_;
    bool in_text_ = false;
    bool in_reading_aid_ = false;
};

}  // namespace

Result<void> StringTable::add(std::string_view text) {
    text_ += text;
    ends_.push_back(spilled_ + text_.size());
    if (text_.size() > in_memory_) return spill();
    return {};
}

Result<void> StringTable::spill() {
    if (!spool_.is_open()) {
        SKIFTE_TRY(spool_, open_spool(folder_));
    }
    for (std::string_view rest = text_; !rest.empty();) {
        const ssize_t count = ::pwrite(spool_.get(), rest.data(), rest.size(), static_cast<off_t>(spilled_));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && (errno == ENOSPC || errno == EDQUOT))
            return fail("disk.full", {{"path", folder_.string()}});
        if (count < 0)
            return fail("file.unwritable", {{"path", folder_.string()}, {"reason", errno_text(errno)}});
        rest.remove_prefix(static_cast<std::size_t>(count));
        spilled_ += static_cast<std::uint64_t>(count);
    }
    text_.clear();
    text_.shrink_to_fit();
    // What comes later goes the same way, in smaller pieces.
    in_memory_ = std::min(in_memory_, std::size_t{1} << 20);
    return {};
}

Result<std::string> StringTable::at(std::size_t index) {
    const std::uint64_t from = index == 0 ? 0 : ends_[index - 1];
    const auto size = static_cast<std::size_t>(ends_[index] - from);
    if (from >= spilled_) return text_.substr(static_cast<std::size_t>(from - spilled_), size);
    // A text is spilled whole.
    std::string text(size, '\0');
    for (std::size_t have = 0; have < size;) {
        const ssize_t count =
            ::pread(spool_.get(), text.data() + have, size - have, static_cast<off_t>(from + have));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0)
            return fail("file.unreadable",
                        {{"path", folder_.string()}, {"reason", count == 0 ? "cut" : errno_text(errno)}});
        have += static_cast<std::size_t>(count);
    }
    return text;
}

Result<void> read_strings(Part part, StringTable& table) {
    Strings handler{table, part};
    return parse_part(std::move(part), handler);
}

std::string without_escapes(std::string_view text) {
    std::string out;
    for (;;) {
        const auto at = text.find("_x");
        if (at == std::string_view::npos) return out += text;
        std::uint32_t code = 0;
        const auto digits = text.substr(at + 2, 4);
        const bool is_escape =
            digits.size() == 4 && text.substr(at + 6, 1) == "_" &&
            std::from_chars(digits.data(), digits.data() + 4, code, 16).ptr == digits.data() + 4;
        out += text.substr(0, is_escape ? at : at + 2);
        text.remove_prefix(is_escape ? at + 7 : at + 2);
        if (is_escape && code != 0 && (code < 0xD800 || code > 0xDFFF)) append_utf8(out, code);
    }
}

}  // namespace skifte::sheet
