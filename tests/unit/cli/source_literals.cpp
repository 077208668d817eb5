#include "unit/cli/source_literals.hpp"

#include <skifte/support/files.hpp>

#include <filesystem>

namespace skifte::cli::test {

namespace {

namespace fs = std::filesystem;

// What stands between `at`, after the opening quote, and the closing one; leaves `at` behind that.
std::string quoted(std::string_view source, std::size_t& at, char quote) {
    std::string out;
    for (; at < source.size() && source[at] != quote; ++at) {
        if (source[at] == '\\') ++at;
        if (at < source.size()) out += source[at];
    }
    ++at;
    return out;
}

bool is_scanned(const fs::path& file) {
    if (file.extension() != ".cpp" && file.extension() != ".hpp") return false;
    const std::string path = file.generic_string();
    for (const auto* folder : {"/src/codegen/", "/src/sandbox/", "/src/cli/texts/"})
        if (path.find(folder) != std::string::npos) return false;
    return true;
}

}  // namespace

std::set<std::string> literals_of(std::string_view source) {
    std::set<std::string> out;
    std::string pending;
    bool open = false;
    const auto close = [&] {
        if (open) out.insert(pending);
        pending.clear();
        open = false;
    };
    for (std::size_t at = 0; at < source.size();) {
        if (source.substr(at, 2) == "//") {
            at = std::min(source.find('\n', at), source.size());
        } else if (source.substr(at, 2) == "/*") {
            at = std::min(source.find("*/", at), source.size() - 2) + 2;
        } else if (source.substr(at, 3) == "R\"(") {
            at = std::min(source.find(")\"", at), source.size() - 2) + 2;
        } else if (source[at] == '"') {
            pending += quoted(source, ++at, '"');
            open = true;
        } else if (source[at] == '\'' &&
                   (at == 0 || !std::isalnum(static_cast<unsigned char>(source[at - 1])))) {
            close();
            (void)quoted(source, ++at, '\'');
        } else {
            if (!std::isspace(static_cast<unsigned char>(source[at]))) close();
            ++at;
        }
    }
    close();
    return out;
}

const std::set<std::string>& source_literals() {
    static const std::set<std::string> all = [] {
        std::set<std::string> out;
        const fs::path root = fs::path(SKIFTE_TESTS_DIR).parent_path();
        for (const auto* folder : {"src", "include"})
            for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
                if (!entry.is_regular_file() || !is_scanned(entry.path())) continue;
                if (const auto text = read_file(entry.path())) out.merge(literals_of(*text));
            }
        return out;
    }();
    return all;
}

}  // namespace skifte::cli::test
