// The typed library against the sandbox over real mutual TLS, as a program that links it would use it.
#include "integration/typed_client.hpp"

#include <skifte/likvidator/operations.hpp>
#include <skifte/likvidator/spec.hpp>

#include <catch2/catch.hpp>

#include <fstream>

using namespace skifte;
namespace v1 = skifte::likvidator::v1;

namespace {

struct Fixture : test::TypedClient {
    api::Uuid sag(std::string_view purpose) const { return api::Uuid{sandbox.testdata(purpose, "sagId")}; }

    v1::IndsendRedegoerelse report(std::string_view purpose) const {
        const auto path = sandbox.folder() / "redegoerelse.pdf";
        std::ofstream(path)
            << "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        v1::IndsendRedegoerelse indsend;
        indsend.sag_id = sag(purpose);
        indsend.dokument.part = "dokument";
        indsend.dokument.file = net::PinnedFile::open(path).value();
        indsend.dokument.file_name = "redegoerelse.pdf";
        return indsend;
    }
};

}  // namespace

TEST_CASE("a typed call lists the likvidator's own cases") {
    Fixture f;
    const auto reply = f.client.call(v1::ListSager{});
    REQUIRE(reply);
    CHECK(reply->value.size() >= 7);
    for (const auto& sag : reply->value) CHECK_FALSE(sag.sag_id.text.empty());
}

TEST_CASE("a case comes with a foreign and two Danish directors, and its first deadline") {
    Fixture f;
    v1::HentSag hent;
    hent.sag_id = f.sag("foerste-redegoerelse");
    const auto reply = f.client.call(hent);
    REQUIRE(reply);
    const auto& people = reply->value.ledelse;
    REQUIRE(people.size() == 3);
    int with_cpr = 0;
    for (const auto& person : people) with_cpr += person.cpr_nummer.has_value() ? 1 : 0;
    CHECK(with_cpr == 2);
    CHECK(reply->value.frister.front().fristtype.is(v1::FristtypeEnum::FOERSTE_REDEGOERELSE));
}

TEST_CASE("what is read can be written again without loss") {
    Fixture f;
    v1::HentSag hent;
    hent.sag_id = f.sag("foerste-redegoerelse");
    const auto reply = f.client.call(hent);
    REQUIRE(reply);
    CHECK(api::Codec<v1::Sag>::encode(reply->value) == reply->raw.body);
}

TEST_CASE("a redegoerelse is filed with its PDF and answered with the hash that left") {
    Fixture f;
    const auto indsend = f.report("foerste-redegoerelse");
    const auto reply = f.client.call(indsend);
    REQUIRE(reply);
    CHECK(reply->value.dokument.sha256 == indsend.dokument.sha256());
    CHECK(f.sandbox.committed("indsendRedegoerelse") == 1);
}

TEST_CASE("start is the same call without waiting, and many can be under way") {
    Fixture f;
    int done = 0;
    for (int i = 0; i < 5; ++i)
        f.client.start(v1::ListSager{}, [&](Result<api::Reply<v1::ListSager>> reply) {
            CHECK(reply);
            ++done;
        });
    CHECK(done == 0);
    f.client.loop().run_until([&] { return done == 5; });
    CHECK(done == 5);
}

TEST_CASE("a refusal names the field, and nothing is filed") {
    Fixture f;
    v1::AnmodOmFristudsaettelse ask;
    ask.sag_id = f.sag("frist-godkendes");
    ask.frist_id = api::Uuid{f.sandbox.testdata("frist-godkendes", "fristId")};
    ask.body.oensket_dato = Date::parse_iso("2020-01-01").value();
    ask.body.begrundelse = "Afventer regnskab";
    const auto reply = f.client.call(ask);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().http->status == 422);
    CHECK(reply.error().effect == Effect::none);
    CHECK(f.sandbox.committed("anmodOmFristudsaettelse") == 0);
}

TEST_CASE("a filing that is answered with 500 after it was committed is of unknown effect") {
    Fixture f;
    f.sandbox.faults(R"([{"operation":"indsendRedegoerelse","times":1,"do":"error-after","status":500}])");
    const auto reply = f.client.call(f.report("foerste-redegoerelse"));
    REQUIRE_FALSE(reply);
    CHECK(reply.error().effect == Effect::unknown);
    CHECK(f.sandbox.committed("indsendRedegoerelse") == 1);
}

TEST_CASE("a filing refused with 429 is sent again when the server says so, and filed once") {
    Fixture f;
    f.sandbox.faults(
        R"([{"operation":"indsendRedegoerelse","times":1,"do":"refuse","status":429,"retryAfter":0}])");
    REQUIRE(f.client.call(f.report("foerste-redegoerelse")));
    CHECK(f.sandbox.committed("indsendRedegoerelse") == 1);
}

TEST_CASE("a token that the API no longer knows is fetched anew, once") {
    Fixture f;
    REQUIRE(f.client.call(v1::ListSager{}));
    f.sandbox.faults(R"([{"operation":"listSager","times":1,"do":"unauthorized"}])");
    CHECK(f.client.call(v1::ListSager{}));
    f.sandbox.faults(R"([{"operation":"listSager","times":2,"do":"unauthorized"}])");
    CHECK(f.client.call(v1::ListSager{}).error().code == "http.unauthorized");
}

TEST_CASE("a file that changes between the confirmation and the sending is not filed") {
    Fixture f;
    const auto indsend = f.report("foerste-redegoerelse");
    std::ofstream(indsend.dokument.file->path(), std::ios::app) << "more";
    const auto reply = f.client.call(indsend);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().code == "file.changed");
    CHECK(reply.error().effect == Effect::none);
    CHECK(f.sandbox.committed("indsendRedegoerelse") == 0);
}
