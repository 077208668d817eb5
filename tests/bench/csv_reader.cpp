// What reading a sheet costs at least: libcsv over a file, counting its rows and fields.
//
// csv_reader FILE
#include <csv.h>

#include <cstdio>
#include <vector>

int main(int count, char** words) {
    if (count != 2) return 2;
    std::FILE* file = std::fopen(words[1], "rb");
    if (file == nullptr) return 1;
    csv_parser parser;
    csv_init(&parser, 0);
    csv_set_delim(&parser, ';');
    struct Counts {
        long fields = 0, rows = 0;
    } counts;
    const auto field = [](void*, size_t, void* to) { ++static_cast<Counts*>(to)->fields; };
    const auto row = [](int, void* to) { ++static_cast<Counts*>(to)->rows; };
    std::vector<char> block(1 << 16);
    for (std::size_t size; (size = std::fread(block.data(), 1, block.size(), file)) > 0;)
        csv_parse(&parser, block.data(), size, field, row, &counts);
    csv_fini(&parser, field, row, &counts);
    csv_free(&parser);
    std::fclose(file);
    std::printf("%ld rows, %ld fields\n", counts.rows, counts.fields);
    return 0;
}
