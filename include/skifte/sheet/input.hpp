// Input: a sheet as it was when it was opened. Its bytes are copied to a spool without a name, so that the
// rows that were checked are the rows that are filed, whatever happens to the file meanwhile.
#pragma once

#include <skifte/support/files.hpp>
#include <skifte/support/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace skifte::sheet {

enum class Format { csv, xlsx, json_lines };

// By what it holds and not by its name. Copies share the spool. Thread-safe to read.
class Input {
public:
    // Reads all of `path` into a spool in `folder`. Errors: file.missing, file.unreadable (path, reason),
    // file.unwritable, disk.full; sheet.empty (path), sheet.old_excel (path: .xls, or with a password),
    // sheet.not_a_sheet (path, found), sheet.json_array (path).
    [[nodiscard]] static Result<Input> open(const std::filesystem::path& path,
                                            const std::filesystem::path& folder);
    // The same of an open descriptor, such as stdin; `name` is what messages call it.
    [[nodiscard]] static Result<Input> read(int descriptor, std::string name,
                                            const std::filesystem::path& folder);

    [[nodiscard]] const std::string& name() const noexcept { return state_->name; }
    [[nodiscard]] Format format() const noexcept { return state_->format; }
    [[nodiscard]] std::uint64_t size() const noexcept { return state_->size; }
    [[nodiscard]] const std::string& sha256() const noexcept { return state_->sha256; }  // lower-case hex
    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return state_->folder; }
    // Reads at `offset`; 0 at the end. Error: file.unreadable.
    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<char> out) const;

private:
    struct State {
        std::string name;
        std::filesystem::path folder;
        FileHandle spool;
        std::uint64_t size = 0;
        std::string sha256;
        Format format = Format::csv;
    };
    explicit Input(std::shared_ptr<const State> state) : state_(std::move(state)) {}
    std::shared_ptr<const State> state_;
};

}  // namespace skifte::sheet
