// Needs that the client was not granted.
#include "bench.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using test::PortalBench;

Json search(std::string_view navn) {
    Json query = Json::object();
    query.set("navn", navn);
    return query;
}

}  // namespace

TEST_CASE("a need that is refused is 403 for the whole of its group, and for nothing else") {
    PortalBench bench;
    const std::string sag = PortalBench::sag_path(formaal::krav_og_tilgodehavender);
    bench.folder.write("refused-needs.json", R"(["tvangsoploesning-krav", "tvangsoploesning-opslag"])");
    for (const Reply& reply : {bench.get(sag + "/krav"), bench.get(sag + "/krav/" + fixed_id("krav/1")),
                               bench.post("/selskaber", search("fiktiv")), bench.get("/selskaber/99999999")})
        CHECK(bench.json(reply, 403).text("fejlkode") == "MANGLER_TILLADELSE");
    CHECK(bench.get(sag + "/tilgodehavender").answer.status == 200);
    bench.folder.write("refused-needs.json", "[]");
    CHECK(bench.get(sag + "/krav").answer.status == 200);
}

TEST_CASE("a file of refused needs that cannot be understood refuses everything") {
    PortalBench bench;
    bench.folder.write("refused-needs.json", "tvangsoploesning-krav");
    const Json problem =
        bench.json(bench.get(PortalBench::sag_path(formaal::krav_og_tilgodehavender) + "/krav"), 500);
    CHECK(problem.text("besked").find("sandbox.needs") != std::string::npos);
}
