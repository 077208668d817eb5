// cert: what the certificate says of itself.
#include "cli/commands/all.hpp"
#include "cli/context.hpp"

#include <skifte/auth/certificate_file.hpp>
#include <skifte/auth/secret_reference.hpp>

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

Result<Secret> ask_password(Context& context) {
    auto password = context.streams.read_secret(context.say("prompt.certificate-password"));
    if (!password && password.error().code == "secret.no_terminal")
        return fail(std::move(password).error().with("hint", "flag"));
    return password;
}

// A named file: as far as it goes without a password, unless one is given, or nothing can be read without.
Result<auth::FileDescription> describe_named(Context& context, const Parsed& flags, const std::string& file) {
    if (const auto reference = flags.value("password")) {
        SKIFTE_TRY(const auth::SecretReference parsed, auth::SecretReference::parse(*reference));
        auth::SecretContext where;
        where.prompt = [&](std::string_view) { return ask_password(context); };
        where.what = "certificate-password";
        SKIFTE_TRY(const Secret password, auth::resolve(parsed, where));
        return auth::describe_file(std::filesystem::path(file), &password);
    }
    SKIFTE_TRY(auth::FileDescription described, auth::describe_file(std::filesystem::path(file), nullptr));
    if (described.facts) return described;
    context.note("note.cert.password_needed");
    SKIFTE_TRY(const Secret password, ask_password(context));
    return auth::describe_file(std::filesystem::path(file), &password);
}

// The profile's own, opened as a call would open it.
Result<auth::FileDescription> describe_own(Context& context) {
    SKIFTE_TRY(const auth::Certificate* certificate, context.session.unchecked_certificate());
    return auth::FileDescription{auth::FileFormat::p12, auth::FileKey::matches,
                                 certificate->facts.file_encryption, certificate->facts.old_encryption,
                                 certificate->facts};
}

Result<Exit> show(Context& context, const Parsed& flags) {
    auto path = flags.value("fil");
    SKIFTE_TRY(const auth::FileDescription file,
               path ? describe_named(context, flags, *path) : describe_own(context));
    if (!path) {
        SKIFTE_TRY(const Profile* profile, context.session.profile());
        path = profile->certificate.string();
    }
    print(context, *path, file);
    remark(context, *path, file);
    return Exit::done;
}

}  // namespace

std::span<const Command> cert_commands() {
    static constexpr Flag flags[] = {{.name = "fil", .takes = Takes::value, .value = "FIL"},
                                     {.name = "password", .takes = Takes::value, .value = "REF"}};
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
