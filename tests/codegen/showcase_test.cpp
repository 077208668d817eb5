// The showcase: its output is approved, and used here as a user of the library would.
#include "codegen/approved.hpp"

#include "codegen/emit.hpp"

#include <skifte/showcase/operations.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::codegen::tests;
using namespace skifte::showcase::v2;

namespace {

constexpr const char* loan_text =
    R"({"isbn":"9999999999999","afleveres":"2026-12-24","låneId":"0b6f1d0e-58f4-4c0e-9d0e-3f7a5c1e0001",)"
    R"("oprettet":"2026-11-23T10:00:00Z","status":"UDLÅNT","gebyr":0.10,"kurs":7.4600,"rykket":null,"emner":["hav"],)"
    R"("fornyelser":["2026-11-23T11:00:00Z",null],"mærker":{"b":2,"a":1}})";

Json parsed(std::string_view text) {
    auto json = Json::parse(text);
    REQUIRE(json.has_value());
    return *json;
}

Laan decoded(const Json& json) {
    auto loan = api::Codec<Laan>::decode(json, "answer");
    INFO((loan ? "" : loan.error().code));
    REQUIRE(loan.has_value());
    return *loan;
}

Error refusal(const Json& json) {
    auto loan = api::Codec<Laan>::decode(json, "answer");
    REQUIRE_FALSE(loan.has_value());
    return loan.error();
}

api::Attachment file_of(std::string bytes) {
    api::Attachment out;
    out.bytes = std::move(bytes);
    return out;
}

}  // namespace

TEST_CASE("the showcase is generated as it was approved") {
    for (const std::string& path : codegen::output_paths("showcase"))
        check_approved(test_folder() / "showcase/approved" / path,
                       content_of(std::filesystem::path(SKIFTE_BUILD_DIR) / "tests/codegen/showcase" / path));
}

TEST_CASE("a struct that is read is written as it came") {
    const Json json = parsed(loan_text);
    CHECK(api::Codec<Laan>::encode(decoded(json)) == json);
}

TEST_CASE("values are read as what they are") {
    const Laan loan = decoded(parsed(loan_text));
    CHECK(loan.isbn == "9999999999999");
    CHECK(loan.afleveres == *Date::parse_iso("2026-12-24"));
    CHECK(loan.laane_id->text == "0b6f1d0e-58f4-4c0e-9d0e-3f7a5c1e0001");
    CHECK(loan.status.is(Laanestatus::UDLAANT));
    CHECK(loan.gebyr == Amount::from_oere(10));
    CHECK(loan.kurs->digits == "7.4600");
    REQUIRE(loan.fornyelser.size() == 2);
    CHECK(loan.fornyelser[0] == *parse_rfc3339("2026-11-23T12:00:00+01:00"));
    CHECK_FALSE(loan.fornyelser[1].has_value());
    CHECK(loan.maerker->at("a") == 1);
}

TEST_CASE("absent, null and present are three things") {
    Json json = parsed(loan_text);
    CHECK(decoded(json).rykket.is_null());
    json.erase("rykket");
    CHECK(decoded(json).rykket.is_absent());
    CHECK(api::Codec<Laan>::encode(decoded(json)).find("rykket") == nullptr);
    json.set("rykket", Json("2026-12-25"));
    CHECK(decoded(json).rykket.has_value());

    Laan loan = decoded(json);
    loan.rykket = api::null;
    CHECK(api::Codec<Laan>::encode(loan).find("rykket")->is_null());
    loan.rykket = *Date::parse_iso("2026-12-26");
    CHECK(api::Codec<Laan>::encode(loan).text("rykket") == "2026-12-26");
}

TEST_CASE("unknown enum values and unknown members survive read, change and write") {
    Json json = parsed(loan_text);
    json.set("status", Json("PÅ_MARS")).set("nyt", parsed(R"({"dybt":[1.50,null]})"));
    json.set("bog", parsed(R"({"titel":"Havet","omslag":{"farve":"GUL","glans":true}})"));
    Laan loan = decoded(json);
    CHECK_FALSE(loan.status.is_known());
    loan.isbn = "9999999999998";
    json.set("isbn", Json("9999999999998"));
    REQUIRE(api::Codec<Laan>::encode(loan) == json);
    CHECK(api::Codec<Laan>::encode(loan).at_pointer("/nyt/dybt/0")->digits() == "1.50");
}

TEST_CASE("amounts are exact, and what no amount can be is refused") {
    Json json = parsed(loan_text);
    json.set("gebyr", Json::number("99999.99"));
    CHECK(decoded(json).gebyr.oere() == 9999999);
    json.set("gebyr", Json::number("0.005"));
    const Error error = refusal(json);
    CHECK(error.code == "codec.amount");
    CHECK(error.argument("path") == "answer.gebyr");
    CHECK(error.argument("reason") == "amount.too_precise");
}

TEST_CASE("what does not fit is refused with its path") {
    Json json = parsed(loan_text);
    json.set("emner", parsed(R"(["hav",7])"));
    CHECK(refusal(json).argument("path") == "answer.emner[1]");
    json = parsed(loan_text);
    json.erase("isbn");
    CHECK(refusal(json).code == "codec.missing");
    CHECK(refusal(json).argument("member") == "isbn");
    json.set("isbn", Json(nullptr));
    CHECK(refusal(json).code == "codec.type");
    json = parsed(loan_text);
    json.set("afleveres", Json("24-12-2026"));
    CHECK(refusal(json).code == "codec.date");
    CHECK(refusal(parsed("[]")).argument("path") == "answer");
}

TEST_CASE("a struct can hold itself") {
    const Json json = parsed(
        R"({"titel":"A","bind":[{"titel":"B"}],"oversatFra":{"titel":"C","oversatFra":{"titel":"D"}}})");
    const auto book = api::Codec<Bog>::decode(json, "");
    REQUIRE(book.has_value());
    const Bog copy = *book;
    CHECK((**(**copy.oversat_fra).oversat_fra).titel == "D");
    CHECK(api::Codec<Bog>::encode(copy) == json);
}

TEST_CASE("a call's fields become its arguments, and absent ones do not") {
    const ListLaan call{.status = std::vector<Laanestatus>{Laanestatus::EOF_, Laanestatus(std::string("NY"))},
                        .page = 2};
    const api::Arguments arguments = call.arguments();
    CHECK(arguments.open);
    REQUIRE(arguments.query.size() == 2);
    CHECK(*arguments.find(openapi::In::query, "status") == parsed(R"(["EOF","NY"])"));
    CHECK(*arguments.find(openapi::In::query, "page") == Json(2));
    CHECK(arguments.header.empty());
    CHECK_FALSE(arguments.body.has_value());
    CHECK(ListLaan::operation().id == "listLån");
}

TEST_CASE("a JSON body is the struct, with null and absent kept apart") {
    const OpretLaan call{
        .body = {.isbn = "9999999999999", .afleveres = *Date::parse_iso("2026-12-24"), .paamindelse = false}};
    CHECK(*call.arguments().body ==
          parsed(R"({"isbn":"9999999999999","afleveres":"2026-12-24","påmindelse":false})"));
}

TEST_CASE("the parts of a multipart body are its JSON and its files") {
    IndsendKvittering call{.laane_id = {"0b6f1d0e-58f4-4c0e-9d0e-3f7a5c1e0001"},
                           .kvittering = {.modtaget = *parse_rfc3339("2026-11-23T10:00:00Z")},
                           .scanning = file_of("%PDF-1.7"),
                           .bilag = {file_of("a"), file_of("b")}};
    const api::Arguments arguments = call.arguments();
    CHECK(*arguments.find(openapi::In::path, "låneId") == Json("0b6f1d0e-58f4-4c0e-9d0e-3f7a5c1e0001"));
    CHECK(*arguments.body == parsed(R"({"kvittering":{"modtaget":"2026-11-23T10:00:00Z"}})"));
    REQUIRE(arguments.attachments.size() == 3);
    CHECK(arguments.attachments[0].part == "scanning");
    CHECK(arguments.attachments[1].part == "bilag");
    CHECK(arguments.attachments[2].bytes == "b");
    call.bemaerkning = "Tak.";
    CHECK(call.arguments().body->text("bemærkning") == "Tak.");
}

TEST_CASE("an answer is read as the operation's type") {
    api::Answer answer;
    answer.body = Json::array();
    answer.body.push_back(parsed(loan_text));
    const auto loans = ListLaan::decode(answer);
    REQUIRE(loans.has_value());
    CHECK(loans->at(0).emner == std::vector<std::string>{"hav"});
    answer.bytes = "%PDF-1.7";
    CHECK(*HentKvittering::decode(answer) == "%PDF-1.7");
    CHECK(*AfslutLaan::decode(answer) == api::Nothing{});
    CHECK(ListLaan::decode(api::Answer{}).error().code == "codec.type");
}

TEST_CASE("every operation's struct knows its own operation") {
    CHECK(OpretLaan::operation().id == "opretLån");
    CHECK(HentLaan::operation().id == "hentLån");
    CHECK(AfslutLaan::operation().id == "afslutLån");
    CHECK(IndsendKvittering::operation().id == "indsendKvittering");
    CHECK(HentKvittering::operation().id == "hentKvittering");
}
