// Mark: how many intents were ever made, in a file outside the database. A database that was cut, or put back
// from a copy, may be whole in itself and yet have forgotten what was sent; then it knows fewer than the
// mark.
//
// Two counts lie in the file, each in a sector of its own, and a new one is written over the lower: so it
// takes one sync, where a file that replaces another takes two, and a write that a power cut tears leaves the
// other.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace skifte::journal {

class Mark {
public:
    Mark(std::filesystem::path path, Secret key) : path_(std::move(path)), key_(std::move(key)) {}
    // 0 where there is no mark. Errors: journal.corrupt (table "journal.mark"), file.unreadable.
    [[nodiscard]] Result<std::int64_t> read() const;
    // Durable when it returns. One at a time, whoever writes. Errors: those of read(), file.unwritable,
    // disk.full.
    [[nodiscard]] Result<void> write(std::int64_t intents) const;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    using Counts = std::array<std::optional<std::int64_t>, 2>;  // none: nothing, or nothing that is whole
    // None: there is no file.
    [[nodiscard]] Result<std::optional<Counts>> counts() const;
    [[nodiscard]] std::string text_of(std::string_view intents) const;
    std::filesystem::path path_;
    Secret key_;
};

}  // namespace skifte::journal
