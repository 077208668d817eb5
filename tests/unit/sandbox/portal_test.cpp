// How the portal routes, checks and logs requests, whatever the operation.
#include "bench.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using test::header;
using test::json_part;
using test::pdf_part;
using test::PortalBench;

// "felt=kode" of every entry of `fejl`.
std::vector<std::string> faults(const Json& problem) {
    std::vector<std::string> out;
    if (const Json* list = problem.find("fejl"))
        for (const Json& item : list->items())
            out.push_back(std::string(item.text("felt")) + "=" + std::string(item.text("kode")));
    return out;
}

const std::string own = PortalBench::sag_path(formaal::foerste_redegoerelse);

Json sentence(std::string_view name, std::string_view value) {
    Json json = Json::object();
    json.set(name, value);
    return json;
}

}  // namespace

TEST_CASE("an unknown path is 404 and a known path with another method 405") {
    PortalBench bench;
    CHECK(bench.json(bench.get("/findes/ikke"), 404).text("fejlkode") == "UKENDT_ADRESSE");
    CHECK(bench.json(bench.get("/tvangsoploesningssager/"), 404).text("fejlkode") == "UKENDT_ADRESSE");
    CHECK(bench.json(bench.get("/tvangsoploesningssager/aendringer/frister"), 400).text("fejlkode") ==
          "UGYLDIGT_INDHOLD");
    CHECK(bench.json(bench.post("/tvangsoploesningssager", Json::object()), 405).text("fejlkode") ==
          "METODE_TAGES_IKKE_IMOD");
}

TEST_CASE("a path is decoded after it is cut at its slashes") {
    PortalBench bench;
    std::string encoded = own;
    encoded.replace(encoded.find('-'), 1, "%2D");
    CHECK(bench.get(encoded).answer.status == 200);
    CHECK(bench.get(own + "%2Ffrister").answer.status == 400);
}

TEST_CASE("the caller's request id comes back in header and problem, and without one the portal makes one") {
    PortalBench bench;
    Request request{.method = "GET", .target = "/findes/ikke"};
    request.headers = {{"x-request-id", "9a6ec0a7-0000-4a00-8000-00000000000a"}};
    const Reply reply = bench.call(request);
    CHECK(header(reply.answer, "X-Request-ID") == "9a6ec0a7-0000-4a00-8000-00000000000a");
    CHECK(bench.json(reply, 404).text("kaldId") == "9a6ec0a7-0000-4a00-8000-00000000000a");
    CHECK(header(bench.get(own).answer, "X-Request-ID").size() == 36);
}

TEST_CASE("a case of another likvidator is 403 and one that does not exist 404") {
    PortalBench bench;
    CHECK(bench.json(bench.get(PortalBench::sag_path(formaal::fremmed_sag)), 403).text("fejlkode") ==
          "IKKE_LIKVIDATOR_PAA_SAGEN");
    CHECK(bench.json(bench.get("/tvangsoploesningssager/0b6f1d0e-58f4-4c0e-9d0e-3f7a5c1e0001"), 404)
              .text("fejlkode") == "IKKE_FUNDET");
}

TEST_CASE("parameters are read by their types, and every fault is named") {
    PortalBench bench;
    const Json problem = bench.json(
        bench.get("/tvangsoploesningssager?page=x&size=101&direction=OP&cvrNummer=1&status=NY&bogus=1"), 422);
    CHECK(faults(problem) == std::vector<std::string>{"status/0=UKENDT_VAERDI", "cvrNummer=FORKERT_MOENSTER",
                                                      "page=FORKERT_TYPE", "size=FOR_STORT",
                                                      "direction=UKENDT_VAERDI", "bogus=UKENDT_PARAMETER"});
    CHECK(faults(bench.json(bench.get("/tvangsoploesningssager?page=1&page=2"), 422)) ==
          std::vector<std::string>{"page=FLERE_VAERDIER"});
    CHECK(bench.get("/tvangsoploesningssager?status=AFSLUTTET&status=UNDER_BEHANDLING").answer.status == 200);
    CHECK(bench.json(bench.get("/tvangsoploesningssager?page=%zz"), 400).text("fejlkode") ==
          "ULAESELIGT_KALD");
}

TEST_CASE("an operation that states no 422 answers 400 for a parameter it cannot take") {
    PortalBench bench;
    CHECK(faults(bench.json(bench.get(own + "/frister?page=-1"), 400)) ==
          std::vector<std::string>{"page=FOR_LILLE"});
}

TEST_CASE("a JSON body is checked against its schema, and every fault has its JSON pointer") {
    PortalBench bench;
    const std::string target =
        own + "/frister/" + PortalBench::frist(formaal::foerste_redegoerelse) + "/fristudsaettelser";
    Json body = sentence("oensketDato", "31-12-2026");
    body.set("bogus", 1);
    const auto found = faults(bench.json(bench.post(target, body), 422));
    CHECK(found.size() == 3);
    for (const char* expected : {"/oensketDato=FORKERT_FORMAT", "/begrundelse=MANGLER", "/bogus=UKENDT_FELT"})
        CHECK(std::find(found.begin(), found.end(), expected) != found.end());
    Request broken{
        .method = "POST", .target = target, .headers = {{"Content-Type", "application/json"}}, .body = "{"};
    CHECK(bench.json(bench.call(broken), 400).text("fejlkode") == "ULAESELIGT_KALD");
    broken.body.clear();
    CHECK(bench.call(broken).answer.status == 400);
    broken.body = "{}";
    broken.headers = {{"Content-Type", "text/plain"}};
    CHECK(bench.json(bench.call(broken), 415).text("fejlkode") == "TYPE_TAGES_IKKE_IMOD");
}

TEST_CASE("the parts of a multipart body are checked one by one") {
    PortalBench bench;
    const std::string target = own + "/redegoerelser";
    CHECK(faults(bench.json(bench.post_parts(target, {json_part("redegoerelse", Json::object())}), 422)) ==
          std::vector<std::string>{"dokument=MANGLER"});
    CHECK(faults(bench.json(
              bench.post_parts(
                  target, {pdf_part("dokument"), json_part("redegoerelse", sentence("indstilling", "NEJ"))}),
              422)) == std::vector<std::string>{"redegoerelse/indstilling=UKENDT_VAERDI"});
    CHECK(faults(bench.json(bench.post_parts(target, {pdf_part("dokument"), pdf_part("dokument")}), 422)) ==
          std::vector<std::string>{"dokument=FLERE_VAERDIER"});
    CHECK(faults(bench.json(bench.post_parts(target, {pdf_part("dokument"), pdf_part("andet")}), 422)) ==
          std::vector<std::string>{"andet=UKENDT_DEL"});
    CHECK(faults(bench.json(bench.post_parts(target, {pdf_part("dokument", "")}), 422)) ==
          std::vector<std::string>{"dokument=TOM_FIL"});
    CHECK(faults(bench.json(
              bench.post_parts(target, {pdf_part("dokument"), pdf_part("bilag"), pdf_part("bilag", "")}),
              422)) == std::vector<std::string>{"bilag/1=TOM_FIL"});
    CHECK(faults(bench.json(bench.post_parts(target, {pdf_part("dokument", "ikke en PDF")}), 422)) ==
          std::vector<std::string>{"dokument=IKKE_PDF"});
    CHECK(bench.json(bench.post_parts(target, {{"dokument", "a.txt", "text/plain", "x"}}), 415)
              .text("fejlkode") == "TYPE_TAGES_IKKE_IMOD");
    CHECK(bench
              .json(bench.post_parts(target,
                                     {pdf_part("dokument"), {"redegoerelse", "", "application/json", "{"}}),
                    400)
              .text("fejlkode") == "ULAESELIGT_KALD");
    CHECK(bench.json(bench.get(target)).items().empty());
}

TEST_CASE("a file above the limit of the spec is 413") {
    PortalBench bench;
    std::string big = test::any_pdf();
    big.resize((std::size_t{25} << 20) + 1, ' ');
    const Json problem =
        bench.json(bench.post_parts(own + "/redegoerelser", {pdf_part("dokument", big)}), 413);
    CHECK(faults(problem) == std::vector<std::string>{"dokument=FOR_STOR"});
    big.pop_back();
    CHECK(bench.post_parts(own + "/redegoerelser", {pdf_part("dokument", big)}).answer.status == 201);
}

TEST_CASE("lists are cut into pages and sorted as asked, with the count of all") {
    PortalBench bench;
    const std::string krav = PortalBench::sag_path(formaal::krav_og_tilgodehavender) + "/krav";
    const Reply first = bench.get(krav);
    CHECK(header(first.answer, "X-Total-Count") == "25");
    CHECK(bench.json(first).items().size() == 20);
    CHECK(bench.json(bench.get(krav + "?page=1")).items().size() == 5);
    CHECK(bench.json(bench.get(krav + "?page=9")).items().empty());
    const Json falling = bench.json(bench.get(krav + "?size=2&sort=beloeb&direction=DESC"));
    CHECK(falling.items()[0].find("beloeb")->digits() == "30868.75");
    CHECK(falling.items()[1].find("beloeb")->digits() == "29634.00");
    CHECK(faults(bench.json(bench.get(krav + "?sort=kreditor"), 400)) ==
          std::vector<std::string>{"sort=UKENDT_FELT"});
    CHECK(faults(bench.json(bench.get("/tvangsoploesningssager?sort=bogus"), 422)) ==
          std::vector<std::string>{"sort=UKENDT_FELT"});
}

TEST_CASE("the log of requests has a line for each call, and neither bodies nor tokens") {
    PortalBench bench;
    (void)bench.get(own);
    (void)bench.post_parts(own + "/redegoerelser", {pdf_part("dokument")});
    (void)bench.get("/findes/ikke");
    const std::string log = bench.folder.read("requests.log");
    const auto logged = test::lines(log);
    REQUIRE(logged.size() == 4);
    CHECK(logged[0].text("operation") == "token");
    CHECK(logged[1].text("operation") == "hentSag");
    CHECK(logged[1].text("spec") == "tvangsoploesning-dirigent-likvidator-dist-oas");
    CHECK(logged[1].find("committed")->as_boolean() == false);
    CHECK(logged[2].text("operation") == "indsendRedegoerelse");
    CHECK(logged[2].find("status")->as_integer() == 201);
    CHECK(logged[2].find("committed")->as_boolean());
    CHECK(logged[3].find("operation")->is_null());
    CHECK(log.find("Bearer") == std::string::npos);
    CHECK(log.find("PDF") == std::string::npos);
}

TEST_CASE("after a restart the state is there and the old token is not") {
    PortalBench bench;
    const std::string target = own + "/redegoerelser";
    const std::string id(
        bench.json(bench.post_parts(target, {pdf_part("dokument")}), 201).text("redegoerelseId"));
    bench.restart();
    CHECK(bench.json(bench.get(target + "/" + id)).text("redegoerelseId") == id);
    Request old{.method = "GET", .target = target, .headers = {{"Authorization", "Bearer fra-foer"}}};
    CHECK(bench.call(old).answer.status == 401);
}
