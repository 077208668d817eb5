// The typed library of estates against the sandbox over real mutual TLS: what can be filed in an estate
// beside krav, and what has changed there.
#include "integration/typed_client.hpp"

#include <skifte/doedsbo/operations.hpp>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace skifte;
namespace v1 = skifte::doedsbo::v1;

namespace {

Amount amount(std::string_view text) {
    return Amount::parse_json(text).value();
}

// The five operations of a noun: where its id and its content stand, and something to file and to change.
struct Tilgodehavende {
    using Opret = v1::OpretTilgodehavende;
    using List = v1::ListTilgodehavender;
    using Hent = v1::HentTilgodehavende;
    using Ret = v1::RetTilgodehavende;
    using Slet = v1::SletTilgodehavende;
    using Content = v1::TilgodehavendeOplysninger;
    static auto& id(auto& of) { return of.tilgodehavende_id; }
    static Content& content(Opret& opret) { return opret.tilgodehavende; }
    static Content sample() {
        Content content;
        content.tilgodehavendetype = v1::TilgodehavendetypeEnumNames::DEPOSITUM;
        content.beloeb = amount("2000.00");
        content.forfaldsdato = Date::parse_iso("2030-12-31").value();
        content.grundlag = "Lejemål";
        content.skyldner.navn = "Fiktiv Udlejer ApS";
        return content;
    }
    static void change(Content& content) { content.beloeb = amount("2100.00"); }
};

struct Forespoergsel {
    using Opret = v1::OpretForespoergsel;
    using List = v1::ListForespoergsler;
    using Hent = v1::HentForespoergsel;
    using Ret = v1::RetForespoergsel;
    using Slet = v1::SletForespoergsel;
    using Content = v1::ForespoergselOplysninger;
    static auto& id(auto& of) { return of.forespoergsel_id; }
    static Content& content(Opret& opret) { return opret.forespoergsel; }
    static Content sample() {
        Content content;
        content.forespoergseltype = v1::ForespoergseltypeEnumNames::ANDET;
        content.retlig_interesse = v1::RetligInteresseEnumNames::KREDITOR;
        content.begrundelse = "Vi har et krav";
        content.spoergsmaal = "Hvem har nøglen?";
        content.forespoerger.navn = "Fiktiv El A/S";
        return content;
    }
    static void change(Content& content) { content.begrundelse = "Vi har to krav"; }
};

struct Effektfortegnelse {
    using Opret = v1::OpretEffektfortegnelse;
    using List = v1::ListEffektfortegnelser;
    using Hent = v1::HentEffektfortegnelse;
    using Ret = v1::RetEffektfortegnelse;
    using Slet = v1::SletEffektfortegnelse;
    using Content = v1::EffektfortegnelseOplysninger;
    static auto& id(auto& of) { return of.effektfortegnelse_id; }
    static Content& content(Opret& opret) { return opret.effektfortegnelse; }
    static Content sample() {
        Content content;
        v1::Effekt ring;
        ring.effekttype = v1::EffekttypeEnumNames::SMYKKE;
        ring.beskrivelse = "Ring af guld";
        ring.vaerdi = amount("1500.00");
        v1::Effekt telefon;
        telefon.effekttype = v1::EffekttypeEnumNames::ELEKTRONIK;
        telefon.beskrivelse = "Mobiltelefon";
        telefon.antal = 2;
        content.effekter = {ring, telefon};
        content.besidder.navn = "Fiktivt Plejehjem";
        content.opbevaringssted = "Boks";
        return content;
    }
    static void change(Content& content) { content.effekter.pop_back(); }
};

struct Proformaopgoerelse {
    using Opret = v1::OpretProformaopgoerelse;
    using List = v1::ListProformaopgoerelser;
    using Hent = v1::HentProformaopgoerelse;
    using Ret = v1::RetProformaopgoerelse;
    using Slet = v1::SletProformaopgoerelse;
    using Content = v1::ProformaopgoerelseOplysninger;
    static auto& id(auto& of) { return of.proformaopgoerelse_id; }
    static Content& content(Opret& opret) { return opret.proformaopgoerelse; }
    static Content sample() {
        Content content;
        v1::Opgoerelsespost forbrug;
        forbrug.tekst = "Forbrug";
        forbrug.retning = v1::OpgoerelsesretningEnumNames::BOETS_GAELD;
        forbrug.beloeb = amount("815.50");
        content.opgoerelsestype = v1::OpgoerelsestypeEnumNames::FORSYNING;
        content.opgoerelsesdato = Date::parse_iso("2026-09-27").value();
        content.poster = {forbrug};
        content.udsteder.navn = "Fiktiv Varme A/S";
        return content;
    }
    static void change(Content& content) { content.poster.front().beloeb = amount("0.01"); }
};

// Whether all that was filed stands in what was read.
template <typename Content>
bool holds(const Json& read, const Content& filed) {
    const Json wanted = api::Codec<Content>::encode(filed);
    return std::ranges::all_of(wanted.members(), [&](const Json::Member& member) {
        const Json* value = read.find(member.name);
        return value != nullptr && *value == member.value;
    });
}

}  // namespace

TEMPLATE_TEST_CASE("a thing in an estate is filed, listed, read, changed by its ETag and deleted", "",
                   Tilgodehavende, Forespoergsel, Effektfortegnelse, Proformaopgoerelse) {
    using Noun = TestType;
    test::TypedClient f;
    const api::Uuid estate{f.sandbox.testdata("uden-skifteform", "doedsbojournalId")};

    typename Noun::Opret opret;
    opret.doedsbojournal_id = estate;
    Noun::content(opret) = Noun::sample();
    Noun::content(opret).egen_reference = "17";
    const auto filed = f.client.call(opret);
    REQUIRE(filed);
    CHECK(filed->value.doedsbojournal_id == estate);

    typename Noun::List list;
    list.doedsbojournal_id = estate;
    const auto listed = f.client.call(list);
    REQUIRE(listed);
    REQUIRE(listed->value.size() == 1);
    CHECK(Noun::id(listed->value.front()) == Noun::id(filed->value));
    CHECK(listed->value.front().egen_reference == "17");
    CHECK(listed->raw.headers.find("X-Total-Count") == "1");

    typename Noun::Hent hent;
    hent.doedsbojournal_id = estate;
    Noun::id(hent) = Noun::id(filed->value);
    const auto read = f.client.call(hent);
    REQUIRE(read);
    CHECK(holds(read->raw.body, Noun::content(opret)));
    CHECK(api::Codec<typename Noun::Hent::Answer>::encode(read->value) == read->raw.body);

    typename Noun::Ret ret;
    ret.doedsbojournal_id = estate;
    Noun::id(ret) = Noun::id(filed->value);
    ret.if_match = std::string(read->raw.headers.find("ETag").value_or(""));
    ret.body = Noun::content(opret);
    Noun::change(ret.body);
    REQUIRE(f.client.call(ret));
    const auto changed = f.client.call(hent);
    REQUIRE(changed);
    CHECK(holds(changed->raw.body, ret.body));
    CHECK_FALSE(holds(changed->raw.body, Noun::content(opret)));

    typename Noun::Slet slet;
    slet.doedsbojournal_id = estate;
    Noun::id(slet) = Noun::id(filed->value);
    slet.if_match = ret.if_match;  // that of the version before
    const auto late = f.client.call(slet);
    REQUIRE_FALSE(late);
    CHECK(late.error().http->status == 412);
    CHECK(late.error().effect == Effect::none);
    slet.if_match = {};
    REQUIRE(f.client.call(slet));
    CHECK(f.client.call(hent).error().code == "http.not_found");
    CHECK(f.client.call(list)->value.empty());
}

TEST_CASE("an estate is told of that changed since, and no other") {
    test::TypedClient f;
    const api::Uuid changed{f.sandbox.testdata("proklama-loeber", "doedsbojournalId")};
    const api::Uuid other{f.sandbox.testdata("boudlaeg", "doedsbojournalId")};
    v1::HentBo hent;
    hent.doedsbojournal_id = changed;
    const auto before = f.client.call(hent);
    REQUIRE(before);

    v1::FindChangedSince find;
    find.body.doedsbojournal_ider = {changed, other};
    find.body.aendret_siden = before->value.senest_aendret;
    hent.doedsbojournal_id = other;
    find.body.aendret_siden = std::max(find.body.aendret_siden, f.client.call(hent)->value.senest_aendret);
    CHECK(f.client.call(find)->value.empty());

    v1::OpretTilgodehavende opret;
    opret.doedsbojournal_id = changed;
    opret.tilgodehavende = Tilgodehavende::sample();
    REQUIRE(f.client.call(opret));
    const auto found = f.client.call(find);
    REQUIRE(found);
    REQUIRE(found->value.size() == 1);
    CHECK(found->value.front().doedsbojournal_id == changed);
    CHECK(found->value.front().senest_aendret > find.body.aendret_siden);
}
