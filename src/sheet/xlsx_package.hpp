// The parts of an XLSX file: a zip archive, read from the input's spool, each part inflated no further than a
// limit (an archive of a few kilobytes can unfold to any size).
#pragma once

#include <skifte/sheet/input.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

struct zip;
struct zip_file;

namespace skifte::sheet {

// One part as it is inflated.
class Part {
public:
    // 0 at the end. Errors: sheet.xlsx_damaged (path, part, reason), sheet.xlsx_too_large (path, part,
    // limit).
    [[nodiscard]] Result<std::size_t> read(std::span<char> out);
    [[nodiscard]] Failure damaged(std::string reason) const;
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }  // of the whole file

private:
    friend class Package;
    struct Close {
        void operator()(zip_file* file) const noexcept;
    };
    std::string path_, name_;
    std::shared_ptr<zip> archive_;
    std::unique_ptr<zip_file, Close> file_;
    std::uint64_t size_ = 0, limit_ = 0;
};

class Package {
public:
    // Error: sheet.xlsx_damaged.
    [[nodiscard]] static Result<Package> open(const Input& input);
    [[nodiscard]] bool has(const std::string& part) const;
    // Errors: sheet.xlsx_damaged.
    [[nodiscard]] Result<Part> part(const std::string& name, std::uint64_t limit) const;
    [[nodiscard]] const Input& input() const noexcept { return input_; }
    [[nodiscard]] Failure damaged(const std::string& part, std::string reason) const;

private:
    Package(Input input, std::shared_ptr<zip> archive)
        : input_(std::move(input)), archive_(std::move(archive)) {}
    Input input_;
    std::shared_ptr<zip> archive_;
};

}  // namespace skifte::sheet
