// cert: what the certificate says of itself.
#include "cli/commands/all.hpp"
#include "cli/context.hpp"

#include <skifte/support/files.hpp>

namespace skifte::cli {

namespace {

constexpr Column columns[] = {{"/fil"},
                              {"/navn"},
                              {"/organisation"},
                              {"/cvrNummer"},
                              {"/art"},
                              {"/miljoe"},
                              {"/serienummer"},
                              {"/uid"},
                              {"/udsteder"},
                              {"/gyldigFra", Show::moment},
                              {"/gyldigTil", Show::moment},
                              {"/dageTilbage", Show::number},
                              {"/noegle"},
                              {"/signatur"},
                              {"/kaede"},
                              {"/filkryptering"},
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
    for (const auto& subject : facts.chain_subjects) chain.push_back(Json(subject));
    out.set("kaedeEmner", std::move(chain));
    out.set("filkryptering", facts.file_encryption);
    out.set("sha256", facts.sha256);
    return out;
}

Result<Exit> print(Context& context, const std::filesystem::path& path, const auth::CertificateFacts& facts) {
    Json object = Json::object();
    object.set("fil", path.string());
    const Json described = facts_object(facts, context.clock.now());
    for (const auto& [name, value] : described.members()) object.set(name, value);
    context.output().object(object, columns);
    if (facts.old_encryption)
        context.note("note.cert.old", {{"path", path.string()}, {"algorithm", facts.file_encryption}});
    if (auto dates = auth::check_dates(facts, context.clock.now()); !dates)
        context.note(dates.error().code, dates.error().arguments);
    return Exit::done;
}

// A named file is shown as far as it can be read without a password; the profile's own with it.
Result<Exit> show(Context& context, const Parsed& flags) {
    const auto file = flags.value("fil");
    if (!file) {
        SKIFTE_TRY(const auth::Certificate* certificate, context.session.unchecked_certificate());
        SKIFTE_TRY(const Profile* profile, context.session.profile());
        return print(context, profile->certificate, certificate->facts);
    }
    auto bytes = read_file(*file, std::size_t{1} << 20);
    if (!bytes) {
        Error error = std::move(bytes).error();
        error.code = error.code == "file.missing" ? "cert.missing" : "cert.unreadable";
        return fail(std::move(error));
    }
    SKIFTE_TRY(const auth::P12Description described, auth::describe_p12(*bytes, *file));
    if (described.facts) return print(context, *file, *described.facts);
    context.note("note.cert.password_needed");
    SKIFTE_TRY(const Secret password,
               context.streams.read_secret(context.say("prompt.certificate-password")));
    SKIFTE_TRY(const auth::Certificate certificate, auth::parse_p12(*bytes, password, *file));
    return print(context, *file, certificate.facts);
}

}  // namespace

std::span<const Command> cert_commands() {
    static constexpr Flag flags[] = {{.name = "fil", .takes = Takes::value, .value = "FIL.p12"}};
    static constexpr std::string_view words[] = {"fil"};
    static constexpr Command commands[] = {
        {.noun = "cert",
         .verb = "show",
         .flags = flags,
         .positional = words,
         .example = "cert show certifikat.p12",
         .run = show},
    };
    return commands;
}

}  // namespace skifte::cli
