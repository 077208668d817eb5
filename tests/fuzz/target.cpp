// libFuzzer's side of a target.
#include "fuzz/target.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

namespace skifte::fuzz {

namespace {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "skifte-fuzz-XXXXXX").string();
        hold(mkdtemp(name.data()) != nullptr, "a temporary folder can be made");
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

void hold(bool property, const char* what) {
    if (property) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

const std::filesystem::path& as_file(std::string_view input, std::string_view name) {
    static const Folder folder;
    static std::filesystem::path path;
    path = folder.path() / name;
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(input.data(), static_cast<std::streamsize>(input.size()));
    std::filesystem::permissions(path,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return path;
}

}  // namespace skifte::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    skifte::fuzz::run({reinterpret_cast<const char*>(data), size});
    return 0;
}
