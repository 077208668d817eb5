// Each count is a line of text: the number, a blank, its HMAC in hex; and blanks to the end of its sector.
#include "journal/mark.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/files.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <unistd.h>

namespace skifte::journal {

namespace {

constexpr std::size_t sector = 512;  // written whole or not at all

Failure write_failure(const std::filesystem::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return fail("disk.full", {{"path", path.string()}});
    return fail("file.unwritable", {{"path", path.string()}, {"reason", errno_text(error)}});
}

// 0, or the errno of what failed.
int write_durably(int descriptor, std::string_view text, std::size_t at) {
    while (!text.empty()) {
        const ssize_t count = ::pwrite(descriptor, text.data(), text.size(), static_cast<off_t>(at));
        if (count < 0 && errno != EINTR) return errno;
        if (count < 0) continue;
        at += static_cast<std::size_t>(count);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    while (::fdatasync(descriptor) != 0)
        if (errno != EINTR) return errno;
    return 0;
}

}  // namespace

std::string Mark::text_of(std::string_view intents) const {
    std::string text = std::string{intents} + ' ' +
                       hex(hmac_sha256(std::as_bytes(std::span{key_.reveal()}), intents)) + '\n';
    text.resize(sector, ' ');
    return text;
}

Result<std::optional<Mark::Counts>> Mark::counts() const {
    const auto text = read_file(path_, 2 * sector);
    if (!text && text.error().code == "file.missing") return std::optional<Counts>{};
    if (!text && text.error().code != "file.too_large") return fail(text.error());
    Counts counts;
    for (std::size_t i = 0; text && i < counts.size() && i * sector < text->size(); ++i) {
        const std::string_view slot = std::string_view{*text}.substr(i * sector, sector);
        const std::string_view digits = slot.substr(0, slot.find(' '));
        std::int64_t intents = 0;
        const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), intents).ptr;
        // A file of one line alone, without the blanks, is from before there were two.
        const bool whole = slot.find('\n') != std::string_view::npos;
        if (whole && end == digits.data() + digits.size() && text_of(digits).starts_with(slot))
            counts.at(i) = intents;
    }
    if (counts[0] || counts[1]) return std::optional{counts};
    return fail("journal.corrupt",
                {{"path", path_.string()}, {"table", "journal.mark"}, {"row", ""}, {"reason", "checksum"}});
}

Result<std::int64_t> Mark::read() const {
    SKIFTE_TRY(const auto found, counts());
    if (!found) return std::int64_t{0};
    return std::max((*found)[0].value_or(0), (*found)[1].value_or(0));
}

Result<void> Mark::write(std::int64_t intents) const {
    SKIFTE_TRY(const auto found, counts());
    const std::string text = text_of(std::to_string(intents));
    if (!found) return replace_file(path_, text);
    const std::size_t lower = (*found)[0].value_or(-1) < (*found)[1].value_or(-1) ? 0 : 1;
    const FileHandle file{::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!file.is_open()) return write_failure(path_, errno);
    const int error = write_durably(file.get(), text, lower * sector);
    return error == 0 ? Result<void>{} : write_failure(path_, error);
}

}  // namespace skifte::journal
