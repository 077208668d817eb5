// Krav and tilgodehavender of a creditor: filed, listed, read, changed, deleted, decided on.
#include "bench.hpp"

#include <skifte/kreditor/spec.hpp>

#include <catch2/catch.hpp>

#include <set>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using namespace std::chrono_literals;
using test::header;
using test::json_part;
using test::pdf_part;
using test::PortalBench;

const std::string open_selskab = "/selskaber/99999999";  // of the likvidator's case foerste-redegoerelse

Json krav_of(std::string_view reference, std::string_view beloeb = "1250.50") {
    return Json::parse(R"({"kravtype": "FORSYNING", "anmeldelsestype": "ENDELIG", "beloeb": )" +
                       std::string(beloeb) +
                       R"(, "kreditor": {"navn": "Opdigtet Vand A/S", "cvrNummer": "77777771"},
                           "grundlag": "Vand", "egenReference": ")" +
                       std::string(reference) + "\"}")
        .value();
}

Json thing_of(std::string_view genstand) {
    Json krav = krav_of("T-1");
    krav.erase("beloeb");
    krav.set("kravtype", "UDLEVERING").set("genstand", genstand);
    return krav;
}

Json tilgodehavende() {
    return Json::parse(R"({"tilgodehavendetype": "DEPOSITUM", "beloeb": 2000,
                           "skyldner": {"navn": "Opdigtet Vand A/S"}, "egenReference": "D-1"})")
        .value();
}

Reply file(PortalBench& bench, const std::string& selskab, const Json& krav) {
    return bench.post_parts(selskab + "/krav", {json_part("krav", krav)});
}

std::string filed(PortalBench& bench, const std::string& selskab, const Json& krav) {
    return selskab + "/krav/" + std::string(bench.json(file(bench, selskab, krav), 201).text("kravId"));
}

std::string fault_of(const Json& problem) {
    const Json* faults = problem.find("fejl");
    if (!faults || faults->items().empty()) return {};
    return std::string(faults->items()[0].text("felt")) + "=" + std::string(faults->items()[0].text("kode"));
}

}  // namespace

TEST_CASE("every operation of the kreditor is answered, with what the spec allows") {
    PortalBench bench(0ms);
    Json search = Json::object();
    search.set("cvrNummer", "99999999");
    CHECK(bench.post("/selskaber", search).answer.status == 200);
    const Json changes =
        Json::parse(R"({"cvrNumre": ["99999999"], "aendretSiden": "2020-01-01T00:00:00Z"})").value();
    CHECK(bench.json(bench.post("/selskaber/aendringer", changes)).items().size() == 1);
    CHECK(bench.get(open_selskab).answer.status == 200);

    const std::string krav = filed(bench, open_selskab, krav_of("A-1"));
    const Reply owed = bench.post_parts(open_selskab + "/tilgodehavender",
                                        {json_part("tilgodehavende", tilgodehavende()), pdf_part("bilag")});
    const std::string id(bench.json(owed, 201).text("tilgodehavendeId"));
    const std::string tilgode = open_selskab + "/tilgodehavender/" + id;
    CHECK(header(owed.answer, "Location") == tilgode);
    Json said = Json::object();
    said.set("tilknytningstype", "TILGODEHAVENDE").set("tilknyttetId", id);
    const std::string bilag =
        open_selskab + "/bilag/" +
        std::string(
            bench
                .json(bench.post_parts(open_selskab + "/bilag", {json_part("bilag", said), pdf_part("fil")}),
                      201)
                .text("bilagId"));
    bench.clock.turn(1ms);
    for (const std::string& target : {open_selskab + "/krav", krav, open_selskab + "/tilgodehavender",
                                      tilgode, open_selskab + "/bilag", bilag, bilag + "/indhold"}) {
        const Reply reply = bench.get(target);
        INFO(target << ": " << reply.answer.body);
        CHECK(reply.answer.status == 200);
    }
    CHECK(bench.json(bench.get(tilgode)).find("bilag")->items().size() == 2);
    CHECK(bench.put(krav, krav_of("A-1", "99")).answer.status == 200);
    CHECK(bench.put(tilgode, tilgodehavende()).answer.status == 200);
    CHECK(bench.remove(krav).answer.status == 204);
    CHECK(bench.remove(tilgode).answer.status == 204);

    std::set<std::string> answered;
    for (const Json& line : test::lines(bench.folder.read("requests.log")))
        if (line.find("status")->as_integer() < 300 && line.text("spec") == kreditor::v1::spec().name)
            answered.emplace(line.text("operation"));
    CHECK(answered.size() == kreditor::v1::spec().operations.size());
}

TEST_CASE("what a creditor files is what the likvidator reads in the case") {
    PortalBench bench;
    const std::string path = filed(bench, open_selskab, thing_of("En kopimaskine"));
    bench.clock.turn(1ms);
    const Json listed = bench.json(bench.get(PortalBench::sag_path(formaal::foerste_redegoerelse) + "/krav"));
    REQUIRE(listed.items().size() == 1);
    const Json& krav = listed.items()[0];
    CHECK(path.ends_with(krav.text("kravId")));
    CHECK(krav.text("genstand") == "En kopimaskine");
    CHECK(krav.text("sagId") == PortalBench::sag(formaal::foerste_redegoerelse));
    CHECK(krav.find("cvrNummer") == nullptr);
    CHECK(bench.json(bench.get(path)).text("cvrNummer") == "99999999");
}

TEST_CASE("a creditor sees its own krav, page by page, and not another's") {
    PortalBench bench;
    const std::string selskab = PortalBench::selskab_path(formaal::mange_krav);
    const Reply page = bench.get(selskab + "/krav?size=100&page=1");
    CHECK(header(page.answer, "X-Total-Count") == "120");
    CHECK(bench.json(page).items().size() == 20);
    CHECK(bench.get(selskab + "/krav/" + fixed_id("egne-krav/1")).answer.status == 200);
    const std::string others = selskab + "/krav/" + fixed_id("andres-krav/121");
    CHECK(bench.get(others).answer.status == 404);
    CHECK(bench.put(others, krav_of("A-1")).answer.status == 404);
    CHECK(bench.remove(others).answer.status == 404);
    // Nor by the way of another company, or as something of another kind.
    CHECK(bench.get(open_selskab + "/krav/" + fixed_id("egne-krav/1")).answer.status == 404);
    CHECK(bench.get(selskab + "/tilgodehavender/" + fixed_id("egne-krav/1")).answer.status == 404);
    CHECK(bench.get("/selskaber/11111111/bilag/" + fixed_id("bilag/krav/1")).answer.status == 404);
}

TEST_CASE("a change is of the whole: what is left out is gone, what is not the creditor's stays") {
    PortalBench bench;
    Json krav = krav_of("A-1");
    krav.set("renter", 10);
    const std::string path = filed(bench, open_selskab, krav);
    bench.clock.turn(1s);
    const Json before = bench.json(bench.get(path));
    const Json answer = bench.json(bench.put(path, krav_of("A-1", "7")));
    bench.clock.turn(1ms);
    const Json after = bench.json(bench.get(path));
    CHECK(answer == after);
    CHECK(after.find("beloeb")->digits() == "7");
    CHECK(after.find("renter") == nullptr);
    CHECK(after.text("status") == "ANMELDT");
    CHECK(after.text("modtagetTidspunkt") == before.text("modtagetTidspunkt"));
    CHECK(after.text("senestAendret") != before.text("senestAendret"));
    bench.restart();
    CHECK(bench.json(bench.get(path)) == after);
}

TEST_CASE("what is deleted is gone with its bilag, and a second time it is 404") {
    PortalBench bench;
    const Json krav = bench.json(
        bench.post_parts(open_selskab + "/krav", {json_part("krav", krav_of("A-1")), pdf_part("bilag")}),
        201);
    const std::string path = open_selskab + "/krav/" + std::string(krav.text("kravId"));
    bench.clock.turn(1ms);
    CHECK(bench.json(bench.get(open_selskab + "/bilag")).items().size() == 1);
    const Reply reply = bench.remove(path);
    CHECK(reply.answer.status == 204);
    CHECK(reply.answer.body.empty());
    CHECK(reply.committed);
    bench.clock.turn(1ms);
    CHECK(bench.remove(path).answer.status == 404);
    CHECK(bench.json(bench.get(open_selskab + "/bilag")).items().empty());
    CHECK(bench.json(bench.get(open_selskab + "/krav")).items().empty());
    bench.restart();
    CHECK(bench.get(path).answer.status == 404);
}

TEST_CASE("in a closed case nothing is taken, with or without a likvidator it is") {
    PortalBench bench;
    const std::string closed = PortalBench::selskab_path(formaal::selskab_afsluttet);
    CHECK(bench.json(file(bench, closed, krav_of("A-1")), 409).text("fejlkode") == "SAG_AFSLUTTET");
    CHECK(bench.post_parts(closed + "/tilgodehavender", {json_part("tilgodehavende", tilgodehavende())})
              .answer.status == 409);
    CHECK(bench.get(closed + "/krav").answer.status == 200);
    for (const auto formaal : {formaal::med_likvidator, formaal::uden_likvidator}) {
        const std::string selskab = PortalBench::selskab_path(formaal);
        CHECK(file(bench, selskab, krav_of("A-1")).answer.status == 201);
        CHECK((bench.json(bench.get(selskab)).find("likvidator") != nullptr) ==
              (formaal == formaal::med_likvidator));
    }
    CHECK(bench.json(bench.get(PortalBench::selskab_path(formaal::uden_likvidator))).text("status") ==
          "UDEN_LIKVIDATOR");
}

TEST_CASE("money has an amount, a thing has none, and what was final is not provisional again") {
    PortalBench bench;
    Json nothing = krav_of("A-1");
    nothing.erase("beloeb");
    CHECK(fault_of(bench.json(file(bench, open_selskab, nothing), 422)) == "krav/beloeb=MANGLER");
    Json both = thing_of("En kopimaskine");
    both.set("beloeb", 1);
    CHECK(fault_of(bench.json(file(bench, open_selskab, both), 422)) == "krav/beloeb=IKKE_BELOEB");
    Json no_thing = thing_of("x");
    no_thing.erase("genstand");
    CHECK(fault_of(bench.json(file(bench, open_selskab, no_thing), 422)) == "krav/genstand=MANGLER");
    CHECK(bench.json(bench.get(open_selskab + "/krav")).items().empty());

    Json provisional = krav_of("A-2");
    provisional.set("anmeldelsestype", "FORELOEBIG");
    const std::string path = filed(bench, open_selskab, provisional);
    bench.clock.turn(1ms);
    CHECK(bench.put(path, krav_of("A-2")).answer.status == 200);
    bench.clock.turn(1ms);
    CHECK(fault_of(bench.json(bench.put(path, provisional), 422)) == "/anmeldelsestype=ER_ENDELIG");
}

TEST_CASE("in the company that is there for it a krav is decided by its amount, and then stays as it is") {
    PortalBench bench(1s);
    const std::string selskab = PortalBench::selskab_path(formaal::krav_afgoeres);
    const std::string small = filed(bench, selskab, krav_of("A-1", "10000"));
    const std::string middle = filed(bench, selskab, krav_of("A-2", "10000.01"));
    const std::string large = filed(bench, selskab, krav_of("A-3", "50000.01"));
    const std::string deleted = filed(bench, selskab, krav_of("A-4", "1"));
    bench.clock.turn(999ms);
    CHECK(bench.json(bench.get(small)).text("status") == "ANMELDT");
    CHECK(bench.remove(deleted).answer.status == 204);
    bench.clock.turn(1ms);
    CHECK(bench.get(deleted).answer.status == 404);
    CHECK(bench.json(bench.get(small)).text("status") == "ANERKENDT");
    const Json in_part = bench.json(bench.get(middle));
    CHECK(in_part.text("status") == "DELVIST_ANERKENDT");
    CHECK(in_part.find("anerkendtBeloeb")->digits() == "10000");
    const Json refused = bench.json(bench.get(large));
    CHECK(refused.text("status") == "AFVIST");
    CHECK_FALSE(refused.text("statusbegrundelse").empty());
    CHECK(bench.json(bench.put(large, krav_of("A-3", "1")), 409).text("fejlkode") == "ER_AFGJORT");
    CHECK(bench.remove(large).answer.status == 409);
    CHECK(bench.json(bench.get(selskab + "/krav")).items().size() == 3);
}

TEST_CASE("the company with a missing need can be looked up and no more") {
    PortalBench bench;
    const std::string selskab = PortalBench::selskab_path(formaal::behov_mangler);
    CHECK(bench.get(selskab).answer.status == 200);
    CHECK(bench.json(bench.get(selskab + "/krav"), 403).text("fejlkode") == "MANGLER_TILLADELSE");
    CHECK(file(bench, selskab, krav_of("A-1")).answer.status == 403);
    CHECK(bench.get(selskab + "/tilgodehavender").answer.status == 403);
}

TEST_CASE("a bilag follows one's own krav and nobody else's") {
    PortalBench bench;
    const std::string selskab = PortalBench::selskab_path(formaal::mange_krav);
    const auto send = [&](const std::string& krav) {
        Json said = Json::object();
        said.set("tilknytningstype", "KRAV").set("tilknyttetId", krav);
        return bench.post_parts(selskab + "/bilag", {json_part("bilag", said), pdf_part("fil")})
            .answer.status;
    };
    CHECK(send(fixed_id("egne-krav/1")) == 201);
    CHECK(send(fixed_id("andres-krav/121")) == 422);
    CHECK(send(fixed_id("krav/1")) == 422);  // in another company
}

TEST_CASE("a change and a deletion can be made to fail before and after they are done") {
    PortalBench bench;
    const std::string path = filed(bench, open_selskab, krav_of("A-1"));
    bench.clock.turn(1ms);
    bench.folder.write("faults.json", R"([{"operation": "retKrav", "do": "error-before", "status": 503},
                                          {"operation": "retKrav", "do": "reset-after"},
                                          {"operation": "sletKrav", "do": "reset-before"},
                                          {"operation": "sletKrav", "do": "error-after", "status": 500}])");
    CHECK(bench.put(path, krav_of("A-1", "2")).answer.status == 503);
    CHECK(bench.json(bench.get(path)).find("beloeb")->digits() == "1250.50");
    CHECK(bench.put(path, krav_of("A-1", "3")).ending == Reply::Ending::reset);
    bench.clock.turn(1ms);
    CHECK(bench.json(bench.get(path)).find("beloeb")->digits() == "3");
    CHECK_FALSE(bench.remove(path).committed);
    CHECK(bench.get(path).answer.status == 200);
    CHECK(bench.remove(path).answer.status == 500);
    bench.clock.turn(1ms);
    CHECK(bench.get(path).answer.status == 404);
}
