#include "cli/output.hpp"
#include "unit/cli/piped_streams.hpp"

#include <skifte/support/result.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;
using skifte::cli::test::lines_of;
using skifte::cli::test::PipedStreams;

namespace {

constexpr Column columns[] = {
    {"/navn"}, {"/fristdato", Show::date}, {"/beloeb", Show::amount}, {"/selskab/cvrNummer"}};

Json item(std::string name, std::string amount) {
    Json out = Json::object();
    out.set("navn", std::move(name));
    out.set("fristdato", "2027-03-01");
    out.set("beloeb", Json::number(std::move(amount)));
    Json company = Json::object();
    company.set("cvrNummer", "99999999");
    out.set("selskab", std::move(company));
    return out;
}

std::string list(Format format, std::vector<Json> items, std::vector<std::string> fields = {},
                 bool to_its_end = true) {
    PipedStreams pipes;
    Output output(pipes.streams(), format, std::move(fields), Language::da);
    output.begin(columns);
    for (const Json& one : items) output.row(one);
    if (to_its_end) output.end();
    return pipes.out();
}

std::string object(Format format, const Json& value, std::vector<std::string> fields = {}) {
    PipedStreams pipes;
    Output(pipes.streams(), format, std::move(fields), Language::da).object(value, columns);
    return pipes.out();
}

}  // namespace

TEST_CASE("A JSON list is one array of the objects as they came", "[output]") {
    const std::string text = list(Format::json, {item("A", "12.50"), item("B", "1")});
    const auto parsed = Json::parse(text);
    REQUIRE(parsed);
    CHECK(*parsed == Json::array({item("A", "12.50"), item("B", "1")}));
    CHECK(text.find("12.50") != std::string::npos);
    CHECK(Json::parse(list(Format::json, {})).value() == Json::array());
}

TEST_CASE("A JSON list that was not ended does not pass for a whole one", "[output]") {
    CHECK_FALSE(Json::parse(list(Format::json, {item("A", "1")}, {}, false)));
    CHECK_FALSE(Json::parse(list(Format::json, {}, {}, false)));
}

TEST_CASE("JSON Lines are one object a line", "[output]") {
    const auto lines = lines_of(list(Format::jsonl, {item("A", "1"), item("B\nC", "2")}));
    REQUIRE(lines.size() == 2);
    CHECK(Json::parse(lines[1]).value() == item("B\nC", "2"));
}

TEST_CASE("JSON has escapes for what a terminal might obey, and is of the same value", "[output]") {
    Json hostile = Json::object();
    hostile.set("navn", "a\u009b31m\u202eb\u2028c\x7f\u00e6\U0001F600\x1b");
    const std::string text = printed(hostile);
    CHECK(text == "{\"navn\":\"a\\u009b31m\\u202eb\\u2028c\\u007f\u00e6\U0001F600\\u001b\"}");
    CHECK(Json::parse(text).value() == hostile);
    CHECK(printed(hostile, 2).starts_with("{\n  "));
}

TEST_CASE("A table has headings in the language, dates and amounts as Danes write them", "[output]") {
    const auto lines = lines_of(list(Format::table, {item("Fiktiv Fiskehandel", "1234.5"), item("Æ", "7")}));
    REQUIRE(lines.size() == 3);
    CHECK(lines[0] == "Navn                Fristdato      Beløb  CVR-nummer");
    CHECK(lines[1] == "Fiktiv Fiskehandel  01-03-2027  1.234,50  99999999");
    CHECK(lines[2] == "Æ                   01-03-2027      7,00  99999999");
}

TEST_CASE("A table of nothing prints nothing", "[output]") {
    CHECK(list(Format::table, {}).empty());
}

TEST_CASE("Nothing in a cell breaks its line or moves the cursor", "[output]") {
    const auto lines = lines_of(list(Format::table, {item("A\n\x1b[2JB\xE2\x80\xAE", "1")}));
    REQUIRE(lines.size() == 2);
    CHECK(lines[1].starts_with("A  [2JB "));
}

TEST_CASE("A very long cell is cut and says so", "[output]") {
    const auto lines = lines_of(list(Format::table, {item(std::string(200, 'x'), "1")}));
    CHECK(lines[1].find("x…  01-03-2027") != std::string::npos);
}

TEST_CASE("The last cell of a line is told to its end", "[output]") {
    static constexpr Column message_last[] = {{"/punkt"}, {"/besked"}};
    PipedStreams pipes;
    Output output(pipes.streams(), Format::table, {}, Language::da);
    output.begin(message_last);
    output.row(Json::object().set("punkt", "A").set("besked", std::string(200, 'x')));
    output.end();
    CHECK(lines_of(pipes.out()).at(1) == "A      " + std::string(200, 'x'));
}

TEST_CASE("A table tells our codes in the language; the API's and those of JSON and CSV stay", "[output]") {
    static constexpr Column codes[] = {{"/tilstand", Show::code, "word.state."}, {"/status"}, {"/fraCache"}};
    const Json value =
        Json::object().set("tilstand", "accepted").set("status", "accepted").set("fraCache", false);
    const auto told = [&](Format format, Language language) {
        PipedStreams pipes;
        Output output(pipes.streams(), format, {}, language);
        output.begin(codes);
        output.row(value);
        output.row(Json::object().set("tilstand", "newer"));
        output.end();
        return lines_of(pipes.out());
    };
    CHECK(told(Format::table, Language::da).at(1) == "modtaget  accepted  nej");
    CHECK(told(Format::table, Language::en).at(1) == "accepted  accepted  no");
    CHECK(told(Format::table, Language::da).at(2) == "newer");
    CHECK(told(Format::csv, Language::da).at(1).starts_with("accepted;accepted;false"));
    CHECK(Json::parse(told(Format::jsonl, Language::da).at(0)).value() == value);
}

TEST_CASE("CSV has wire names, semicolons, a byte order mark and the values as they are", "[output]") {
    CHECK(list(Format::csv, {item("A; \"B\"", "1234.50")}) ==
          "\xEF\xBB\xBFnavn;fristdato;beloeb;cvrNummer\r\n\"A; \"\"B\"\"\";2027-03-01;1234.50;99999999\r\n");
}

TEST_CASE("CSV headings that end alike say what they are of, and only they", "[output]") {
    static constexpr Column alike[] = {
        {"/navn"}, {"/selskab/navn"}, {"/ret/navn"}, {"/filer/0/sha256"}, {"/ret/chef/navn"}};
    PipedStreams pipes;
    Output output(pipes.streams(), Format::csv, {}, Language::da);
    output.begin(alike);
    output.end();
    CHECK(pipes.out() == "\xEF\xBB\xBFnavn;selskab.navn;ret.navn;sha256;chef.navn\r\n");
}

TEST_CASE("A CSV cell is no formula, and a negative number stays one", "[output]") {
    CHECK(list(Format::csv, {item("=1+1", "-5")}).find("\r\n'=1+1;2027-03-01;-5;") != std::string::npos);
    CHECK(list(Format::csv, {item("-x", "1")}).find("\r\n'-x;") != std::string::npos);
}

TEST_CASE("Fields choose what is printed, in every format", "[output]") {
    const std::vector<std::string> fields{"selskab.cvrNummer", "navn"};
    CHECK(list(Format::jsonl, {item("A", "1")}, fields) ==
          "{\"selskab.cvrNummer\":\"99999999\",\"navn\":\"A\"}\n");
    CHECK(lines_of(list(Format::table, {item("A", "1")}, fields))[0] == "CVR-nummer  Navn");
    CHECK(list(Format::csv, {item("A", "1")}, fields).find("cvrNummer;navn\r\n99999999;A") !=
          std::string::npos);
    CHECK(object(Format::json, item("A", "1"), {"navn"}) == "{\n  \"navn\": \"A\"\n}\n");
}

namespace {

// What is printed, and the error that is handed over.
std::pair<std::string, std::optional<Error>> asked(std::vector<std::string> fields, std::vector<Json> items,
                                                   Format format = Format::json) {
    static constexpr openapi::Schema text{.type = openapi::Type::string};
    static constexpr openapi::Property city[] = {{"bynavn", &text}};
    static constexpr openapi::Schema address{.type = openapi::Type::object, .properties = city};
    static constexpr openapi::Schema list{.type = openapi::Type::array, .items = &address};
    static constexpr openapi::Property members[] = {
        {"afsluttetDato", &text}, {"adresse", &address}, {"andre", &list}};
    static constexpr openapi::Schema schema{.type = openapi::Type::object, .properties = members};
    PipedStreams pipes;
    std::optional<Error> wrong;
    Output output(pipes.streams(), format, std::move(fields), Language::da, false, &wrong);
    output.know(&schema).begin(columns);
    for (const Json& each : items) output.row(each);
    output.end();
    return {pipes.out(), wrong};
}

}  // namespace

TEST_CASE("A field that nothing has is refused with the nearest name, and nothing is printed", "[output]") {
    for (const Format format : {Format::table, Format::json, Format::jsonl, Format::csv})
        for (const std::vector<Json>& items : {std::vector<Json>{item("A", "1")}, std::vector<Json>{}}) {
            const auto [printed, wrong] = asked({"navn", "fristdatoo"}, items, format);
            CHECK(printed.empty());
            REQUIRE(wrong);
            CHECK(wrong->code == "usage.unknown_field");
            CHECK(wrong->argument("field") == "fristdatoo");
            CHECK(wrong->argument("nearest") == "fristdato");
        }
    CHECK(asked({"adresse.bynvn"}, {}).second->argument("nearest") == "adresse.bynavn");
}

TEST_CASE("A field that the schema has, or the server sends, may be asked for", "[output]") {
    CHECK_FALSE(asked({"afsluttetDato", "adresse.bynavn", "andre.0.bynavn", "selskab", "/navn"}, {}).second);
    Json newer = item("A", "1");
    newer.set("nytFelt", Json::object().set("x", 1));
    const auto [printed, wrong] = asked({"nytFelt.x", "afsluttetDato"}, {newer, item("B", "2")});
    CHECK_FALSE(wrong);
    CHECK(printed == "[\n{\"nytFelt.x\":1},\n{}\n]\n");
    CHECK(asked({"nytFelt.x"}, {}).second);
    CHECK(asked({"andre.bynavn"}, {}).second);
}

TEST_CASE("A field that is asked for twice is there once", "[output]") {
    CHECK(list(Format::csv, {item("A", "1")}, {"navn", "/navn"}).ends_with("navn\r\nA\r\n"));
}

TEST_CASE("An object is a table of its own fields, and one that is missing is left out", "[output]") {
    Json value = item("A", "1");
    value.erase("beloeb");
    CHECK(object(Format::table, value) == "Navn        A\nFristdato   01-03-2027\nCVR-nummer  99999999\n");
}

TEST_CASE("A table masks a CPR wherever it stands, unless it is asked for", "[output]") {
    const auto shown = [](bool show_cpr) {
        PipedStreams pipes;
        Output(pipes.streams(), Format::table, {}, Language::da, show_cpr)
            .object(item("Ejer 010190-0000", "1"), columns);
        return lines_of(pipes.out()).front();
    };
    CHECK(shown(false) == "Navn        Ejer 010190-xxxx");
    CHECK(shown(true) == "Navn        Ejer 010190-0000");
    CHECK(list(Format::jsonl, {item("Ejer 010190-0000", "1")}).find("010190-0000") != std::string::npos);
}

TEST_CASE("Width counts what the terminal shows", "[output]") {
    CHECK(display_width("redegørelse") == 11);
    CHECK(display_width("e\xCC\x81") == 1);
    CHECK(display_width("漢") == 2);
    CHECK(cut("redegørelse", 6) == "redeg…");
    CHECK(cut("kort", 6) == "kort");
    CHECK(harmless("a\xFF"
                   "b") == "a\xEF\xBF\xBD"
                           "b");
}

TEST_CASE("Formats have four names", "[output]") {
    CHECK(parse_format("jsonl") == Format::jsonl);
    CHECK_FALSE(parse_format("xml"));
}
