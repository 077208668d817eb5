// The typed library of likvidators against the sandbox over real mutual TLS: what he reads in his cases.
#include "integration/typed_client.hpp"

#include <skifte/likvidator/operations.hpp>
#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace skifte;
namespace v1 = skifte::likvidator::v1;

namespace {

struct Fixture : test::TypedClient {
    api::Uuid sag(std::string_view purpose) const { return api::Uuid{sandbox.testdata(purpose, "sagId")}; }
};

}  // namespace

TEST_CASE("the krav of a case come in pages, and each can be read by its id") {
    Fixture f;
    v1::ListKrav list;
    list.sag_id = f.sag("krav-og-tilgodehavender");
    list.size = 10;
    const auto first = f.client.call(list);
    REQUIRE(first);
    REQUIRE(first->value.size() == 10);
    list.page = 1;
    const auto second = f.client.call(list);
    REQUIRE(second);
    REQUIRE_FALSE(second->value.empty());
    CHECK(second->value.front().krav_id != first->value.front().krav_id);
    CHECK(first->raw.headers.find("X-Total-Count") == second->raw.headers.find("X-Total-Count"));

    v1::HentKrav hent;
    hent.sag_id = list.sag_id;
    hent.krav_id = first->value.front().krav_id;
    const auto read = f.client.call(hent);
    REQUIRE(read);
    CHECK(read->value.kreditor.navn == first->value.front().kreditor.navn);
    CHECK(read->value.beloeb == first->value.front().beloeb);
    CHECK(api::Codec<v1::Krav>::encode(read->value) == read->raw.body);
}

TEST_CASE("the tilgodehavender of a case are listed, and each can be read by its id") {
    Fixture f;
    v1::ListTilgodehavender list;
    list.sag_id = f.sag("krav-og-tilgodehavender");
    const auto listed = f.client.call(list);
    REQUIRE(listed);
    REQUIRE_FALSE(listed->value.empty());
    v1::HentTilgodehavende hent;
    hent.sag_id = list.sag_id;
    hent.tilgodehavende_id = listed->value.back().tilgodehavende_id;
    const auto read = f.client.call(hent);
    REQUIRE(read);
    CHECK(read->value.skyldner.navn == listed->value.back().skyldner.navn);
    CHECK(api::Codec<v1::Tilgodehavende>::encode(read->value) == read->raw.body);
}

TEST_CASE("a case is told of that changed since, and no other") {
    Fixture f;
    v1::FindSagerAendretSiden find;
    find.body.sag_ider = {f.sag("foerste-redegoerelse"), f.sag("frist-godkendes")};
    find.body.aendret_siden = parse_rfc3339("2000-01-01T00:00:00Z").value();
    const auto both = f.client.call(find);
    REQUIRE(both);
    REQUIRE(both->value.size() == 2);
    find.body.aendret_siden = std::max(both->value[0].senest_aendret, both->value[1].senest_aendret);
    CHECK(f.client.call(find)->value.empty());

    v1::AnmodOmFristudsaettelse ask;
    ask.sag_id = f.sag("frist-godkendes");
    ask.frist_id = api::Uuid{f.sandbox.testdata("frist-godkendes", "fristId")};
    const Date today = date_in_copenhagen(system_clock().now());
    ask.body.oensket_dato = Date(std::chrono::year_month_day(today.days() + std::chrono::days(60)));
    ask.body.begrundelse = "Afventer regnskab";
    REQUIRE(f.client.call(ask));
    const auto changed = f.client.call(find);
    REQUIRE(changed);
    REQUIRE(changed->value.size() == 1);
    CHECK(changed->value.front().sag_id == ask.sag_id);
}

TEST_CASE("a document is listed, described, and fetched whole or in part") {
    Fixture f;
    v1::ListDokumenter list;
    list.sag_id = f.sag("afsluttet");
    const auto listed = f.client.call(list);
    REQUIRE(listed);
    REQUIRE(listed->value.size() == 1);
    const v1::Dokument& document = listed->value.front();
    CHECK(document.dokument_id.text == f.sandbox.testdata("afsluttet", "dokumentId"));
    CHECK(document.dokumenttype.is(v1::DokumenttypeEnumNames::RETSBOG));

    v1::HentDokument hent;
    hent.sag_id = list.sag_id;
    hent.dokument_id = document.dokument_id;
    const auto described = f.client.call(hent);
    REQUIRE(described);
    CHECK(described->value.sha256 == document.sha256);

    v1::HentDokumentIndhold content;
    content.sag_id = list.sag_id;
    content.dokument_id = document.dokument_id;
    const auto whole = f.client.call(content);
    REQUIRE(whole);
    CHECK(whole->value.starts_with("%PDF-"));
    CHECK(static_cast<std::int64_t>(whole->value.size()) == document.stoerrelse);
    CHECK(hex(sha256(whole->value)) == document.sha256);

    content.range = "bytes=5-";
    const auto rest = f.client.call(content);
    REQUIRE(rest);
    CHECK(rest->raw.status == 206);
    CHECK(rest->value == whole->value.substr(5));
}
