// Approved files: see the header.
#include "codegen/approved.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

namespace skifte::codegen::tests {

namespace {

bool approves() {
    const char* set = std::getenv("SKIFTE_APPROVE");
    return set != nullptr && std::string_view(set) == "1";
}

std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "skifte-codegen-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    return name;
}

}  // namespace

std::filesystem::path test_folder() {
    return std::filesystem::path(SKIFTE_TESTS_DIR) / "codegen";
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void check_approved(const std::filesystem::path& file, const std::string& text) {
    if (!approves()) {
        INFO("approved: " << file.string() << "; SKIFTE_APPROVE=1 writes it anew");
        CHECK(text == content_of(file));
        return;
    }
    if (content_of(file) == text) return;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

TemporaryFolder::TemporaryFolder() : path_(make_folder()) {}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace skifte::codegen::tests
