// Copying to the spool, and telling a format by the first bytes.
#include <skifte/sheet/input.hpp>

#include <skifte/support/digest.hpp>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace skifte::sheet {

namespace {

namespace fs = std::filesystem;

Failure unreadable(const std::string& name, int error) {
    if (error == ENOENT || error == ENOTDIR) return fail("file.missing", {{"path", name}});
    return fail("file.unreadable", {{"path", name}, {"reason", errno_text(error)}});
}

ssize_t read_some(int descriptor, std::span<char> out) {
    ssize_t count = 0;
    do {
        count = ::read(descriptor, out.data(), out.size());
    } while (count < 0 && errno == EINTR);
    return count;
}

// 0, or the errno of what failed.
int write_all(int descriptor, std::span<const char> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return 0;
}

std::string_view without_mark_and_blanks(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const auto first = head.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view{} : head.substr(first);
}

struct Magic {
    std::string_view bytes;
    std::string_view found;
};
constexpr Magic others[] = {{"%PDF", "PDF"},      {"\xFF\xD8\xFF", "JPEG"}, {"\x89PNG", "PNG"},
                            {"\x1F\x8B", "gzip"}, {"{\\rtf", "RTF"},        {"<", "HTML/XML"}};

Result<Format> format_of(const std::string& name, std::string_view head) {
    if (head.starts_with("PK\x03\x04")) return Format::xlsx;
    if (head.starts_with("\xD0\xCF\x11\xE0")) return fail("sheet.old_excel", {{"path", name}});
    const std::string_view text = without_mark_and_blanks(head);
    if (text.empty()) return fail("sheet.empty", {{"path", name}});
    for (const auto& [bytes, found] : others)
        if (text.starts_with(bytes))
            return fail("sheet.not_a_sheet", {{"path", name}, {"found", std::string(found)}});
    if (text.starts_with('[')) return fail("sheet.json_array", {{"path", name}});
    return text.starts_with('{') ? Format::json_lines : Format::csv;
}

}  // namespace

Result<Input> Input::open(const fs::path& path, const fs::path& folder) {
    // Without blocking, lest a FIFO hold us before we see what it is.
    const FileHandle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!file.is_open()) return unreadable(path.string(), errno);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return unreadable(path.string(), errno);
    if (S_ISDIR(info.st_mode)) return unreadable(path.string(), EISDIR);
    if (!S_ISREG(info.st_mode))
        return fail("file.unreadable", {{"path", path.string()}, {"reason", "Not a regular file"}});
    return read(file.get(), path.string(), folder);
}

Result<Input> Input::read(int descriptor, std::string name, const fs::path& folder) {
    auto state = std::make_shared<State>();
    state->name = std::move(name);
    state->folder = folder;
    SKIFTE_TRY(state->spool, open_spool(folder));
    Sha256 hash;
    std::string head;
    std::vector<char> block(std::size_t{1} << 16);
    for (;;) {
        const ssize_t count = read_some(descriptor, block);
        if (count < 0) return unreadable(state->name, errno);
        if (count == 0) break;
        const std::span<const char> bytes{block.data(), static_cast<std::size_t>(count)};
        hash.update(std::string_view{bytes.data(), bytes.size()});
        if (head.size() < 256) head.append(bytes.data(), std::min<std::size_t>(bytes.size(), 256));
        if (const int error = write_all(state->spool.get(), bytes); error != 0) {
            if (error == ENOSPC || error == EDQUOT) return fail("disk.full", {{"path", folder.string()}});
            return fail("file.unwritable", {{"path", folder.string()}, {"reason", errno_text(error)}});
        }
        state->size += bytes.size();
    }
    state->sha256 = hex(hash.finish());
    SKIFTE_TRY(state->format, format_of(state->name, head));
    return Input{std::move(state)};
}

Result<std::size_t> Input::read(std::uint64_t offset, std::span<char> out) const {
    for (;;) {
        const ssize_t count =
            ::pread(state_->spool.get(), out.data(), out.size(), static_cast<off_t>(offset));
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) return unreadable(state_->name, errno);
    }
}

}  // namespace skifte::sheet
