#include "unit/sheet/fixture.hpp"

using namespace skifte;
using namespace skifte::sheet;
using namespace skifte::sheet::test;

namespace {

std::string utf16le(std::u16string_view text) {
    std::string bytes;
    for (const char16_t unit : text) {
        bytes += static_cast<char>(unit & 0xFF);
        bytes += static_cast<char>(unit >> 8);
    }
    return bytes;
}

const std::vector<Texts> two_rows{{"Gæld", "1.234,50"}, {"Løn", "2"}};

}  // namespace

TEST_CASE("a semicolon CSV of Danish Excel is read") {
    const auto read = read_bytes("\xEF\xBB\xBFkravtype;beloeb\r\nGæld;1.234,50\r\nLøn;2\r\n");
    REQUIRE(!read.error);
    CHECK(read.columns == Texts{"kravtype", "beloeb"});
    CHECK(read.cells() == two_rows);
    CHECK(read.rows[0].number == 2);
    CHECK(read.rows[0].offset == 20);
    CHECK(read.rows[1].number == 3);
    CHECK(read.rows[1].cells[0].kind == Kind::text);
}

TEST_CASE("the delimiter is the one that the headings show") {
    CHECK(read_bytes("kravtype,beloeb\nGæld,\"1.234,50\"\nLøn,2\n").cells() == two_rows);
    CHECK(read_bytes("kravtype\tbeloeb\nGæld\t1.234,50\nLøn\t2").cells() == two_rows);
    CHECK(read_bytes("\"a;b\",c\n1,2\n").cells() == std::vector<Texts>{{"1", "2"}});
    CHECK(read_bytes("a,b;c\n1,5;2\n").columns == Texts{"a,b", "c"});
    CHECK(read_bytes("a|b\n1|2\n", {.sheet = {}, .delimiter = '|'}).cells() ==
          std::vector<Texts>{{"1", "2"}});
}

TEST_CASE("sep= names the delimiter, and is a row of its own") {
    for (const char* start : {"sep=|\r\n", "SEP=|\n", "sep=|\r"}) {
        const auto read = read_bytes(std::string(start) + "a|b\r\n1;|2\r\n");
        REQUIRE(!read.error);
        CHECK(read.columns == Texts{"a", "b"});
        CHECK(read.cells() == std::vector<Texts>{{"1;", "2"}});
        CHECK(read.rows[0].number == 3);
    }
}

TEST_CASE("any line break ends a row, also a lone CR, and none is needed at the end") {
    for (const char* end : {"\r\n", "\n", "\r"}) {
        std::string text;
        for (const char* line : {"a;b", "1;2", "", "3;4"}) text += std::string(line) + end;
        for (const auto& given : {text, text.substr(0, text.size() - std::string_view(end).size())}) {
            const auto read = read_bytes(given);
            REQUIRE(!read.error);
            CHECK(read.cells() == std::vector<Texts>{{"1", "2"}, {"3", "4"}});
            CHECK(read.rows[1].number == 4);
        }
    }
}

TEST_CASE("a quoted cell may hold delimiters, quotes and line breaks") {
    const auto read = read_bytes("a;b\r\n\"x;\"\"y\"\"\r\nz\";2\r\n3;4\r\n");
    REQUIRE(!read.error);
    CHECK(read.cells() == std::vector<Texts>{{"x;\"y\"\r\nz", "2"}, {"3", "4"}});
    CHECK(read.rows[1].number == 3);
    CHECK(read_bytes("a;b\n1 \"2\" 3;\"\"\n").cells() == std::vector<Texts>{{"1 \"2\" 3", ""}});
}

TEST_CASE("a quote in the wrong place is a fault with its row and column") {
    const auto after = read_bytes("a;beloeb\n1;2\n3;\"4\"5\n");
    REQUIRE(after.error);
    CHECK(after.error->code == "sheet.csv_quote");
    CHECK(after.error->argument("row") == "3");
    CHECK(after.error->argument("column") == "beloeb");

    const auto open = read_bytes("a;b\n1;2\n\"3;4\n5;6\n");
    REQUIRE(open.error);
    CHECK(open.error->code == "sheet.csv_unclosed");
    CHECK(open.error->argument("row") == "3");
    CHECK(open.rows.size() == 1);
}

TEST_CASE("Windows-1252 is read where UTF-8 it cannot be") {
    CHECK(read_bytes("kravtype;beloeb\nG\xE6ld;1.234,50\nL\xF8n;2\n").cells() == two_rows);
    CHECK(read_bytes("a;b\n\x80 5;\x8A\n").cells() == std::vector<Texts>{{"€ 5", "Š"}});
    // Far behind the first block, and with nothing but ASCII before it.
    std::string text = "a;b\n";
    for (int i = 0; i < 20'000; ++i) text += "123456789;x\n";
    const auto read = read_bytes(text + "G\xE6ld;1\n");
    REQUIRE(!read.error);
    CHECK(read.rows.back().cells[0].text == "Gæld");
    CHECK(read.rows.back().offset == text.size());
}

TEST_CASE("bytes of two encodings in one file are refused") {
    for (const auto* bytes : {"a;b\nGæld;1\nL\xF8n;2\n",
                              "\xEF\xBB\xBF"
                              "a;b\nL\xF8n;2\n",
                              "a;b\n\x81;1\n", "a;b\næ;1\nG\xC3"}) {
        const auto read = read_bytes(bytes);
        REQUIRE(read.error);
        CHECK(read.error->code == "sheet.encoding");
    }
    CHECK(read_bytes("a;b\nGæld;1\nL\xF8n;2\n").error->argument("offset") == "13");
    CHECK(read_bytes(std::string_view{"a;b\n1;\0\n", 9}).error->code == "sheet.encoding");
}

TEST_CASE("UTF-16LE is read, with a byte order mark and without") {
    const auto text = utf16le(u"kravtype;beloeb\r\nGæld;1.234,50\r\nLøn;2\r\n");
    CHECK(read_bytes("\xFF\xFE" + text).cells() == two_rows);
    CHECK(read_bytes(text).cells() == two_rows);
    const auto read = read_bytes("\xFF\xFE" + utf16le(u"a;b\n\U0001F600;1\nx;2\n"));
    CHECK(read.cells() == std::vector<Texts>{{"😀", "1"}, {"x", "2"}});
    CHECK(read.rows[1].offset == 2 + 8 + 10);
    CHECK(read_bytes("\xFF\xFE" + utf16le(u"a;b\n\xD83D;1\n")).error->code == "sheet.encoding");
}

TEST_CASE("a character may lie across two blocks") {
    for (int shift = 0; shift < 4; ++shift) {
        std::string text = "a;b\n" + std::string(static_cast<std::size_t>(shift), 'x');
        while (text.size() < 200'000) text += "€";
        const auto read = read_bytes(text + ";1\n");
        REQUIRE(!read.error);
        CHECK(read.rows.at(0).cells.at(1).text == "1");
    }
}

TEST_CASE("rows may be shorter or longer than the headings, and blank ones are passed over") {
    const auto read = read_bytes("a;b; ;\n1\n\n ; ;\n1;2;;;5\n");
    CHECK(read.columns == Texts{"a", "b"});
    CHECK(read.cells() == std::vector<Texts>{{"1"}, {"1", "2", "", "", "5"}});
    CHECK(read.rows[1].number == 5);
}

TEST_CASE("headings are trimmed, and must differ") {
    CHECK(read_bytes(" a ;\xC2\xA0"
                     "b\xC2\xA0\n1;2\n")
              .columns == Texts{"a", "b"});
    CHECK(read_bytes("a;b;a\n1;2;3\n").error->code == "sheet.column_duplicate");
    CHECK(read_bytes(";;\n;\n").error->code == "sheet.no_columns");
}

TEST_CASE("what is no sheet is refused by its content") {
    CHECK(read_bytes("").error->code == "sheet.empty");
    CHECK(read_bytes(" \r\n\t").error->code == "sheet.empty");
    CHECK(read_bytes("%PDF-1.7\n").error->code == "sheet.not_a_sheet");
    CHECK(read_bytes("[{}]").error->code == "sheet.json_array");
    CHECK(read_bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").error->code == "sheet.old_excel");
    const Folder folder;
    CHECK(read_all(folder / "none.csv").error->code == "file.missing");
    CHECK(read_all(folder.path()).error->code == "file.unreadable");
}

TEST_CASE("no row is larger than its limit, whoever forgot a quote") {
    const auto read = read_bytes("a;b\n\"" + std::string(5 << 20, 'x') + "\n");
    CHECK(read.error->code == "sheet.csv_unclosed");
    const auto wide = read_bytes("a;b\n" + std::string(5 << 20, 'x') + "\n");
    CHECK(wide.error->code == "sheet.row_too_large");
    CHECK(read_bytes("a;b\n" + std::string(20'000, ';') + "\n").error->code == "sheet.too_wide");
}

TEST_CASE("an input stays what it was when it was opened") {
    const Folder folder;
    const auto path = folder.holding("a;b\n1;2\n");
    const auto input = Input::open(path, folder.path());
    REQUIRE(input);
    CHECK(input->sha256() == hex(sha256(std::string_view{"a;b\n1;2\n"})));
    folder.holding("a;b\n3;4\n");
    auto reader = open_reader(*input);
    REQUIRE(reader);
    Row row;
    REQUIRE((*reader)->next(row).value());
    CHECK(texts(row) == Texts{"1", "2"});
    // It leaves nothing beside the file.
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("what is written is read back as it was") {
    const Folder folder;
    const std::vector<Texts> rows{{"=1+1", "-3,00"},      {"@navn", "+45 12 34 56"}, {"a;b", "\"x\""},
                                  {"to\r\nlinjer", "ø€"}, {"-navn", "'citat'"},      {"'-3", "+"},
                                  {"''=1", "'"}};
    auto writer = create_writer(folder / "ud.csv", Format::csv, {{.name = "=a"}, {.name = "b"}});
    REQUIRE(writer);
    for (const Texts& row : rows) {
        std::vector<Cell> cells;
        for (const auto& text : row) cells.push_back({Kind::text, text});
        REQUIRE((*writer)->row(cells));
    }
    CHECK(!fs::exists(folder / "ud.csv"));
    REQUIRE((*writer)->finish());
    CHECK(read_all(folder / "ud.csv").cells() == rows);
    CHECK((fs::status(folder / "ud.csv").permissions() & fs::perms::mask) ==
          (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a spreadsheet finds no formula in what is written, and Danish numbers and dates") {
    const auto line = [](Cell cell) { return csv_line(std::array{std::move(cell)}); };
    CHECK(line({Kind::text, "=HYPERLINK(\"http://x\")"}) == "\"'=HYPERLINK(\"\"http://x\"\")\"\r\n");
    CHECK(line({Kind::text, "-1+1|cmd"}) == "'-1+1|cmd\r\n");
    CHECK(line({Kind::text, "-1+2"}) == "'-1+2\r\n");
    CHECK(line({Kind::text, "\t=1"}) == "'\t=1\r\n");
    CHECK(line({Kind::text, "-1.234,50"}) == "-1.234,50\r\n");
    CHECK(line({Kind::number, "-1234.5"}) == "-1234,5\r\n");
    CHECK(line({Kind::date, "2026-11-23"}) == "23-11-2026\r\n");
}

TEST_CASE("a file that was not finished leaves nothing behind") {
    const Folder folder;
    for (const Format format : {Format::csv, Format::json_lines, Format::xlsx}) {
        auto writer = create_writer(folder / "ud", format, {{.name = "a"}});
        REQUIRE(writer);
        REQUIRE((*writer)->row(std::array{Cell{Kind::text, "1"}}));
    }
    CHECK(fs::is_empty(folder.path()));
    CHECK(create_writer(folder / "none" / "ud", Format::csv, {}).error().code == "file.unwritable");
}
