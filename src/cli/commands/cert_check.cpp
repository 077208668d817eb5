#include "cli/commands/cert_check.hpp"

#include "cli/commands/cert_source.hpp"
#include "cli/context.hpp"
#include "cli/message.hpp"

#include <skifte/auth/revocation.hpp>

#include <algorithm>
#include <charconv>

namespace skifte::cli {

namespace {

using auth::CertificateFacts;
using auth::RevocationAnswer;
using auth::RevocationState;

constexpr Column check_columns[] = {{"/punkt"}, {"/status", Show::code, "word.doctor."}, {"/besked"}};
constexpr Column renew_columns[] = {{"/fil"},
                                    {"/navn"},
                                    {"/serienummer"},
                                    {"/gyldigTil", Show::moment},
                                    {"/dageTilbage", Show::number},
                                    {"/tilstand", Show::code, "word.renewal."}};
constexpr std::chrono::days warn_before{90};
constexpr std::chrono::milliseconds longest_fetch{10'000};

std::int64_t days_left(const CertificateFacts& facts, Instant now) {
    return std::chrono::floor<std::chrono::days>(facts.not_after - now).count();
}

// The rows, and what they come to.
class Verdict {
public:
    explicit Verdict(Context& context) : context_(context), output_(context.output()) {
        output_.begin(check_columns);
    }

    void good(std::string_view point, std::string text) { row(point, "ok", std::move(text)); }
    void warn(std::string_view point, std::string text) { row(point, "advarsel", std::move(text)); }
    void bad(std::string_view point, const Error& error) {
        row(point, "fejl", sentence(error, context_.globals.language), error.code);
        if (!bad_) bad_ = error;
    }
    // Neither: nobody could say.
    void unknown(std::string_view point, const Error& error) {
        row(point, "uvist", sentence(error, context_.globals.language), error.code);
        if (!unknown_) unknown_ = error;
    }

    Result<Exit> end() {
        const std::optional<Error> first = bad_ ? bad_ : unknown_;
        row("verdict",
            bad_       ? "fejl"
            : unknown_ ? "uvist"
                       : "ok",
            context_.say(bad_       ? "check.verdict.bad"
                         : unknown_ ? "check.verdict.unknown"
                                    : "check.verdict.good"),
            first ? first->code : "");
        output_.end();
        if (first) return fail(*first);
        return Exit::done;
    }

private:
    void row(std::string_view point, std::string_view status, std::string text, std::string_view code = "") {
        Json out = Json::object();
        out.set("punkt", context_.say("check." + std::string(point)));
        out.set("status", status);
        out.set("besked", std::move(text));
        out.set("kode", point);
        if (!code.empty()) out.set("fejlkode", code);
        output_.row(out);
    }

    Context& context_;
    Output output_;
    std::optional<Error> bad_, unknown_;
};

// What the certificate is to be used in; none for a file looked at by itself.
struct Purpose {
    const Profile* profile = nullptr;
    [[nodiscard]] bool is_sandbox() const { return profile != nullptr && profile->environment == "sandbox"; }
};

Result<Purpose> purpose_of(Context& context, const CertificateSource& source) {
    if (source.named && context.session.options().profile.empty()) return Purpose{};
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    return Purpose{profile};
}

void check_file(Context& context, Verdict& verdict, const CertificateSource& source) {
    const auth::FileDescription& file = source.file;
    if (file.old_encryption)
        verdict.warn("file",
                     context.say("note.cert.old", {{"path", source.path}, {"algorithm", file.encryption}}));
    else if (file.key == auth::FileKey::matches && file.encryption == "none")
        verdict.warn("file", context.say("note.cert.plain_key", {{"path", source.path}}));
    else
        verdict.good("file",
                     source.path + " (" + std::string(to_string(file.format)) + ", " + file.encryption + ")");
}

void check_chain(Verdict& verdict, const CertificateFacts& facts, const Purpose& purpose) {
    using Chain = CertificateFacts::Chain;
    const bool known =
        facts.chain == Chain::pinned || (facts.chain == Chain::unpinned && purpose.is_sandbox());
    if (known)
        verdict.good("chain", facts.above.empty() ? facts.subject : facts.above.back().subject);
    else if (facts.chain == Chain::unpinned)
        verdict.bad("chain", Error{"cert.not_oces3"}.with("issuer", facts.issuer));
    else if (facts.chain == Chain::incomplete)
        verdict.bad("chain", Error{"cert.issuer_missing"}.with("issuer", facts.issuer));
    else
        verdict.bad("chain", Error{"cert.chain_broken"}.with("issuer", facts.issuer));
}

void check_dates(Context& context, Verdict& verdict, const CertificateFacts& facts) {
    const Instant now = context.clock.now();
    if (auto dates = auth::check_dates(facts, now); !dates) return verdict.bad("dates", dates.error());
    const std::string text =
        context.say("doctor.days_left", {{"date", date_in_copenhagen(facts.not_after).danish()},
                                         {"days", std::to_string(days_left(facts, now))}});
    if (facts.not_after - now < warn_before)
        verdict.warn("dates", text);
    else
        verdict.good("dates", text);
}

void check_issuer_dates(Context& context, Verdict& verdict, const CertificateFacts& facts) {
    const Instant now = context.clock.now();
    for (const auto& link : facts.above)
        if (now > link.not_after || now < link.not_before)
            return verdict.bad("issuer_dates", Error{"cert.issuer_expired"}
                                                   .with("issuer", link.subject)
                                                   .with("notBefore", rfc3339(link.not_before))
                                                   .with("notAfter", rfc3339(link.not_after)));
    const auto first =
        std::min_element(facts.above.begin(), facts.above.end(),
                         [](const auto& a, const auto& b) { return a.not_after < b.not_after; });
    if (first != facts.above.end())
        verdict.good("issuer_dates", context.say("check.issuer_dates.good",
                                                 {{"date", date_in_copenhagen(first->not_after).danish()}}));
}

void check_key(Context& context, Verdict& verdict, const CertificateSource& source) {
    if (source.file.key == auth::FileKey::matches)
        verdict.good("key", context.say("check.key.good", {{"key", source.file.facts->key}}));
    else if (source.file.key == auth::FileKey::none)
        verdict.warn("key", context.say("check.key.none"));
    else
        verdict.bad("key", Error{"cert.key_mismatch"}.with("path", source.path));
}

void check_use(Context& context, Verdict& verdict, const CertificateFacts& facts, const Purpose& purpose) {
    if (purpose.profile != nullptr) {
        if (auto fits = auth::check_environment(facts, purpose.profile->environment); !fits)
            verdict.bad("environment", fits.error());
        else
            verdict.good("environment",
                         context.say("check.environment.fits", {{"profile", purpose.profile->name},
                                                                {"state", purpose.profile->environment}}));
    } else if (facts.environment != auth::Environment::neither) {
        verdict.good("environment", std::string(to_string(facts.environment)));
    }
    if (facts.kind == auth::Kind::other)
        verdict.warn("kind", context.say("check.kind.other"));
    else
        verdict.good("kind", std::string(to_string(facts.kind)) + ", CVR " + facts.cvr);
}

std::string good_text(Context& context, const RevocationAnswer& answer) {
    return context.say("check.revocation.good",
                       {{"subject", answer.subject}, {"time", local_in_copenhagen(answer.as_of)}});
}

// One good answer is enough; that the other way is closed is then only a warning.
void judge(Context& context, Verdict& verdict, const RevocationAnswer& answer, bool other_is_good) {
    const std::string_view point = to_string(answer.method);
    if (answer.state == RevocationState::good) return verdict.good(point, good_text(context, answer));
    if (answer.state == RevocationState::revoked)
        return verdict.bad(point, Error{"cert.revoked"}
                                      .with("subject", answer.subject)
                                      .with("date", date_in_copenhagen(answer.revoked_at).danish())
                                      .with("why", answer.reason));
    // Who names nobody to ask has not been asked in vain.
    if (other_is_good || answer.why->code == "revocation.no_address")
        return verdict.warn(point, sentence(*answer.why, context.globals.language));
    verdict.unknown(point, *answer.why);
}

Result<std::vector<RevocationAnswer>> ask(Context& context, const CertificateFacts& facts,
                                          bool loopback_only) {
    const auto timeout = std::min(context.session.options().timeout.value_or(longest_fetch), longest_fetch);
    return auth::ask_revocation({facts, loopback_only,
                                 [&](const std::vector<net::PlainRequest>& requests) {
                                     context.note("note.cert.asking", {{"url", requests.front().url}});
                                     return net::fetch_plain(context.session.loop(), requests, timeout);
                                 }},
                                context.clock);
}

Result<void> check_revocation(Context& context, Verdict& verdict, const CertificateFacts& facts,
                              const Purpose& purpose) {
    bool pinned = facts.chain == CertificateFacts::Chain::pinned;
    if (!pinned && purpose.is_sandbox() && !purpose.profile->ca_file.empty()) {
        SKIFTE_TRY(pinned, auth::leads_to(facts, purpose.profile->ca_file));
    }
    if (!pinned) {
        verdict.warn("revocation", context.say("check.revocation.unpinned"));
        return {};
    }
    SKIFTE_TRY(const auto answers, ask(context, facts, purpose.is_sandbox()));
    for (const RevocationAnswer& answer : answers) {
        const bool other_is_good = std::any_of(answers.begin(), answers.end(), [&](const auto& other) {
            return other.subject == answer.subject && other.state == RevocationState::good;
        });
        judge(context, verdict, answer, other_is_good);
    }
    return {};
}

}  // namespace

Result<Exit> check_certificate(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const CertificateSource source, find_certificate(context, flags, Locked::is_asked_for));
    SKIFTE_TRY(const Purpose purpose, purpose_of(context, source));
    const CertificateFacts& facts = *source.file.facts;
    Verdict verdict(context);
    check_file(context, verdict, source);
    check_chain(verdict, facts, purpose);
    check_dates(context, verdict, facts);
    check_issuer_dates(context, verdict, facts);
    check_key(context, verdict, source);
    check_use(context, verdict, facts, purpose);
    if (!flags.has("uden-opslag")) SKIFTE_CHECK(check_revocation(context, verdict, facts, purpose));
    return verdict.end();
}

Result<Exit> check_renewal(Context& context, const Parsed& flags) {
    const std::string wished = flags.value("days").value_or("30");
    int days = 0;
    const auto [end, error] = std::from_chars(wished.data(), wished.data() + wished.size(), days);
    if (error != std::errc{} || end != wished.data() + wished.size() || days < 0)
        return fail("usage.choice", {{"flag", "--days"}, {"value", wished}, {"expected", "30, 60, 90"}});

    SKIFTE_TRY(const CertificateSource source, find_certificate(context, flags, Locked::stays));
    SKIFTE_TRY(const Purpose purpose, purpose_of(context, source));
    const CertificateFacts& facts = *source.file.facts;
    const Instant now = context.clock.now();
    std::optional<Error> unusable;
    if (auto dates = auth::check_dates(facts, now); !dates)
        unusable = dates.error();
    else if (purpose.profile != nullptr)
        if (auto fits = auth::check_environment(facts, purpose.profile->environment); !fits)
            unusable = fits.error();
    const bool due = facts.not_after - now < std::chrono::days{days};

    Json out = Json::object();
    out.set("fil", source.path);
    out.set("navn", facts.common_name);
    out.set("serienummer", facts.serial);
    out.set("gyldigTil", rfc3339(facts.not_after));
    out.set("dageTilbage", days_left(facts, now));
    out.set("tilstand", unusable ? "unusable" : due ? "due" : "ok");
    context.output().object(out, renew_columns);
    if (unusable) return fail(std::move(*unusable));
    if (!due) return Exit::done;
    const Error soon = Error{"cert.due"}
                           .with("path", source.path)
                           .with("date", date_in_copenhagen(facts.not_after).danish())
                           .with("days", std::to_string(days_left(facts, now)));
    context.note(soon.code, soon.arguments);
    return context.ended(soon);
}

}  // namespace skifte::cli
