// Mark: how many intents were ever made, in a file outside the database. A database that was cut, or put back
// from a copy, may be whole in itself and yet have forgotten what was sent; then it knows fewer than the
// mark.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <cstdint>
#include <filesystem>

namespace skifte::journal {

class Mark {
public:
    Mark(std::filesystem::path path, Secret key) : path_(std::move(path)), key_(std::move(key)) {}
    // 0 where there is no mark. Errors: journal.corrupt (table "journal.mark"), file.unreadable.
    [[nodiscard]] Result<std::int64_t> read() const;
    // Durable when it returns. Errors: those of replace_file.
    [[nodiscard]] Result<void> write(std::int64_t intents) const;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    [[nodiscard]] std::string text_of(std::string_view intents) const;
    std::filesystem::path path_;
    Secret key_;
};

}  // namespace skifte::journal
