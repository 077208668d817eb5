// What is filed in an estate, and what the portal makes of it.
#include "bench.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using test::json_part;
using test::PortalBench;

std::string path(std::string_view formaal, std::string_view collection) {
    return "/doedsbojournaler/" + fixed_id("bo/" + std::string(formaal)) + "/" + std::string(collection);
}

Json object(std::initializer_list<std::pair<std::string_view, Json>> members) {
    Json out = Json::object();
    for (const auto& [name, value] : members) out.set(name, value);
    return out;
}

Json party() {
    return object({{"navn", "Opdigtet Forsyning A/S"}, {"cvrNummer", "77777777"}});
}

Json krav(std::string_view anmeldelsestype = "ENDELIG") {
    return object({{"kravtype", "FORSYNING"},
                   {"anmeldelsestype", anmeldelsestype},
                   {"beloeb", Json::number("1234.50")},
                   {"kreditor", party()},
                   {"egenReference", "F-1"},
                   {"grundlag", "El"}});
}

Json filed(PortalBench& bench, std::string_view formaal, const Json& content) {
    return bench.json(bench.post_parts(path(formaal, "krav"), {json_part("krav", content)}), 201);
}

Request with_etag(std::string method, std::string target, const Json& body, std::string etag) {
    return {.method = std::move(method),
            .target = std::move(target),
            .headers = {{"Content-Type", "application/json"}, {"If-Match", std::move(etag)}},
            .body = body.is_null() ? "" : body.dump()};
}

}  // namespace

TEST_CASE("a krav is filed with its bilag, listed, read, changed and deleted") {
    PortalBench bench;
    const Json made = bench.json(bench.post_parts(path("proklama-loeber", "krav"),
                                                  {json_part("krav", krav()), test::pdf_part("bilag")}),
                                 201);
    CHECK(made.text("status") == "ANMELDT");
    CHECK(made.find("bilag")->items().size() == 1);
    const Json listed = bench.json(bench.get(path("proklama-loeber", "krav")));
    REQUIRE(listed.items().size() == 1);
    CHECK(listed.items()[0].text("egenReference") == "F-1");
    const Json bilag = bench.json(bench.get(path("proklama-loeber", "bilag") + "?tilknytningstype=KRAV"));
    REQUIRE(bilag.items().size() == 1);
    CHECK(bilag.items()[0].text("tilknyttetId") == made.text("kravId"));

    const std::string one = path("proklama-loeber", "krav") + "/" + std::string(made.text("kravId"));
    Json content = krav();
    content.erase("egenReference");
    bench.clock.turn(std::chrono::seconds(5));
    const Json changed = bench.json(bench.put(one, content));
    CHECK_FALSE(changed.find("egenReference"));
    CHECK(changed.text("senestAendret") > made.text("senestAendret"));
    CHECK(changed.text("modtagetTidspunkt") == made.text("modtagetTidspunkt"));
    CHECK(changed.find("bilag")->items().size() == 1);

    CHECK(bench.remove(one).answer.status == 204);
    CHECK(bench.get(one).answer.status == 404);
    CHECK(bench.remove(one).answer.status == 404);
    CHECK(bench.json(bench.get(path("proklama-loeber", "krav"))).items().empty());
    CHECK(bench.json(bench.get(path("proklama-loeber", "bilag"))).items().empty());
}

TEST_CASE("If-Match: what another has changed meanwhile is neither changed nor deleted") {
    PortalBench bench;
    const Json made = filed(bench, "proklama-loeber", krav());
    const std::string one = path("proklama-loeber", "krav") + "/" + std::string(made.text("kravId"));
    const std::string etag = test::header(bench.get(one).answer, "ETag");
    REQUIRE(etag.size() > 2);
    Json content = krav();
    content.set("beloeb", Json::number("2.00"));
    const Reply changed = bench.call(with_etag("PUT", one, content, etag));
    REQUIRE(changed.answer.status == 200);
    CHECK(test::header(changed.answer, "ETag") == test::header(bench.get(one).answer, "ETag"));
    CHECK(test::header(changed.answer, "ETag") != etag);

    content.set("beloeb", Json::number("3.00"));
    CHECK(bench.json(bench.call(with_etag("PUT", one, content, etag)), 412).text("fejlkode") ==
          "AENDRET_IMENS");
    CHECK(bench.call(with_etag("DELETE", one, Json(), etag)).answer.status == 412);
    CHECK(bench.json(bench.get(one)).find("beloeb")->digits() == "2.00");
    const std::string now = test::header(bench.get(one).answer, "ETag");
    CHECK(bench.call(with_etag("DELETE", one, Json(), now)).answer.status == 204);
}

TEST_CASE("a krav after the proklama's deadline is taken and marked, unless the law lets it stand") {
    PortalBench bench;
    CHECK(filed(bench, "proklama-loeber", krav()).text("status") == "ANMELDT");
    CHECK(filed(bench, "boudlaeg", krav()).text("status") == "ANMELDT");
    CHECK(filed(bench, "uden-skifteform", krav()).text("status") == "ANMELDT");
    const Json late = filed(bench, "proklama-udloebet", krav());
    CHECK(late.text("status") == "FOR_SENT_ANMELDT");
    CHECK(late.text("statusbegrundelse").find("§ 83") != std::string_view::npos);

    const std::pair<std::string_view, Json> exceptions[] = {
        {"kravtype", "SKAT_OG_AFGIFT"},
        {"kravtype", "BEGRAVELSE"},
        {"opstaaetEfterDoedsfaldet", true},
        {"fremsatSkriftligtDato", "2026-01-05"},
        {"sikkerhed", object({{"sikkerhedstype", "PANT"}})},
    };
    for (const auto& [name, value] : exceptions) {
        INFO(name << " " << value.dump());
        CHECK(filed(bench, "proklama-udloebet", krav().set(name, value)).text("status") == "ANMELDT");
    }
    Json thing = krav();
    thing.erase("beloeb");
    thing.set("kravtype", "UDLEVERING").set("genstand", "Kørestol");
    CHECK(filed(bench, "proklama-udloebet", thing).text("status") == "ANMELDT");
    CHECK(
        filed(bench, "proklama-udloebet", krav().set("sikkerhed", object({{"sikkerhedstype", "DEPOSITUM"}})))
            .text("status") == "FOR_SENT_ANMELDT");
}

TEST_CASE("the last day of a proklama is in time, and the day after is not") {
    PortalBench bench;
    const Json journal = bench.json(bench.get("/doedsbojournaler/" + fixed_id("bo/proklama-loeber")));
    const Date last = Date::parse_iso(journal.find("proklama")->text("fristdato")).value();
    bench.clock.turn(start_in_copenhagen(last) + std::chrono::hours(23) - bench.clock.now());
    // A token lasts five minutes.
    bench.restart();
    CHECK(filed(bench, "proklama-loeber", krav()).text("status") == "ANMELDT");
    bench.clock.turn(std::chrono::hours(2));
    bench.restart();
    CHECK(filed(bench, "proklama-loeber", krav()).text("status") == "FOR_SENT_ANMELDT");
}

TEST_CASE("a provisional krav has eight weeks after the proklama to become final, and then stays so") {
    PortalBench bench;
    const Json journal = bench.json(bench.get("/doedsbojournaler/" + fixed_id("bo/proklama-loeber")));
    const Date last = Date::parse_iso(journal.find("proklama")->text("fristdato")).value();
    const Json made = filed(bench, "proklama-loeber", krav("FORELOEBIG"));
    CHECK(Date::parse_iso(made.text("endeligFristdato")).value().days() ==
          last.days() + std::chrono::weeks{8});
    CHECK(filed(bench, "boudlaeg", krav("FORELOEBIG")).text("endeligFristdato").empty());

    const std::string one = path("proklama-loeber", "krav") + "/" + std::string(made.text("kravId"));
    CHECK(bench.json(bench.put(one, krav("ENDELIG"))).text("endeligFristdato").empty());
    const Json again = bench.json(bench.put(one, krav("FORELOEBIG")), 422);
    CHECK(again.find("fejl")->items()[0].text("felt") == "/anmeldelsestype");
}

TEST_CASE("what is decided, and what is in a closed estate, cannot be changed") {
    PortalBench bench;
    const std::string settled = path("proklama-udloebet", "krav") + "/" + fixed_id("bo-krav/1");
    CHECK(bench.json(bench.get(settled)).text("status") == "ANERKENDT");
    CHECK(bench.put(settled, krav()).answer.status == 409);
    CHECK(bench.remove(settled).answer.status == 409);
    const Json closed =
        bench.json(bench.post_parts(path("bo-afsluttet", "krav"), {json_part("krav", krav())}), 409);
    CHECK(closed.text("fejlkode") == "BO_AFSLUTTET");
}

TEST_CASE("a forespørgsel is answered with the contact person, refused, or waits for there to be one") {
    PortalBench bench;
    const auto ask = [&](std::string_view formaal, std::string_view interesse, std::string_view type) {
        Json content = object({{"forespoergseltype", type},
                               {"retligInteresse", interesse},
                               {"begrundelse", "Udlånt kørestol"},
                               {"spoergsmaal", "Hvordan behandles boet?"},
                               {"forespoerger", party()}});
        const Json made = bench.json(
            bench.post_parts(path(formaal, "forespoergsler"), {json_part("forespoergsel", content)}), 201);
        CHECK(made.text("status") == "MODTAGET");
        bench.clock.turn(std::chrono::seconds(2));
        return bench.json(
            bench.get(path(formaal, "forespoergsler") + "/" + std::string(made.text("forespoergselId"))));
    };
    const Json answered = ask("samme-navn", "HJAELPEMIDLER", "KONTAKTOPLYSNINGER");
    CHECK(answered.text("status") == "BESVARET");
    const Json* person = answered.find("svar")->find("kontaktperson");
    REQUIRE(person);
    CHECK(person->text("rolle") == "EFTERLEVENDE_AEGTEFAELLE");
    CHECK_FALSE(person->text("telefonnummer").empty());
    const std::string one =
        path("samme-navn", "forespoergsler") + "/" + std::string(answered.text("forespoergselId"));
    CHECK(bench.remove(one).answer.status == 409);

    CHECK(ask("boudlaeg", "KREDITOR", "ANDET").find("svar")->text("tekst").find("BOUDLAEG") !=
          std::string_view::npos);
    const Json refused = ask("boudlaeg", "ANDEN", "KONTAKTOPLYSNINGER");
    CHECK(refused.text("status") == "AFVIST");
    CHECK_FALSE(refused.text("statusbegrundelse").empty());
    CHECK_FALSE(refused.find("svar"));
    CHECK(ask("uden-skifteform", "KREDITOR", "KONTAKTOPLYSNINGER").text("status") == "UNDER_BEHANDLING");

    Json nothing_asked = object({{"forespoergseltype", "ANDET"},
                                 {"retligInteresse", "KREDITOR"},
                                 {"begrundelse", "Gæld"},
                                 {"forespoerger", party()}});
    CHECK(bench.post_parts(path("boudlaeg", "forespoergsler"), {json_part("forespoergsel", nothing_asked)})
              .answer.status == 422);
}

TEST_CASE("a proformaopgørelse is summed up") {
    PortalBench bench;
    const auto post = [](std::string_view retning, std::string_view beloeb) {
        return object(
            {{"tekst", "Post"}, {"retning", retning}, {"beloeb", Json::number(std::string(beloeb))}});
    };
    Json poster = Json::array();
    poster.push_back(post("BOETS_TILGODEHAVENDE", "6400"));
    poster.push_back(post("BOETS_GAELD", "7215.5"));
    Json content = object({{"opgoerelsestype", "FORSYNING"},
                           {"opgoerelsesdato", "2026-02-10"},
                           {"periodeFra", "2025-06-01"},
                           {"periodeTil", "2026-02-10"},
                           {"poster", poster},
                           {"udsteder", party()}});
    const std::string all = path("proklama-loeber", "proformaopgoerelser");
    const Json made = bench.json(bench.post_parts(all, {json_part("proformaopgoerelse", content)}), 201);
    CHECK(made.find("saldo")->digits() == "815.50");
    CHECK(made.text("saldoretning") == "BOETS_GAELD");

    Json one_post = Json::array();
    one_post.push_back(post("BOETS_TILGODEHAVENDE", "0.01"));
    content.set("poster", one_post);
    const std::string one = all + "/" + std::string(made.text("proformaopgoerelseId"));
    const Json changed = bench.json(bench.put(one, content));
    CHECK(changed.find("saldo")->digits() == "0.01");
    CHECK(changed.text("saldoretning") == "BOETS_TILGODEHAVENDE");
    content.set("periodeTil", "2025-05-31");
    CHECK(bench.put(one, content).answer.status == 422);
}

TEST_CASE("a bilag can follow whatever the caller has filed in the estate") {
    PortalBench bench;
    const std::string all = path("insolvent-bo", "tilgodehavender");
    Json content = object({{"tilgodehavendetype", "DEPOSITUM"}, {"beloeb", 500}, {"skyldner", party()}});
    const Json made = bench.json(bench.post_parts(all, {json_part("tilgodehavende", content)}), 201);
    Json about =
        object({{"tilknytningstype", "TILGODEHAVENDE"}, {"tilknyttetId", made.text("tilgodehavendeId")}});
    const auto send = [&] {
        return bench.post_parts(path("insolvent-bo", "bilag"),
                                {json_part("bilag", about), test::pdf_part("fil")});
    };
    const Json bilag = bench.json(send(), 201);
    CHECK(bilag.text("doedsbojournalId") == fixed_id("bo/insolvent-bo"));
    CHECK(bench.get(path("insolvent-bo", "bilag") + "/" + std::string(bilag.text("bilagId")) + "/indhold")
              .answer.body == test::any_pdf());
    about.set("tilknytningstype", "KRAV");
    CHECK(send().answer.status == 422);
}
