#include "unit/sheet/fixture.hpp"

using namespace skifte;
using namespace skifte::sheet;
using namespace skifte::sheet::test;

TEST_CASE("JSON Lines: members of members are columns by dotted names, and new ones come last") {
    const auto read =
        read_bytes("{\"beloeb\": 10.50, \"kreditor\": {\"navn\": \"Æ\", \"by\": null}}\n"
                   "\n"
                   "{\"kreditor\": {\"navn\": \"B\"}, \"endelig\": true, \"liste\": [\"a\", 2]}\r\n"
                   "{\"beloeb\": \"\"}");
    REQUIRE(!read.error);
    CHECK(read.columns == Texts{"beloeb", "kreditor.navn", "kreditor.by", "endelig", "liste"});
    REQUIRE(read.rows.size() == 2);  // the last has nothing in it
    CHECK(read.rows[0].cells[0] == Cell{Kind::number, "10.50"});
    CHECK(read.rows[0].cells[1] == Cell{Kind::text, "Æ"});
    CHECK(read.rows[1].number == 3);
    CHECK(read.rows[1].offset == 59);
    CHECK(read.rows[1].cells[0].empty());
    CHECK(read.rows[1].cells[3] == Cell{Kind::boolean, "true"});
    CHECK(read.rows[1].cells[4] == Cell{Kind::list, "[\"a\",2]"});
}

TEST_CASE("JSON Lines: a line that is no object is a fault with its number") {
    const auto broken = read_bytes("{\"a\": 1}\n{\"a\": \n");
    REQUIRE(broken.error);
    CHECK(broken.error->code == "sheet.json_line");
    CHECK(broken.error->argument("row") == "2");
    CHECK(read_bytes("{\"a\": 1}\n[]\n").error->argument("reason") == "no object");
    CHECK(read_bytes("{\"a\": [{\"b\": 1}]}\n").error->code == "sheet.json_nested");
    CHECK(read_bytes("{\"a.b\": 1, \"a\": {\"b\": 2}}\n").error->code == "sheet.column_duplicate");
}

TEST_CASE("JSON Lines are written as they were read") {
    const Folder folder;
    auto writer = create_writer(folder / "ud.jsonl", Format::json_lines,
                                {{.name = "beloeb"},
                                 {.name = "kreditor.navn"},
                                 {.name = "kreditor.by"},
                                 {.name = "endelig"},
                                 {.name = "liste"}});
    REQUIRE(writer);
    REQUIRE((*writer)->row(std::vector<Cell>{{Kind::number, "10.50"},
                                             {Kind::text, "=Æ"},
                                             {},
                                             {Kind::boolean, "false"},
                                             {Kind::list, "[\"a\",2]"}}));
    REQUIRE((*writer)->finish());
    CHECK(read_file(folder / "ud.jsonl").value() ==
          "{\"beloeb\":10.50,\"kreditor\":{\"navn\":\"=Æ\"},\"endelig\":false,\"liste\":[\"a\",2]}\n");
}
