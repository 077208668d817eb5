// The mark as a line of text: the count, a blank, its HMAC in hex.
#include "journal/mark.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/files.hpp>

#include <charconv>

namespace skifte::journal {

std::string Mark::text_of(std::string_view intents) const {
    return std::string{intents} + ' ' + hex(hmac_sha256(std::as_bytes(std::span{key_.reveal()}), intents)) +
           '\n';
}

Result<std::int64_t> Mark::read() const {
    const auto text = read_file(path_, 1024);
    if (!text && text.error().code == "file.missing") return 0;
    if (!text && text.error().code != "file.too_large") return fail(text.error());
    if (text) {
        const std::string_view digits = std::string_view{*text}.substr(0, text->find(' '));
        std::int64_t intents = 0;
        const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), intents).ptr;
        if (!digits.empty() && end == digits.data() + digits.size() && text_of(digits) == *text)
            return intents;
    }
    return fail("journal.corrupt",
                {{"path", path_.string()}, {"table", "journal.mark"}, {"row", ""}, {"reason", "checksum"}});
}

Result<void> Mark::write(std::int64_t intents) const {
    return replace_file(path_, text_of(std::to_string(intents)));
}

}  // namespace skifte::journal
