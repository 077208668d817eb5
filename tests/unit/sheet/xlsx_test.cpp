#include "sheet/xlsx_number.hpp"
#include "sheet/xlsx_strings.hpp"
#include "sheet/xlsx_workbook.hpp"
#include "unit/sheet/xlsx_fixture.hpp"

using namespace skifte;
using namespace skifte::sheet;
using namespace skifte::sheet::test;

namespace {

fs::path data(const std::string& name) {
    return fs::path{SKIFTE_TESTS_DIR} / "unit/sheet/data" / name;
}

}  // namespace

TEST_CASE("an XLSX of LibreOffice is read") {
    for (const char* name : {"libreoffice.xlsx", "libreoffice-1904.xlsx"}) {
        INFO(name);
        const auto read = read_all(data(name));
        REQUIRE(!read.error);
        CHECK(read.columns == Texts{"egenReference", "beloeb", "forfaldsdato", "endelig", "cvr", "sum"});
        REQUIRE(read.rows.size() == 5);
        const auto& first = read.rows[0].cells;
        CHECK(first[0] == Cell{Kind::text, "F-1 æøå"});
        CHECK(first[1] == Cell{Kind::number, "1234.1"});
        CHECK(first[2] == Cell{Kind::date, "2026-11-23"});
        CHECK(first[3] == Cell{Kind::number, "1"});
        CHECK(first[4] == Cell{Kind::text, "01234567"});
        CHECK(first[5] == Cell{Kind::number, "2468.2"});
        const auto& second = read.rows[1].cells;
        CHECK(second[1] == Cell{Kind::text, "1.234,50"});
        CHECK(second[2] == Cell{Kind::text, "31-12-2026"});
        CHECK(second[4] == Cell{Kind::number, "1234567"});
        CHECK(second[5] == Cell{Kind::number, "0.3"});
        CHECK(read.rows[2].number == 7);
        CHECK(read.rows[2].cells[2] == Cell{Kind::date, "2024-02-29"});
        CHECK(read.rows[2].cells[3].empty());
        CHECK(read.rows[2].cells[5] == Cell{Kind::error, "#DIV/0!"});
        CHECK(read.rows[3].hidden);
        CHECK(!read.rows[4].hidden);
        CHECK(read.rows[4].cells[0].text == "F-4 <b> & \"x\"");
        CHECK(read.rows[4].cells[2] == Cell{Kind::date, "2026-11-23 08:30:00"});
    }
}

TEST_CASE("of several sheets one must be named") {
    const auto path = data("libreoffice-flere-ark.xlsx");
    const auto unsaid = read_all(path);
    REQUIRE(unsaid.error);
    CHECK(unsaid.error->code == "sheet.xlsx_which_sheet");
    CHECK(unsaid.error->argument("sheets") == "Krav, Andet");
    CHECK(read_all(path, {.sheet = "Andet", .delimiter = '\0'}).cells() == std::vector<Texts>{{"1"}});
    CHECK(read_all(path, {.sheet = "Tredje", .delimiter = '\0'}).error->code == "sheet.xlsx_no_sheet");
}

TEST_CASE("what libxlsxwriter writes is read back as it was") {
    const Folder folder;
    std::vector<std::string> many;
    for (int i = 0; i < 60; ++i) many.push_back("KRAVTYPE_" + std::to_string(i));
    auto writer = create_writer(folder / "ud.xlsx", Format::xlsx,
                                {{.name = "cpr"},
                                 {.name = "beloeb", .kind = Kind::number, .money = true},
                                 {.name = "dato", .kind = Kind::date},
                                 {.name = "valg", .choices = {"JA", "NEJ"}},
                                 {.name = "kravtype", .choices = many}});
    REQUIRE(writer);
    const std::vector<Cell> row{{Kind::text, "0101010000"},
                                {Kind::number, "-1234.5"},
                                {Kind::date, "2026-11-23"},
                                {Kind::text, "=1+1 æ_x0041_\x01"},
                                {Kind::boolean, "true"}};
    REQUIRE((*writer)->row(row));
    REQUIRE(
        (*writer)->row(std::vector<Cell>{{Kind::text, "næste\r\nlinje"}, {}, {Kind::date, "1850-01-01"}}));
    REQUIRE((*writer)->finish());
    CHECK((fs::status(folder / "ud.xlsx").permissions() & fs::perms::mask) ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);

    const auto read = read_all(folder / "ud.xlsx");
    REQUIRE(!read.error);
    CHECK(read.columns == Texts{"cpr", "beloeb", "dato", "valg", "kravtype"});
    REQUIRE(read.rows.size() == 2);
    CHECK(read.rows[0].cells == row);
    CHECK(read.rows[1].cells[0].text == "næste\r\nlinje");
    CHECK(read.rows[1].cells[2] == Cell{Kind::text, "1850-01-01"});
}

TEST_CASE("a sheet without references, prefixes or hurry is read all the same") {
    auto parts =
        parts_of("<row><c t=\"str\"><v>a</v></c><c t=\"inlineStr\"><is><r><t>b</t></r><r><t>c</t></r>"
                 "<rPh><t>læs</t></rPh></is></c></row>"
                 "<row r=\"5\"><c r=\"B5\" t=\"b\"><v>1</v></c><c r=\"D5\"><f>A1</f></c><c/></row>");
    const auto read = read_parts(parts);
    REQUIRE(!read.error);
    CHECK(read.columns == Texts{"a", "bc"});
    REQUIRE(read.rows.size() == 1);
    CHECK(read.rows[0].number == 5);
    CHECK(read.rows[0].cells[1] == Cell{Kind::boolean, "true"});
    CHECK(read.rows[0].cells[3] == Cell{Kind::uncomputed, "="});
}

TEST_CASE("a million empty rows are no rows") {
    std::string rows = inline_row({"a"}) + inline_row({"1"});
    for (int i = 3; i <= 1'000'000; ++i) rows += "<row><c s=\"1\"/></row>";
    const auto read = read_parts(parts_of(rows));
    REQUIRE(!read.error);
    CHECK(read.rows.size() == 1);
    for (int i = 0; i < 50'000; ++i) rows += "<row/>";
    CHECK(read_parts(parts_of(rows)).error->code == "sheet.xlsx_damaged");
}

TEST_CASE("a part unfolds no further than its limit") {
    auto parts = parts_of(inline_row({"a"}));
    parts["xl/workbook.xml"] += std::string(std::size_t{20} << 20, ' ');
    const auto bomb = read_parts(parts);
    REQUIRE(bomb.error);
    CHECK(bomb.error->code == "sheet.xlsx_too_large");
    CHECK(bomb.error->argument("part") == "xl/workbook.xml");
    CHECK(read_parts(parts_of(inline_row({std::string(5 << 20, 'x')}))).error->code == "sheet.row_too_large");
    CHECK(read_parts(parts_of(inline_row({"a"}), "<si><t>" + std::string(5 << 20, 'x') + "</t></si>"))
              .error->code == "sheet.xlsx_too_large");
}

TEST_CASE("a document type is refused, and with it what its entities unfold to") {
    for (const char* part : {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"}) {
        auto parts = parts_of(inline_row({"&b;"}), "<si><t>x</t></si>");
        parts[part].insert(21, "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>");
        const auto read = read_parts(parts);
        REQUIRE(read.error);
        CHECK(read.error->code == "sheet.xlsx_doctype");
        CHECK(read.error->argument("part") == part);
        CHECK(!read.error->argument("path").empty());
    }
}

TEST_CASE("damage is told as such, part by part") {
    const auto damaged = [](Parts parts) {
        const auto read = read_parts(parts);
        return read.error && read.error->code == "sheet.xlsx_damaged";
    };
    const auto good = parts_of(inline_row({"a"}) + inline_row({"1"}));
    REQUIRE(!read_parts(good).error);
    for (const auto& [name, content] : good) {
        auto parts = good;
        parts.erase(name);
        CHECK(damaged(parts));
        parts[name] = content.substr(0, content.size() / 2);
        CHECK(damaged(parts));
    }
    CHECK(damaged(parts_of(inline_row({"a"}) + "<row r=\"1\"><c><v>1</v></c></row>")));
    CHECK(damaged(parts_of(inline_row({"a"}) + "<row><c r=\"B2\"/><c r=\"A2\"/></row>")));
    CHECK(damaged(parts_of("<row><c t=\"s\"><v>7</v></c></row>", "<si><t>x</t></si>")));

    // Cut anywhere, and with any byte changed: an error, or what it was; never a crash, and never other rows.
    const Folder folder;
    const auto whole = read_file(zipped(folder, good)).value();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const auto cut = read_all(folder.holding(whole.substr(0, i), "cut.xlsx"));
        CHECK((cut.error || cut.rows.empty()));
        std::string flipped = whole;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x10);
        const auto read = read_all(folder.holding(flipped, "flipped.xlsx"));
        CHECK((read.error || read.cells() == std::vector<Texts>{{"1"}}));
    }
}

TEST_CASE("shared texts go to a spool when they are many") {
    const Folder folder;
    StringTable table{folder.path(), 100};
    std::vector<std::string> all;
    for (int i = 0; i < 500; ++i) {
        all.push_back("tekst " + std::string(static_cast<std::size_t>(i % 17), 'x') + std::to_string(i));
        REQUIRE(table.add(all.back()));
    }
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(table.at(i).value() == all[i]);
    CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("numbers are the decimals that the sheet shows") {
    CHECK(number_text("1234.0999999999999") == "1234.1");
    CHECK(number_text("0.30000000000000004") == "0.3");
    CHECK(number_text("101010000") == "101010000");
    CHECK(number_text("99999999.989999995") == "99999999.99");
    CHECK(number_text("1E3") == "1000");
    CHECK(number_text("-0.0") == "0");
    CHECK(!number_text("NaN"));
    CHECK(!number_text("12x"));
    CHECK(!number_text(""));
}

TEST_CASE("what is shown as a percentage is that text, and not a hundredth of what is seen") {
    CHECK(percent_text("8.0500000000000002E-2") == "8,05%");
    CHECK(percent_text("1") == "100%");
    CHECK(!percent_text("NaN"));
    CHECK(shows_percent(9, ""));
    CHECK(shows_percent(10, ""));
    CHECK(!shows_percent(4, ""));
    CHECK(shows_percent(164, "0.00\\ %"));
    CHECK(!shows_percent(164, "0.00\"% p.a.\""));

    auto parts = parts_of(inline_row({"rentesats", "beloeb"}) +
                          "<row><c s=\"1\"><v>8.0500000000000002E-2</v></c><c><v>12.5</v></c></row>");
    parts["xl/_rels/workbook.xml.rels"].insert(
        parts["xl/_rels/workbook.xml.rels"].rfind("</Relationships>"),
        "<Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        "styles\" Target=\"styles.xml\"/>");
    parts["xl/styles.xml"] =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>";
    const auto read = read_parts(parts);
    REQUIRE(!read.error);
    REQUIRE(read.rows.size() == 1);
    CHECK(read.rows[0].cells[0] == Cell{Kind::text, "8,05%"});
    CHECK(read.rows[0].cells[1] == Cell{Kind::number, "12.5"});
}

TEST_CASE("dates count from 1900 with its leap day that never was, or from 1904") {
    CHECK(date_text("1", false) == "1900-01-01");
    CHECK(date_text("59", false) == "1900-02-28");
    CHECK(!date_text("60", false));
    CHECK(date_text("61", false) == "1900-03-01");
    CHECK(date_text("46349", false) == "2026-11-23");
    CHECK(date_text("44887", true) == "2026-11-23");
    CHECK(date_text("46349.354166666664", false) == "2026-11-23 08:30:00");
    CHECK(date_text("46348.9999999", false) == "2026-11-23");
    CHECK(!date_text("0.5", false));
    CHECK(!date_text("-1", false));
    CHECK(!date_text("2958466", false));
}

TEST_CASE("a style shows a date or not by its code") {
    CHECK(shows_date(14, ""));
    CHECK(shows_date(22, ""));
    CHECK(!shows_date(0, ""));
    CHECK(!shows_date(20, ""));  // h:mm
    CHECK(shows_date(164, "dd\\-mm\\-yyyy"));
    CHECK(shows_date(164, "[$-406]d. mmmm yyyy;@"));
    CHECK(!shows_date(164, "#,##0.00\\ \"dkk day\";[Red]\\-#,##0.00"));
    CHECK(!shows_date(164, "[hh]:mm:ss"));
    CHECK(!shows_date(164, "0;\"d\""));
}

TEST_CASE("escaped characters of a text are themselves again") {
    CHECK(without_escapes("a_x000D_\nb") == "a\r\nb");
    CHECK(without_escapes("_x00E6__x005F_x0041_") == "æ_x0041_");
    CHECK(without_escapes("_x_xZZZZ_ _x0041") == "_x_xZZZZ_ _x0041");
}
