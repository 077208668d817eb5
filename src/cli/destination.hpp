// Where binary content goes that the user asked for: stdout, a device, or a file that is whole or not there.
#pragma once

#include "cli/context.hpp"

#include <skifte/support/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace skifte::cli {

struct Destination {
    enum class Kind { standard_output, device, file };
    Kind kind = Kind::file;
    std::filesystem::path path;
    bool exists = false;  // a file that is there already
};

// What `to` is, as the user wrote it: "-" and whatever else is our stdout; a character device or a FIFO; a
// file, links followed; a folder, to which `name` is added. Errors: file.unwritable (path, reason),
// file.not_regular (path) for what else there may be, file.dangling (path) for a link to nothing.
[[nodiscard]] Result<Destination> resolve_destination(const Context& context, const std::string& to,
                                                      const std::string& name);

class ContentWriter {
public:
    virtual ~ContentWriter() = default;
    // How much of it an earlier try has left there, and what.
    [[nodiscard]] virtual std::uint64_t size() const noexcept { return 0; }
    [[nodiscard]] virtual Result<void> read(const std::function<void(std::string_view)>&) const { return {}; }
    // False where nobody reads any more. Errors: disk.full, file.unwritable, interrupted.
    [[nodiscard]] virtual Result<bool> write(std::string_view bytes) = 0;
    // What was written can be taken back, and is by `restart`.
    [[nodiscard]] virtual bool can_restart() const noexcept { return false; }
    [[nodiscard]] virtual Result<void> restart() { return {}; }
    // All of it is written. Errors: file.exists (path), file.unwritable, disk.full.
    [[nodiscard]] virtual Result<void> finish() { return {}; }
    // It will not be. Says whether what there is of it was kept for a next try.
    virtual bool give_up(bool keep) noexcept { return static_cast<void>(keep), false; }
};

// `key`: what the content is known by (its SHA-256), so that another process may go on with it; "" where
// nothing tells. A file is written beside its place, and put there at the end: over what is there only if
// `replace`. Errors: file.unwritable, file.busy (path), usage.terminal where stdout is one, interrupted.
[[nodiscard]] Result<std::unique_ptr<ContentWriter>> open_writer(Context& context, const Destination& to,
                                                                 std::string_view key, bool replace);

}  // namespace skifte::cli
