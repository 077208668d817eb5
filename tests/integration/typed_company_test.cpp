// The typed library of creditors against the sandbox over real mutual TLS: companies, and what somebody owes
// them.
#include "integration/typed_client.hpp"

#include <skifte/kreditor/operations.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
namespace v1 = skifte::kreditor::v1;

TEST_CASE("a company is found by its number and by its name, and none is no fault") {
    test::TypedClient f;
    const std::string cvr = f.sandbox.testdata("uden-likvidator", "cvrNummer");
    const std::string name = f.sandbox.testdata("uden-likvidator", "navn");
    v1::SearchSelskaber by_number;
    by_number.body.cvr_nummer = cvr;
    const auto found = f.client.call(by_number);
    REQUIRE(found);
    REQUIRE(found->value.size() == 1);
    CHECK(found->value.front().navn == name);
    CHECK(found->value.front().status.is(v1::StatusEnumKreditorNames::UDEN_LIKVIDATOR));

    v1::SearchSelskaber by_name;
    by_name.body.navn = name;
    const auto named = f.client.call(by_name);
    REQUIRE(named);
    REQUIRE(named->value.size() == 1);
    CHECK(named->value.front().cvr_nummer == cvr);

    by_name.body.navn = "Findes Slet Ikke ApS";
    CHECK(f.client.call(by_name)->value.empty());
}

TEST_CASE("a company is read with its likvidator, without one, or closed") {
    test::TypedClient f;
    const auto read = [&](std::string_view purpose) {
        v1::HentSelskab hent;
        hent.cvr_nummer = f.sandbox.testdata(purpose, "cvrNummer");
        auto reply = f.client.call(hent);
        REQUIRE(reply);
        CHECK(api::Codec<v1::Selskab>::encode(reply->value) == reply->raw.body);
        return std::move(reply)->value;
    };
    CHECK(read("med-likvidator").likvidator.has_value());
    CHECK(read("uden-likvidator").likvidator.is_absent());
    CHECK(read("selskab-afsluttet").status.is(v1::StatusEnumKreditorNames::AFSLUTTET));

    v1::HentSelskab outside;
    outside.cvr_nummer = "12345679";
    CHECK(f.client.call(outside).error().code == "http.not_found");
}

TEST_CASE("a tilgodehavende of a company is filed, listed, read, changed and deleted") {
    test::TypedClient f;
    const std::string cvr = f.sandbox.testdata("med-likvidator", "cvrNummer");
    v1::OpretTilgodehavende opret;
    opret.cvr_nummer = cvr;
    auto& content = opret.tilgodehavende;
    content.tilgodehavendetype = v1::TilgodehavendetypeEnumNames::DEPOSITUM;
    content.beloeb = Amount::parse_json("2000.00").value();
    content.skyldner.navn = "Fiktiv Udlejer ApS";
    content.egen_reference = "D-1";
    const auto filed = f.client.call(opret);
    REQUIRE(filed);
    CHECK(filed->value.cvr_nummer == cvr);
    const api::Uuid id = filed->value.tilgodehavende_id;

    v1::ListTilgodehavender list;
    list.cvr_nummer = cvr;
    const auto listed = f.client.call(list);
    REQUIRE(listed);
    REQUIRE(listed->value.size() == 1);
    CHECK(listed->value.front().tilgodehavende_id == id);

    v1::RetTilgodehavende ret;
    ret.cvr_nummer = cvr;
    ret.tilgodehavende_id = id;
    ret.body = content;
    ret.body.beloeb = Amount::parse_json("2100.00").value();
    ret.body.egen_reference = {};
    REQUIRE(f.client.call(ret));

    v1::HentTilgodehavende hent;
    hent.cvr_nummer = cvr;
    hent.tilgodehavende_id = id;
    const auto read = f.client.call(hent);
    REQUIRE(read);
    CHECK(read->value.beloeb == Amount::parse_json("2100.00").value());
    CHECK(read->value.egen_reference.is_absent());
    CHECK(read->value.skyldner.navn == "Fiktiv Udlejer ApS");

    v1::SletTilgodehavende slet;
    slet.cvr_nummer = cvr;
    slet.tilgodehavende_id = id;
    REQUIRE(f.client.call(slet));
    CHECK(f.client.call(hent).error().code == "http.not_found");
    CHECK(f.client.call(list)->value.empty());
}

TEST_CASE("a company is told of that changed since") {
    test::TypedClient f;
    v1::FindSelskaberAendretSiden find;
    find.body.cvr_numre = {f.sandbox.testdata("med-likvidator", "cvrNummer"),
                           f.sandbox.testdata("uden-likvidator", "cvrNummer")};
    find.body.aendret_siden = parse_rfc3339("2000-01-01T00:00:00Z").value();
    CHECK(f.client.call(find)->value.size() == 2);
    find.body.aendret_siden = parse_rfc3339("2999-01-01T00:00:00Z").value();
    CHECK(f.client.call(find)->value.empty());
}
