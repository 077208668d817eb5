#include "cli/destination.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/interrupt.hpp>
#include <skifte/support/partial_file.hpp>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace skifte::cli {

namespace {

namespace fs = std::filesystem;

Failure unwritable(const fs::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT) return fail("disk.full", {{"path", path.string()}});
    return fail("file.unwritable", {{"path", path.string()}, {"reason", errno_text(error)}});
}

class StandardOutput final : public ContentWriter {
public:
    explicit StandardOutput(Streams& streams) : streams_(streams) {}
    Result<bool> write(std::string_view bytes) override {
        streams_.out(bytes);
        return streams_.out_open();
    }
    Result<void> finish() override { return streams_.flush(); }

private:
    Streams& streams_;
};

class Device final : public ContentWriter {
public:
    Device(fs::path path, FileHandle handle) : path_(std::move(path)), handle_(std::move(handle)) {}
    Result<bool> write(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t n = ::write(handle_.get(), bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR && !process_interrupt().raised()) continue;
            if (n < 0 && errno == EINTR) return fail("interrupted");
            if (n < 0 && errno == EPIPE) return false;
            if (n < 0) return unwritable(path_, errno);
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

private:
    fs::path path_;
    FileHandle handle_;
};

class File final : public ContentWriter {
public:
    File(PartialFile partial, fs::path target, bool resumable, bool replace)
        : partial_(std::move(partial)),
          target_(std::move(target)),
          resumable_(resumable),
          replace_(replace) {}
    std::uint64_t size() const noexcept override { return partial_.size(); }
    Result<void> read(const std::function<void(std::string_view)>& take) const override {
        return partial_.read(take);
    }
    Result<bool> write(std::string_view bytes) override {
        SKIFTE_CHECK(partial_.append(bytes));
        return true;
    }
    bool can_restart() const noexcept override { return true; }
    Result<void> restart() override { return partial_.restart(); }
    Result<void> finish() override {
        auto named = partial_.become(target_, replace_);
        if (!named) partial_.discard();
        return named;
    }
    bool give_up(bool keep) noexcept override {
        if (keep && resumable_ && partial_.size() > 0) return true;
        partial_.discard();
        return false;
    }

private:
    PartialFile partial_;
    fs::path target_;
    bool resumable_, replace_;
};

// Opening a FIFO waits for its reader, and ctrl-C ends that wait.
Result<std::unique_ptr<ContentWriter>> open_device(const fs::path& path) {
    for (;;) {
        FileHandle handle(::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
        if (handle.is_open())
            return std::unique_ptr<ContentWriter>(std::make_unique<Device>(path, std::move(handle)));
        if (errno != EINTR) return unwritable(path, errno);
        if (process_interrupt().raised()) return fail("interrupted");
    }
}

std::string partial_name(std::string_view key) {
    std::string word(key.substr(0, 32));
    if (word.empty()) {
        std::array<std::byte, 16> random{};
        random_bytes(random);
        word = hex(random);
    }
    return ".skifte-" + word + ".del";
}

Result<Destination> resolve_file(const fs::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        const int error = errno;
        if (error != ENOENT) return unwritable(path, error);
        if (::lstat(path.c_str(), &info) == 0) return fail("file.dangling", {{"path", path.string()}});
        return Destination{Destination::Kind::file, path, false};
    }
    if (S_ISCHR(info.st_mode) || S_ISFIFO(info.st_mode))
        return Destination{Destination::Kind::device, path, true};
    if (!S_ISREG(info.st_mode)) return fail("file.not_regular", {{"path", path.string()}});
    std::error_code failed;
    fs::path target = fs::canonical(path, failed);
    if (failed) return unwritable(path, failed.value());
    return Destination{Destination::Kind::file, std::move(target), true};
}

}  // namespace

Result<Destination> resolve_destination(const Context& context, const std::string& to,
                                        const std::string& name) {
    if (to == "-" || context.streams.is_out(to)) return Destination{Destination::Kind::standard_output, to};
    std::error_code ignored;
    if (fs::is_directory(to, ignored)) return resolve_file(fs::path(to) / name);
    if (to.ends_with('/')) return unwritable(to, ENOENT);
    return resolve_file(to);
}

Result<std::unique_ptr<ContentWriter>> open_writer(Context& context, const Destination& to,
                                                   std::string_view key, bool replace) {
    switch (to.kind) {
    case Destination::Kind::standard_output:
        // It may hold anything that a terminal obeys.
        if (context.streams.out_is_terminal()) return fail("usage.terminal");
        return std::unique_ptr<ContentWriter>(std::make_unique<StandardOutput>(context.streams));
    case Destination::Kind::device: return open_device(to.path);
    case Destination::Kind::file: break;
    }
    SKIFTE_TRY(PartialFile partial, PartialFile::open(to.path.parent_path() / partial_name(key)));
    return std::unique_ptr<ContentWriter>(
        std::make_unique<File>(std::move(partial), to.path, !key.empty(), replace));
}

}  // namespace skifte::cli
