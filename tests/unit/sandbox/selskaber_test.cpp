// Companies as a creditor looks them up.
#include "bench.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using test::PortalBench;

Json query(std::string_view name, std::string_view value) {
    Json out = Json::object();
    out.set(name, value);
    return out;
}

}  // namespace

TEST_CASE("a company is found by its number, and by a part of its name in whatever case") {
    PortalBench bench;
    const Json by_number = bench.json(bench.post("/selskaber", query("cvrNummer", "66666666")));
    REQUIRE(by_number.items().size() == 1);
    CHECK(by_number.items()[0].text("navn") == "Drømmeri Design ApS under tvangsopløsning");
    for (const char* part : {"DRØMMERI", "drømmeri", "i design"}) {
        const Json found = bench.json(bench.post("/selskaber", query("navn", part)));
        REQUIRE(found.items().size() == 1);
        CHECK(found.items()[0].text("cvrNummer") == "66666666");
    }
    CHECK(bench.json(bench.post("/selskaber", query("navn", "ApS under"))).items().size() > 1);
    CHECK(bench.json(bench.post("/selskaber", query("navn", "findes ikke"))).items().empty());
    CHECK(bench.json(bench.post("/selskaber", query("cvrNummer", "12345679"))).items().empty());
}

TEST_CASE("a search asks for a number or a name and not for both") {
    PortalBench bench;
    Json both = query("navn", "drøm");
    both.set("cvrNummer", "66666666");
    CHECK(bench.post("/selskaber", both).answer.status == 422);
    CHECK(bench.post("/selskaber", Json::object()).answer.status == 422);
}

TEST_CASE("a company says whether it has a likvidator and how it ended") {
    PortalBench bench;
    const Json open = bench.json(bench.get("/selskaber/99999999"));
    CHECK(open.text("status") == "LIKVIDATOR_UDPEGET");
    CHECK(open.text("likvidatornavn") == open.find("likvidator")->text("navn"));
    const Json closed = bench.json(bench.get("/selskaber/22222222"));
    CHECK(closed.text("status") == "AFSLUTTET");
    CHECK(closed.text("afslutningsstatus") == "OPLOEST_FORMLOEST");
    CHECK(bench.json(bench.get("/selskaber/12345679"), 404).text("fejlkode") == "IKKE_FUNDET");
}
