// cert: what a certificate says of itself, whether it can be used, and whether it is time for a new one.
#include "cli/commands/all.hpp"
#include "cli/commands/cert_check.hpp"
#include "cli/commands/cert_source.hpp"

namespace skifte::cli {

namespace {

constexpr Column columns[] = {{"/fil"},
                              {"/format"},
                              {"/navn"},
                              {"/organisation"},
                              {"/cvrNummer"},
                              {"/art", Show::code, "word.certificate."},
                              {"/miljoe", Show::code, "word.environment."},
                              {"/serienummer"},
                              {"/uid"},
                              {"/udsteder"},
                              {"/gyldigFra", Show::moment},
                              {"/gyldigTil", Show::moment},
                              {"/dageTilbage", Show::number},
                              {"/noegle"},
                              {"/signatur"},
                              {"/politikker", Show::list},
                              {"/kaede", Show::code, "word.chain."},
                              {"/kaedeEmner", Show::list},
                              {"/privatNoegle", Show::code, "word.key."},
                              {"/filkryptering", Show::code, "word.encryption."},
                              {"/sha256"}};

std::string_view word(auth::CertificateFacts::Chain chain) {
    using Chain = auth::CertificateFacts::Chain;
    switch (chain) {
    case Chain::pinned: return "pinned";
    case Chain::unpinned: return "unpinned";
    case Chain::incomplete: return "incomplete";
    case Chain::broken: return "broken";
    }
    return "broken";
}

Json facts_object(const auth::CertificateFacts& facts, Instant now) {
    Json out = Json::object();
    out.set("navn", facts.common_name);
    out.set("organisation", facts.organisation);
    out.set("cvrNummer", facts.cvr);
    out.set("art", to_string(facts.kind));
    out.set("miljoe", to_string(facts.environment));
    out.set("paastaaetMiljoe", to_string(facts.claimed_environment));
    out.set("serienummer", facts.serial);
    out.set("uid", facts.unique_id);
    out.set("emne", facts.subject);
    out.set("udsteder", facts.issuer);
    out.set("gyldigFra", rfc3339(facts.not_before));
    out.set("gyldigTil", rfc3339(facts.not_after));
    out.set("dageTilbage",
            static_cast<std::int64_t>(std::chrono::floor<std::chrono::days>(facts.not_after - now).count()));
    out.set("noegle", facts.key);
    out.set("signatur", facts.signature);
    Json policies = Json::array();
    for (const auto& policy : facts.policies) policies.push_back(Json(policy));
    out.set("politikker", std::move(policies));
    out.set("kaede", word(facts.chain));
    Json chain = Json::array();
    for (const auto& link : facts.above) chain.push_back(Json(link.subject));
    out.set("kaedeEmner", std::move(chain));
    return out;
}

void print(Context& context, const std::string& path, const auth::FileDescription& file) {
    const auth::CertificateFacts& facts = *file.facts;
    Json object = Json::object();
    object.set("fil", path);
    object.set("format", to_string(file.format));
    const Json described = facts_object(facts, context.clock.now());
    for (const auto& [name, value] : described.members()) object.set(name, value);
    object.set("privatNoegle", to_string(file.key));
    object.set("filkryptering", file.encryption);
    object.set("sha256", facts.sha256);
    context.output().object(object, columns);
}

// What there is to say about the file, beside what it holds.
void remark(Context& context, const std::string& path, const auth::FileDescription& file) {
    const auth::CertificateFacts& facts = *file.facts;
    if (file.old_encryption) context.note("note.cert.old", {{"path", path}, {"algorithm", file.encryption}});
    if (file.key == auth::FileKey::matches && file.encryption == "none")
        context.note("note.cert.plain_key", {{"path", path}});
    if (facts.chain == auth::CertificateFacts::Chain::incomplete)
        context.note("note.cert.incomplete", {{"issuer", facts.issuer}});
    if (auto dates = auth::check_dates(facts, context.clock.now()); !dates) {
        const Error error = std::move(dates).error().with("path", path);
        context.note(error.code, error.arguments);
    }
}

Result<Exit> show(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const CertificateSource source, find_certificate(context, flags, Locked::stays));
    print(context, source.path, source.file);
    remark(context, source.path, source.file);
    return Exit::done;
}

}  // namespace

std::span<const Command> cert_commands() {
    static constexpr Flag file{.name = "fil", .takes = Takes::value, .value = "FIL"};
    static constexpr Flag password{.name = "password", .takes = Takes::value, .value = "REF"};
    static constexpr Flag show_flags[] = {file, password};
    static constexpr Flag check_flags[] = {file, password, {.name = "uden-opslag"}};
    static constexpr Flag renew_flags[] = {
        file, password, {.name = "days", .takes = Takes::value, .value = "N", .fallback = "30"}};
    static constexpr std::string_view words[] = {"fil"};
    static constexpr Command commands[] = {
        {.noun = "cert",
         .verb = "show",
         .flags = show_flags,
         .positional = words,
         .example = "cert show certifikat.p12",
         .run = show},
        {.noun = "cert",
         .verb = "check",
         .flags = check_flags,
         .positional = words,
         .example = "cert check certifikat.p12 --password file:adgangskode",
         .run = check_certificate},
        {.noun = "cert",
         .verb = "renew-check",
         .flags = renew_flags,
         .positional = words,
         .example = "cert renew-check --days 60",
         .run = check_renewal},
    };
    return commands;
}

}  // namespace skifte::cli
