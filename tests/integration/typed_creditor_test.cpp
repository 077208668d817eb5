// A creditor's two typed libraries against the sandbox over real mutual TLS: a krav in an estate and against
// a company, from filed to deleted.
#include "integration/typed_client.hpp"

#include <skifte/doedsbo/operations.hpp>
#include <skifte/kreditor/operations.hpp>

#include <catch2/catch.hpp>

using namespace skifte;

namespace {

template <typename Krav, typename Kravtype, typename Anmeldelsestype>
Krav claim(std::string_view amount) {
    Krav krav;
    krav.kravtype = Kravtype::FORSYNING;
    krav.anmeldelsestype = Anmeldelsestype::ENDELIG;
    krav.beloeb = Amount::parse_json(amount).value();
    krav.grundlag = "Faktura 17";
    krav.kreditor.navn = "Fiktiv Forsyning A/S";
    krav.egen_reference = "17";
    return krav;
}

}  // namespace

TEST_CASE("a krav in an estate is filed, read, changed by its ETag and deleted") {
    namespace v1 = skifte::doedsbo::v1;
    test::TypedClient f;
    const api::Uuid estate{f.sandbox.testdata("proklama-loeber", "doedsbojournalId")};
    const auto content = claim<v1::KravOplysninger, v1::KravtypeEnumNames, v1::AnmeldelsestypeEnumNames>;

    v1::OpretKrav opret;
    opret.doedsbojournal_id = estate;
    opret.krav = content("1234.50");
    const auto filed = f.client.call(opret);
    REQUIRE(filed);
    CHECK(filed->value.doedsbojournal_id == estate);

    v1::HentKrav hent;
    hent.doedsbojournal_id = estate;
    hent.krav_id = filed->value.krav_id;
    const auto read = f.client.call(hent);
    REQUIRE(read);
    CHECK(read->value.beloeb == Amount::parse_json("1234.50").value());
    CHECK(api::Codec<v1::Krav>::encode(read->value) == read->raw.body);

    v1::RetKrav ret;
    ret.doedsbojournal_id = estate;
    ret.krav_id = hent.krav_id;
    ret.if_match = std::string(read->raw.headers.find("ETag").value_or(""));
    ret.body = content("1300.00");
    REQUIRE(f.client.call(ret));
    const auto late = f.client.call(ret);  // the ETag is that of the version before
    REQUIRE_FALSE(late);
    CHECK(late.error().http->status == 412);
    CHECK(late.error().effect == Effect::none);

    v1::SletKrav slet;
    slet.doedsbojournal_id = estate;
    slet.krav_id = hent.krav_id;
    REQUIRE(f.client.call(slet));
    CHECK(f.client.call(hent).error().code == "http.not_found");
}

TEST_CASE("an estate is found by name and address, and none is no fault") {
    namespace v1 = skifte::doedsbo::v1;
    test::TypedClient f;
    v1::SearchBo search;
    search.body.navn = "Ukendt Ukendtsen";
    search.body.adresse = "Ingen Vej 1";
    const auto none = f.client.call(search);
    REQUIRE(none);
    CHECK(none->value.empty());
}

TEST_CASE("a krav against a company is filed, listed and deleted") {
    namespace v1 = skifte::kreditor::v1;
    test::TypedClient f;
    const std::string cvr = f.sandbox.testdata("foerste-redegoerelse", "cvrNummer");

    v1::OpretKrav opret;
    opret.cvr_nummer = cvr;
    opret.krav = claim<v1::KravOplysninger, v1::KravtypeEnumNames, v1::AnmeldelsestypeEnumNames>("99.95");
    const auto filed = f.client.call(opret);
    REQUIRE(filed);

    v1::ListKrav list;
    list.cvr_nummer = cvr;
    const auto listed = f.client.call(list);
    REQUIRE(listed);
    REQUIRE(listed->value.size() == 1);
    CHECK(listed->value.front().krav_id == filed->value.krav_id);

    v1::SletKrav slet;
    slet.cvr_nummer = cvr;
    slet.krav_id = filed->value.krav_id;
    REQUIRE(f.client.call(slet));
    CHECK(f.client.call(list)->value.empty());
}
