// A folder of its own for each test, sheets made of bytes, and rows as plain texts.
#pragma once

#include <skifte/sheet/reader.hpp>
#include <skifte/sheet/writer.hpp>
#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace skifte::sheet {

inline std::ostream& operator<<(std::ostream& out, const Cell& cell) {
    return out << static_cast<int>(cell.kind) << ":" << cell.text;
}

}  // namespace skifte::sheet

namespace skifte::sheet::test {

namespace fs = std::filesystem;

class Folder {
public:
    Folder() : path_(fs::temp_directory_path() / ("skifte-test-" + random_uuid())) {
        fs::create_directory(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }
    [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
    fs::path holding(std::string_view bytes, const std::string& name = "krav.csv") const {
        std::ofstream{path_ / name, std::ios::binary} << bytes;
        return path_ / name;
    }

private:
    fs::path path_;
};

using Texts = std::vector<std::string>;

inline Texts texts(const Row& row) {
    Texts out;
    for (const Cell& cell : row.cells) out.push_back(cell.text);
    return out;
}

// All of a sheet, or the error that ended it.
struct Read {
    Texts columns;
    std::vector<Row> rows;
    std::optional<Error> error;

    [[nodiscard]] std::vector<Texts> cells() const {
        std::vector<Texts> out;
        for (const Row& row : rows) out.push_back(texts(row));
        return out;
    }
};

inline Read read_all(const fs::path& path, const ReadOptions& options = {}) {
    Read read;
    const auto input = Input::open(path, path.parent_path());
    auto reader = input ? open_reader(*input, options) : Result<std::unique_ptr<Reader>>{fail(input.error())};
    if (!reader) {
        read.error = reader.error();
        return read;
    }
    for (Row row;;) {
        const auto more = (*reader)->next(row);
        if (!more) read.error = more.error();
        if (!more || !*more) break;
        read.rows.push_back(row);
    }
    read.columns = (*reader)->columns();
    return read;
}

inline Read read_bytes(std::string_view bytes, const ReadOptions& options = {}) {
    const Folder folder;
    return read_all(folder.holding(bytes), options);
}

}  // namespace skifte::sheet::test
