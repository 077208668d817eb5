// Estates as the portal finds and shows them.
#include "bench.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using test::PortalBench;

std::string bo(std::string_view formaal) {
    return fixed_id("bo/" + std::string(formaal));
}

Json by_cpr(std::string_view cpr) {
    Json query = Json::object();
    return query.set("cprNummer", cpr);
}

Json by_name(std::string_view navn, std::string_view adresse) {
    Json query = Json::object();
    return query.set("navn", navn).set("adresse", adresse);
}

Json since(std::string_view time, const std::vector<std::string>& ids) {
    Json named = Json::array();
    for (const auto& id : ids) named.push_back(Json(id));
    Json body = Json::object();
    return body.set("doedsbojournalIder", std::move(named)).set("aendretSiden", time);
}

}  // namespace

TEST_CASE("an estate is found by CPR number, a replacement number too") {
    PortalBench bench;
    const Reply reply = bench.post("/doedsbojournaler", by_cpr("0102330000"));
    const Json found = bench.json(reply);
    REQUIRE(found.items().size() == 1);
    CHECK(found.items()[0].text("doedsbojournalId") == bo("proklama-loeber"));
    CHECK(test::header(reply.answer, "X-Total-Count") == "1");
    CHECK(bench.json(bench.post("/doedsbojournaler", by_cpr("6203410000"))).items().size() == 1);
    CHECK(bench.json(bench.post("/doedsbojournaler", by_cpr("0101010000"))).items().empty());
}

TEST_CASE("an estate is found by the whole name and a line of the address, however they are written") {
    PortalBench bench;
    for (const char* navn : {"Opdigta Ingensen", "OPDIGTA  INGENSEN", "opdigta ingensen."})
        for (const char* adresse :
             {"Opdigtet Vej 7", "opdigtet vej 7, 9999 Ingensteds", "OPDIGTET VEJ 7 - 9999  ingensteds"}) {
            INFO(navn << "; " << adresse);
            CHECK(bench.json(bench.post("/doedsbojournaler", by_name(navn, adresse))).items().size() == 1);
        }
    // A part of a name, a part of a number, another's house.
    CHECK(bench.json(bench.post("/doedsbojournaler", by_name("Ingensen", "Opdigtet Vej 7"))).items().empty());
    CHECK(bench.json(bench.post("/doedsbojournaler", by_name("Påhit Paludan", "Opdigtet Allé 1")))
              .items()
              .empty());
    CHECK(bench.json(bench.post("/doedsbojournaler", by_name("PÅHIT PALUDAN", "opdigtet allé 12")))
              .items()
              .size() == 1);
}

TEST_CASE("of two estates of the same name and address both are shown, the latest death first") {
    PortalBench bench;
    const Json found =
        bench.json(bench.post("/doedsbojournaler", by_name("Drøm Drømmesen", "Opdigtet Park 9")));
    REQUIRE(found.items().size() == 2);
    CHECK(found.items()[0].text("doedsbojournalId") == bo("samme-navn-2"));
    CHECK(found.items()[1].text("doedsbojournalId") == bo("samme-navn"));
    CHECK(found.items()[0].text("doedsdato") > found.items()[1].text("doedsdato"));
}

TEST_CASE("a search asks for a CPR number, or for name and address") {
    PortalBench bench;
    Json all = by_name("Opdigta Ingensen", "Opdigtet Vej 7");
    Json name = Json::object();
    name.set("navn", "Opdigta Ingensen");
    Json mixed = by_cpr("0102330000");
    mixed.set("navn", "Opdigta Ingensen");
    // The specification has no 422 for this call.
    for (const Json& query : {name, mixed, Json::object(), all.set("cprNummer", "0102330000"),
                              by_name("?", "!"), by_cpr("010233-0000"), by_cpr("9902330000")}) {
        INFO(query.dump());
        CHECK(bench.post("/doedsbojournaler", query).answer.status == 400);
    }
}

TEST_CASE("a death before 15 November 2022 is not on the portal, and the answer says why") {
    PortalBench bench;
    const Json searched = bench.json(bench.post("/doedsbojournaler", by_cpr("1212300000")), 404);
    CHECK(searched.text("fejlkode") == "DOEDSFALD_FOER_SKIFTEPORTALEN");
    const std::string path = "/doedsbojournaler/" + bo("foer-skifteportalen");
    CHECK(bench.json(bench.get(path), 404).text("fejlkode") == "DOEDSFALD_FOER_SKIFTEPORTALEN");
    CHECK(bench.json(bench.get(path + "/krav"), 404).text("fejlkode") == "DOEDSFALD_FOER_SKIFTEPORTALEN");
    const Json unknown = bench.json(bench.get("/doedsbojournaler/" + fixed_id("ingen")), 404);
    CHECK(unknown.text("fejlkode") == "IKKE_FUNDET");
    // By name nothing of it is told.
    CHECK(bench.json(bench.post("/doedsbojournaler", by_name("Forhen Fantasisen", "Opdigtet Torv 8")))
              .items()
              .empty());
}

TEST_CASE("a proklama stands in Statstidende on a day it comes out, and runs for eight weeks") {
    PortalBench bench;
    for (const char* formaal :
         {"proklama-loeber", "proklama-udloebet", "insolvent-bo", "samme-navn", "erstatningspersonnummer"}) {
        INFO(formaal);
        const Json found = bench.json(bench.get("/doedsbojournaler/" + bo(formaal)));
        const Json* proklama = found.find("proklama");
        REQUIRE(proklama);
        const Date day = Date::parse_iso(proklama->text("bekendtgjortDato")).value();
        const std::chrono::weekday weekday{day.days()};
        CHECK(weekday != std::chrono::Sunday);
        CHECK(weekday != std::chrono::Monday);
        CHECK(Date::parse_iso(proklama->text("fristdato")).value().days() - day.days() ==
              std::chrono::weeks{8});
        const std::string today = date_in_copenhagen(bench.clock.now()).iso();
        CHECK((proklama->text("fristdato") < today) == (std::string_view(formaal) == "proklama-udloebet"));
    }
}

TEST_CASE("a boudlæg has no proklama, and a recent death nothing decided") {
    PortalBench bench;
    const Json boudlaeg = bench.json(bench.get("/doedsbojournaler/" + bo("boudlaeg")));
    CHECK(boudlaeg.text("skifteform") == "BOUDLAEG");
    CHECK_FALSE(boudlaeg.find("proklama"));
    const Json recent = bench.json(bench.get("/doedsbojournaler/" + bo("uden-skifteform")));
    CHECK(recent.text("status") == "MODTAGET");
    CHECK_FALSE(recent.find("skifteform"));
    // Whoever looks an estate up does not learn who acts for it, or which court has it.
    CHECK_FALSE(boudlaeg.find("kontaktperson"));
    CHECK_FALSE(boudlaeg.find("ret"));
}

TEST_CASE("what has changed since is told of the estates that are named, the oldest change first") {
    PortalBench bench;
    const std::string before = rfc3339(bench.clock.now());
    const std::vector<std::string> ids{bo("boudlaeg"), bo("proklama-loeber"), bo("insolvent-bo"),
                                       bo("foer-skifteportalen"), fixed_id("ingen")};
    CHECK(bench.json(bench.post("/doedsbojournaler/aendringer", since(before, ids))).items().empty());

    Json effekt = Json::object();
    effekt.set("effekttype", "NOEGLE").set("beskrivelse", "Husnøgle");
    Json liste = Json::object();
    Json effekter = Json::array();
    effekter.push_back(effekt);
    liste.set("effekter", effekter).set("besidder", Json::object().set("navn", "Ingen"));
    for (const char* formaal : {"proklama-loeber", "boudlaeg", "samme-navn"}) {
        bench.clock.turn(std::chrono::seconds(1));
        const auto filed = bench.post_parts("/doedsbojournaler/" + bo(formaal) + "/effektfortegnelser",
                                            {test::json_part("effektfortegnelse", liste)});
        REQUIRE(filed.answer.status == 201);
    }
    bench.clock.turn(std::chrono::seconds(1));
    const Json changed = bench.json(bench.post("/doedsbojournaler/aendringer", since(before, ids)));
    REQUIRE(changed.items().size() == 2);
    CHECK(changed.items()[0].text("doedsbojournalId") == bo("proklama-loeber"));
    CHECK(changed.items()[1].text("doedsbojournalId") == bo("boudlaeg"));
    CHECK(bench.json(bench.post("/doedsbojournaler/aendringer", since(before, {bo("boudlaeg")})))
              .items()
              .size() == 1);
    CHECK(bench.post("/doedsbojournaler/aendringer", since(before, {})).answer.status == 400);
}
