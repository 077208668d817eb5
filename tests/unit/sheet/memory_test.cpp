// Memory does not grow with the rows: they are read by a process that may have little more than it started
// with.
#include "unit/sheet/xlsx_fixture.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace skifte;
using namespace skifte::sheet;
using namespace skifte::sheet::test;

namespace {

constexpr rlim_t allowed = 24 << 20;

rlim_t address_space() {
    rlim_t pages = 0;
    std::ifstream{"/proc/self/statm"} >> pages;
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

std::size_t count_rows(const fs::path& path) {
    const auto input = Input::open(path, path.parent_path());
    if (!input) return 0;
    auto reader = open_reader(*input);
    std::size_t rows = 0;
    for (Row row; reader && (*reader)->next(row).value_or(false);) ++rows;
    return rows;
}

[[maybe_unused]] bool is_read_in_little_memory(const fs::path& path, std::size_t rows) {
    const pid_t child = ::fork();
    if (child == 0) {
        const rlim_t limit = address_space() + allowed;
        const rlimit bound{limit, limit};
        ::_exit(::setrlimit(RLIMIT_AS, &bound) == 0 && count_rows(path) == rows ? 0 : 1);
    }
    int status = 0;
    return ::waitpid(child, &status, 0) == child && status == 0;
}

[[maybe_unused]] std::string row_text(int i) {
    return "F-" + std::to_string(i) + ";1.234,50;GÆLD;31-12-2026;Faktura " + std::to_string(i) + "\n";
}

}  // namespace

// The sanitizer keeps what was freed.
#ifndef __SANITIZE_ADDRESS__

TEST_CASE("CSV of half a million rows is read in little memory") {
    const Folder folder;
    std::string text = "egenReference;beloeb;kravtype;forfaldsdato;grundlag\n";
    for (int i = 0; i < 500'000; ++i) text += row_text(i);
    CHECK(is_read_in_little_memory(folder.holding(text), 500'000));
}

TEST_CASE("JSON Lines and XLSX of many rows are read in little memory") {
    const Folder folder;
    std::string lines;
    std::string rows = inline_row({"egenReference", "beloeb"});
    for (int i = 0; i < 100'000; ++i) {
        lines += "{\"egenReference\": \"F-" + std::to_string(i) + "\", \"grundlag\": \"" +
                 std::string(200, 'x') + "\"}\n";
        rows += inline_row({"F-" + std::to_string(i), std::string(200, 'x')});
    }
    CHECK(is_read_in_little_memory(folder.holding(lines, "krav.jsonl"), 100'000));
    CHECK(is_read_in_little_memory(zipped(folder, parts_of(rows)), 100'000));
}

#endif
