// Appending to a log.
#include "sandbox/log_file.hpp"

#include <skifte/support/files.hpp>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace skifte::sandbox {

Result<void> append_line(const std::filesystem::path& path, const Json& line) {
    const FileHandle file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
    const std::string text = line.dump() + "\n";
    if (!file.is_open() || ::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        return fail("file.unwritable", {{"path", path.string()}, {"reason", errno_text(errno)}});
    return {};
}

}  // namespace skifte::sandbox
