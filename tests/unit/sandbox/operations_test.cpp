// Every operation of the specs: that it is served, that its answers keep to the spec, and what the court
// decides.
#include "bench.hpp"

#include "sandbox/answer_check.hpp"
#include "sandbox/handlers/handlers.hpp"
#include "sandbox/specs.hpp"
#include "sandbox/testdata_cases.hpp"

#include <skifte/likvidator/spec.hpp>
#include <skifte/openapi/validate.hpp>
#include <skifte/support/digest.hpp>
#include <skifte/support/identifiers.hpp>

#include <catch2/catch.hpp>

#include <set>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using namespace std::chrono_literals;
using test::any_pdf;
using test::header;
using test::json_part;
using test::pdf_part;
using test::PortalBench;

Json object(std::vector<std::pair<std::string, std::string>> members) {
    Json json = Json::object();
    for (auto& [name, value] : members) json.set(name, value);
    return json;
}

Reply ask_extension(PortalBench& bench, std::string_view formaal, const std::string& date = "2026-12-31") {
    const std::string target =
        PortalBench::sag_path(formaal) + "/frister/" + PortalBench::frist(formaal) + "/fristudsaettelser";
    return bench.post(target, object({{"oensketDato", date}, {"begrundelse", "Bogføringen mangler."}}));
}

Reply file_report(PortalBench& bench, std::string_view formaal) {
    return bench.post_parts(PortalBench::sag_path(formaal) + "/redegoerelser", {pdf_part("dokument")});
}

}  // namespace

TEST_CASE("every operation of every spec has a handler of its own") {
    for (const openapi::Spec* spec : served_specs())
        for (const openapi::Operation& operation : spec->operations) {
            INFO(spec->name << " " << operation.id);
            CHECK(find_handler(spec->name, operation.id) != nullptr);
        }
    CHECK(find_handler(likvidator::v1::spec().name, "findesIkke") == nullptr);
    CHECK(find_handler(likvidator::v1::spec().name, "hentSelskab") == nullptr);
    CHECK(find_handler("findes-ikke", "hentSag") == nullptr);
}

TEST_CASE("every operation of the likvidator is answered, with what the spec allows") {
    PortalBench bench(0ms);
    const std::string sag = PortalBench::sag_path(formaal::krav_og_tilgodehavender);
    const std::string closed = PortalBench::sag_path(formaal::afsluttet);
    const std::string frist = sag + "/frister/" + PortalBench::frist(formaal::krav_og_tilgodehavender);

    const Json udsaettelse =
        bench.json(bench.post(frist + "/fristudsaettelser",
                              object({{"oensketDato", "2026-12-31"}, {"begrundelse", "x"}})),
                   201);
    const Json redegoerelse =
        bench.json(bench.post_parts(sag + "/redegoerelser",
                                    {json_part("redegoerelse", object({{"indstilling", "KONKURS"},
                                                                       {"periodeFra", "2026-01-01"},
                                                                       {"periodeTil", "2026-02-28"},
                                                                       {"naesteSkridt", "Møde."}})),
                                     pdf_part("dokument"),
                                     pdf_part("bilag"),
                                     {"bilag", "f.png", "image/png", "\x89PNG"}}),
                   201);
    Json salaer =
        object({{"anmodningtype", "SALAER"}, {"begrundelse", "11 timer"}, {"egenReference", "J-1"}});
    salaer.set("beloeb", Json::number("23000.50"));
    const Json anmodning = bench.json(
        bench.post_parts(sag + "/anmodninger", {json_part("anmodning", salaer), pdf_part("bilag")}), 201);
    const std::string redegoerelse_id(redegoerelse.text("redegoerelseId"));
    const Json bilag = bench.json(
        bench.post_parts(sag + "/bilag", {json_part("bilag", object({{"tilknytningstype", "REDEGOERELSE"},
                                                                     {"tilknyttetId", redegoerelse_id}})),
                                          pdf_part("fil")}),
        201);
    CHECK(bilag.text("titel") == "fil.pdf");
    bench.clock.turn(1ms);

    Json changes = Json::object();
    Json ids = Json::array();
    ids.push_back(PortalBench::sag(formaal::afsluttet));
    ids.push_back(PortalBench::sag(formaal::fremmed_sag));
    changes.set("sagIder", std::move(ids)).set("aendretSiden", "2020-01-01T00:00:00+01:00");
    CHECK(bench.json(bench.post("/tvangsoploesningssager/aendringer", changes)).items().size() == 1);

    const std::string bilag_path = sag + "/bilag/" + std::string(bilag.text("bilagId"));
    const std::string document = closed + "/dokumenter/" + fixed_id("dokument/afsluttet");
    const std::vector<std::string> reads{"/tvangsoploesningssager",
                                         sag,
                                         sag + "/frister",
                                         frist,
                                         sag + "/fristudsaettelser",
                                         sag + "/fristudsaettelser/" +
                                             std::string(udsaettelse.text("fristudsaettelseId")),
                                         sag + "/redegoerelser",
                                         sag + "/redegoerelser/" + redegoerelse_id,
                                         sag + "/redegoerelser/" + redegoerelse_id + "/dokument",
                                         sag + "/anmodninger",
                                         sag + "/anmodninger/" + std::string(anmodning.text("anmodningId")),
                                         closed + "/dokumenter",
                                         document,
                                         document + "/indhold",
                                         sag + "/bilag",
                                         bilag_path,
                                         bilag_path + "/indhold",
                                         sag + "/krav",
                                         sag + "/krav/" + fixed_id("krav/1"),
                                         sag + "/tilgodehavender",
                                         sag + "/tilgodehavender/" + fixed_id("tilgodehavende/1")};
    for (const std::string& target : reads) {
        const Reply reply = bench.get(target);
        INFO(target << ": " << reply.answer.body);
        CHECK(reply.answer.status == 200);
        CHECK_FALSE(reply.answer.body.empty());
    }
    std::set<std::string> answered;
    for (const Json& line : test::lines(bench.folder.read("requests.log")))
        if (line.find("status")->as_integer() < 300 && line.text("spec") == likvidator::v1::spec().name)
            answered.emplace(line.text("operation"));
    CHECK(answered.size() == likvidator::v1::spec().operations.size());
}

TEST_CASE("an answer that breaks the spec does not leave the sandbox") {
    const openapi::Operation* operation = likvidator::v1::spec().find_operation("hentFrist");
    REQUIRE(operation != nullptr);
    CHECK(check_answer(*operation, Answer::json(404, Json::object())).error().argument("fault") ==
          "schema.required");
    CHECK(check_answer(*operation, {.content_type = "application/pdf"}).error().argument("path") ==
          "content-type");
    CHECK(check_answer(*operation, {.body = "{"}).error().argument("path") == "body");
    Json frist = Json::parse(R"({"fristId": "1c7e2d1f-0000-4a00-8000-000000000001",
                                 "sagId": "0b6f1d0e-58f4-4c0e-9d0e-3f7a5c1e0001",
                                 "fristtype": "FOERSTE_REDEGOERELSE", "fristdato": "2026-04-13",
                                 "status": "AABEN", "oprettet": "2026-02-23T10:30:00Z"})")
                     .value();
    CHECK(check_answer(*operation, Answer::json(200, frist)));
    frist.set("opdigtet", 1);
    CHECK(check_answer(*operation, Answer::json(200, frist)).error().argument("fault") ==
          "schema.unknown_member");
}

TEST_CASE("no document of the test data has a member that no schema of its kind knows, or a wrong value") {
    PortalBench bench;
    for (const Change& change : make_testdata(bench.clock.now(), "x").changes) {
        if (change.kind == kind::forloeb || change.kind == kind::statusaendring) continue;
        std::set<std::string> unknown{"ejer"};
        for (const auto& [name, value] : change.members.members()) unknown.insert(name);
        for (const openapi::Spec* spec : served_specs()) {
            const openapi::Schema* schema = spec->find_schema(change.kind);
            if (!schema) continue;
            for (const openapi::Property& property : schema->properties)
                unknown.erase(std::string(property.name));
            for (const Fault& fault : openapi::validate(*schema, change.members, "",
                                                        openapi::Direction::answer, {.closed_enums = true})) {
                INFO(spec->name << " " << change.kind << " " << fault.path << " " << fault.code);
                CHECK(fault.code == "schema.required");
            }
        }
        INFO(change.kind);
        unknown.erase("ejer");
        CHECK(unknown == std::set<std::string>{});
    }
}

TEST_CASE("the test data has a case for each purpose, and nobody in it can be real") {
    PortalBench bench;
    const Testdata testdata = make_testdata(bench.clock.now(), "x");
    std::set<std::string> companies;
    for (const Change& change : testdata.changes) {
        const std::string cvr(change.members.text("cvrNummer"));
        if (cvr.empty()) continue;
        companies.insert(cvr);
        CHECK_FALSE(Cvr::parse(cvr).value().modulus11());
    }
    CHECK(companies.size() == likvidator_cases().size() + kreditor_cases().size());
    const Json sag = bench.json(bench.get(PortalBench::sag_path(formaal::foerste_redegoerelse)));
    const auto& ledelse = sag.find("ledelse")->items();
    REQUIRE(ledelse.size() == 3);
    CHECK(ledelse[0].text("cprNummer").ends_with("0000"));
    CHECK(ledelse[1].text("cprNummer").ends_with("0000"));
    CHECK(ledelse[2].find("cprNummer")->is_null());
    CHECK(ledelse[2].text("landekode") == "SE");
}

TEST_CASE("the cases are listed oldest first, can be filtered, and leave out another's") {
    PortalBench bench;
    const Json all = bench.json(bench.get("/tvangsoploesningssager"));
    REQUIRE(all.items().size() == 9);
    for (std::size_t i = 1; i < all.items().size(); ++i)
        CHECK(all.items()[i - 1].text("modtagetDato") <= all.items()[i].text("modtagetDato"));
    CHECK(all.items()[0].find("ledelse") == nullptr);
    const Json closed = bench.json(bench.get("/tvangsoploesningssager?status=AFSLUTTET"));
    REQUIRE(closed.items().size() == 1);
    CHECK(closed.items()[0].text("afslutningsstatus") == "OPLOEST_FORMLOEST");
    CHECK(bench.json(bench.get("/tvangsoploesningssager?cvrNummer=99999999")).items().size() == 1);
}

TEST_CASE("a fristudsættelse waits, is then granted, and moves the frist") {
    PortalBench bench;
    const std::string path = PortalBench::sag_path(formaal::frist_godkendes);
    const Reply filed = ask_extension(bench, formaal::frist_godkendes);
    const Json asked = bench.json(filed, 201);
    CHECK(asked.text("status") == "AFVENTER");
    const std::string where = path + "/fristudsaettelser/" + std::string(asked.text("fristudsaettelseId"));
    CHECK(header(filed.answer, "Location") == where);
    CHECK(bench.json(ask_extension(bench, formaal::frist_godkendes), 409).text("fejlkode") ==
          "FRISTUDSAETTELSE_UAFGJORT");
    bench.clock.turn(999ms);
    CHECK(bench.json(bench.get(where)).text("status") == "AFVENTER");
    bench.clock.turn(1ms);
    const Json decided = bench.json(bench.get(where));
    CHECK(decided.text("status") == "GODKENDT");
    CHECK(decided.text("nyFristdato") == "2026-12-31");
    const Json frist =
        bench.json(bench.get(path + "/frister/" + PortalBench::frist(formaal::frist_godkendes)));
    CHECK(frist.text("fristdato") == "2026-12-31");
    CHECK(frist.text("oprindeligFristdato") == "2026-03-23");
    CHECK(bench.json(bench.get(path)).text("naesteFristdato") == "2026-12-31");
}

TEST_CASE("a fristudsættelse that is refused has a reason, and the frist stays") {
    PortalBench bench;
    const Json asked = bench.json(ask_extension(bench, formaal::frist_afvises), 201);
    bench.clock.turn(1s);
    const std::string path = PortalBench::sag_path(formaal::frist_afvises);
    const Json decided =
        bench.json(bench.get(path + "/fristudsaettelser/" + std::string(asked.text("fristudsaettelseId"))));
    CHECK(decided.text("status") == "AFVIST");
    CHECK_FALSE(decided.text("afgoerelsesbegrundelse").empty());
    CHECK(decided.find("nyFristdato")->is_null());
    CHECK(bench.json(bench.get(path)).text("naesteFristdato") == "2026-03-24");
}

TEST_CASE("an extension must be asked for a day after the frist, while it is open") {
    PortalBench bench;
    const Json problem = bench.json(ask_extension(bench, formaal::frist_godkendes, "2026-03-23"), 422);
    CHECK(problem.find("fejl")->items()[0].text("kode") == "IKKE_EFTER_FRISTDATO");
    CHECK(problem.at_pointer("/fejl/0/parametre/fristdato")->as_string() == "2026-03-23");
    bench.clock.turn(std::chrono::days(22));
    const std::string frister = PortalBench::sag_path(formaal::frist_godkendes) + "/frister";
    bench.restart();
    CHECK(bench.json(bench.get(frister)).items()[0].text("status") == "OVERSKREDET");
    CHECK(bench.json(ask_extension(bench, formaal::frist_godkendes), 409).text("fejlkode") ==
          "FRIST_IKKE_AABEN");
}

TEST_CASE("a decision that was due while the sandbox was stopped is there when it starts") {
    PortalBench bench;
    const Json asked = bench.json(ask_extension(bench, formaal::frist_godkendes), 201);
    bench.clock.turn(1h);
    bench.restart();
    const std::string path = PortalBench::sag_path(formaal::frist_godkendes);
    CHECK(bench.json(bench.get(path + "/fristudsaettelser/" + std::string(asked.text("fristudsaettelseId"))))
              .text("status") == "GODKENDT");
}

TEST_CASE("a redegørelse is kept as it was filed and meets the frist") {
    PortalBench bench;
    const std::string path = PortalBench::sag_path(formaal::foerste_redegoerelse);
    const std::string pdf = any_pdf("Om fisk");
    const Json filed =
        bench.json(bench.post_parts(path + "/redegoerelser", {pdf_part("dokument", pdf)}), 201);
    CHECK(filed.text("fristId") == PortalBench::frist(formaal::foerste_redegoerelse));
    CHECK(filed.at_pointer("/dokument/sha256")->as_string() == hex(sha256(pdf)));
    CHECK(filed.find("antalBilag")->as_integer() == 0);
    const std::string where = path + "/redegoerelser/" + std::string(filed.text("redegoerelseId"));
    CHECK(bench.get(where + "/dokument").answer.body == pdf);
    const Json sag = bench.json(bench.get(path));
    CHECK(sag.text("status") == "REDEGOERELSE_MODTAGET");
    CHECK(sag.find("naesteFristdato")->is_null());
    CHECK(sag.find("frister")->items()[0].text("status") == "OVERHOLDT");
    CHECK(sag.find("statushistorik")->items().size() == 3);
    CHECK(sag.text("senestAendret") == "2026-03-02T09:00:00Z");
    bench.clock.turn(299s);
    CHECK(bench.json(bench.get(where)).text("status") == "MODTAGET");
    CHECK(bench
              .json(bench.post_parts(path + "/redegoerelser",
                                     {pdf_part("dokument"),
                                      json_part("redegoerelse", object({{"periodeFra", "2026-02-01"},
                                                                        {"periodeTil", "2026-01-31"}}))}),
                    422)
              .find("fejl")
              ->items()[0]
              .text("felt") == "redegoerelse/periodeTil");
}

TEST_CASE("a redegørelse can lead to a new frist") {
    PortalBench bench;
    const std::string path = PortalBench::sag_path(formaal::redegoerelse_ny_frist);
    const Json filed = bench.json(file_report(bench, formaal::redegoerelse_ny_frist), 201);
    bench.clock.turn(1s);
    const Json treated =
        bench.json(bench.get(path + "/redegoerelser/" + std::string(filed.text("redegoerelseId"))));
    CHECK(treated.text("status") == "BEHANDLET");
    const Json frist = bench.json(bench.get(path + "/frister/" + std::string(treated.text("nyFristId"))));
    CHECK(frist.text("fristtype") == "NAESTE_REDEGOERELSE");
    CHECK(frist.text("status") == "AABEN");
    CHECK(bench.json(bench.get(path)).text("status") == "AFVENTER_REDEGOERELSE");
}

TEST_CASE("a redegørelse can lead to closing with a retsbog, after which nothing can be filed") {
    PortalBench bench;
    constexpr auto closing = formaal::redegoerelse_afslutter;
    const std::string path = PortalBench::sag_path(closing);
    const Json filed = bench.json(file_report(bench, closing), 201);
    CHECK(bench.json(bench.get(path + "/dokumenter")).items().empty());
    bench.clock.turn(1s);
    const Json sag = bench.json(bench.get(path));
    CHECK(sag.text("status") == "AFSLUTTET");
    CHECK(sag.text("afslutningsstatus") == "OPLOEST_FORMLOEST");
    CHECK(sag.text("afsluttetDato") == "2026-03-02");
    const Json documents = bench.json(bench.get(path + "/dokumenter?dokumenttype=RETSBOG"));
    REQUIRE(documents.items().size() == 1);
    CHECK(documents.items()[0].text("dokumentId") == sag.text("retsbogDokumentId"));
    const Reply pdf =
        bench.get(path + "/dokumenter/" + std::string(sag.text("retsbogDokumentId")) + "/indhold");
    CHECK(pdf.answer.content_type == "application/pdf");
    CHECK(hex(sha256(pdf.answer.body)) == documents.items()[0].text("sha256"));
    CHECK(bench.json(bench.get(path + "/redegoerelser/" + std::string(filed.text("redegoerelseId"))))
              .text("retsbogDokumentId") == sag.text("retsbogDokumentId"));
    CHECK(bench.json(file_report(bench, closing), 409).text("fejlkode") == "SAG_AFSLUTTET");
    CHECK(bench.json(ask_extension(bench, closing), 409).text("fejlkode") == "SAG_AFSLUTTET");
}

TEST_CASE("an anmodning waits and is then decided, but a resting case takes none that would end it") {
    PortalBench bench;
    const auto ask = [&](std::string_view formaal, const std::string& type, int status) {
        return bench.json(bench.post_parts(PortalBench::sag_path(formaal) + "/anmodninger",
                                           {json_part("anmodning", object({{"anmodningtype", type},
                                                                           {"begrundelse", "Fordi."}}))}),
                          status);
    };
    const Json granted = ask(formaal::frist_godkendes, "REVISOR", 201);
    const Json refused = ask(formaal::frist_afvises, "REVISOR", 201);
    CHECK(granted.text("status") == "AFVENTER");
    CHECK(ask(formaal::genoptagelse, "KONKURSBEGAERING", 409).text("fejlkode") == "STATUS_TILLADER_DET_IKKE");
    CHECK(ask(formaal::genoptagelse, "ANDET", 201).text("status") == "AFVENTER");
    CHECK(ask(formaal::afsluttet, "ANDET", 409).text("fejlkode") == "SAG_AFSLUTTET");
    bench.clock.turn(1s);
    const auto status_of = [&](std::string_view formaal, const Json& filed) {
        return std::string(bench
                               .json(bench.get(PortalBench::sag_path(formaal) + "/anmodninger/" +
                                               std::string(filed.text("anmodningId"))))
                               .text("status"));
    };
    CHECK(status_of(formaal::frist_godkendes, granted) == "IMOEDEKOMMET");
    CHECK(status_of(formaal::frist_afvises, refused) == "AFVIST");
}

TEST_CASE("a bilag can follow what the likvidator filed and nothing else") {
    PortalBench bench;
    const std::string path = PortalBench::sag_path(formaal::krav_og_tilgodehavender);
    const auto follow = [&](const std::string& type, const std::string& to) {
        return bench.post_parts(
            path + "/bilag", {json_part("bilag", object({{"tilknytningstype", type}, {"tilknyttetId", to}})),
                              pdf_part("fil")});
    };
    CHECK(bench.json(follow("KRAV", fixed_id("krav/1")), 422).find("fejl")->items()[0].text("felt") ==
          "bilag/tilknytningstype");
    CHECK(bench.json(follow("REDEGOERELSE", fixed_id("krav/1")), 422).find("fejl")->items()[0].text("felt") ==
          "bilag/tilknyttetId");
    const std::string id(
        bench.json(file_report(bench, formaal::krav_og_tilgodehavender), 201).text("redegoerelseId"));
    const Json bilag = bench.json(follow("REDEGOERELSE", id), 201);
    const Json redegoerelse = bench.json(bench.get(path + "/redegoerelser/" + id));
    CHECK(redegoerelse.find("antalBilag")->as_integer() == 1);
    CHECK(redegoerelse.at_pointer("/bilag/0/bilagId")->as_string() == bilag.text("bilagId"));
    CHECK(bench.json(bench.get(path + "/bilag?tilknyttetId=" + id)).items().size() == 1);
    CHECK(bench.json(bench.get(path + "/bilag")).items().size() == 2);
}

TEST_CASE("a file is given whole, or the range that was asked for") {
    PortalBench bench;
    const std::string target = PortalBench::sag_path(formaal::afsluttet) + "/dokumenter/" +
                               fixed_id("dokument/afsluttet") + "/indhold";
    const Reply whole = bench.get(target);
    const std::string body = whole.answer.body;
    const std::string etag = header(whole.answer, "ETag");
    CHECK(header(whole.answer, "Accept-Ranges") == "bytes");
    CHECK(header(whole.answer, "Content-Disposition") == "attachment; filename=\"retsbog.pdf\"");
    const auto ranged = [&](const std::string& range, const std::string& only_if = {}) {
        Request request{.method = "GET", .target = target, .headers = {{"Range", range}}};
        if (!only_if.empty()) request.headers.emplace_back("If-Range", only_if);
        return bench.call(request).answer;
    };
    const std::string size = std::to_string(body.size());
    CHECK(ranged("bytes=0-4").status == 206);
    CHECK(ranged("bytes=0-4").body == "%PDF-");
    CHECK(header(ranged("bytes=0-4"), "Content-Range") == "bytes 0-4/" + size);
    CHECK(ranged("bytes=5-").body == body.substr(5));
    CHECK(ranged("bytes=-6").body == "%%EOF\n");
    CHECK(ranged("bytes=5-99999999999999999999999").body == body.substr(5));
    CHECK(ranged("bytes=5-", etag).status == 206);
    CHECK(ranged("bytes=5-", "\"andet\"").body == body);
    const Answer outside = ranged("bytes=" + size + "-");
    CHECK(outside.status == 416);
    CHECK(header(outside, "Content-Range") == "bytes */" + size);
}

TEST_CASE("only what changed after the time asked about is a change") {
    PortalBench bench;
    Json body = Json::object();
    Json ids = Json::array();
    ids.push_back(PortalBench::sag(formaal::foerste_redegoerelse));
    ids.push_back(PortalBench::sag(formaal::frist_godkendes));
    body.set("sagIder", std::move(ids)).set("aendretSiden", "2026-03-02T09:00:00Z");
    CHECK(bench.json(bench.post("/tvangsoploesningssager/aendringer", body)).items().empty());
    bench.clock.turn(1ms);
    REQUIRE(file_report(bench, formaal::foerste_redegoerelse).answer.status == 201);
    const Json changed = bench.json(bench.post("/tvangsoploesningssager/aendringer", body));
    REQUIRE(changed.items().size() == 1);
    CHECK(changed.items()[0].text("sagId") == PortalBench::sag(formaal::foerste_redegoerelse));
}
