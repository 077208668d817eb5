// Approved files: what a test makes is compared with a file beside it. With SKIFTE_APPROVE=1 the file is
// written instead; the change is then read and committed like any other.
#pragma once

#include <filesystem>
#include <string>

namespace skifte::codegen::tests {

[[nodiscard]] std::filesystem::path test_folder();
[[nodiscard]] std::string content_of(const std::filesystem::path& file);  // "" where there is none
void check_approved(const std::filesystem::path& file, const std::string& text);

// A folder of its own, gone with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace skifte::codegen::tests
