// The texts that cells share, in memory while they are few and in a spool without a name when they are many.
#pragma once

#include "sheet/xlsx_package.hpp"

#include <skifte/support/files.hpp>
#include <skifte/support/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::sheet {

class StringTable {
public:
    explicit StringTable(std::filesystem::path folder, std::size_t in_memory = std::size_t{8} << 20)
        : folder_(std::move(folder)), in_memory_(in_memory) {}

    // Errors: file.unwritable, disk.full.
    [[nodiscard]] Result<void> add(std::string_view text);
    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    // Precondition: index < size(). Error: file.unreadable.
    [[nodiscard]] Result<std::string> at(std::size_t index);

private:
    [[nodiscard]] Result<void> spill();

    std::filesystem::path folder_;
    std::size_t in_memory_;
    std::vector<std::uint64_t> ends_;  // of each text, counted over all of them
    std::string text_;                 // those not in the spool
    std::uint64_t spilled_ = 0;
    FileHandle spool_;
};

// Reads the part. Errors: its own, StringTable's, sheet.xlsx_too_large.
[[nodiscard]] Result<void> read_strings(Part part, StringTable& table);

// The escapes of a text (ECMA-376 part 1, section 22.9.2.19): "_x000D_" is a carriage return.
[[nodiscard]] std::string without_escapes(std::string_view text);

}  // namespace skifte::sheet
