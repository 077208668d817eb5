// doctor: goes through everything a call needs, one step at a time, and says for each whether it holds.
#include "cli/commands/all.hpp"
#include "cli/context.hpp"
#include "cli/message.hpp"

#include <skifte/likvidator/operations.hpp>

namespace skifte::cli {

namespace {

namespace v1 = likvidator::v1;

constexpr Column columns[] = {{"/punkt"}, {"/status"}, {"/besked"}};
constexpr std::chrono::days warn_before{90};

class Examination {
public:
    explicit Examination(Context& context) : context_(context), output_(context.output()) {
        output_.begin(columns);
    }

    void good(std::string_view point, std::string detail) { row(point, "ok", std::move(detail)); }
    void warn(std::string_view point, std::string detail) { row(point, "advarsel", std::move(detail)); }
    void bad(std::string_view point, const Error& error) {
        std::string text = message(error, context_.globals.language);
        text = text.substr(text.find(": ") + 2);
        row(point, "fejl", text.substr(0, text.find_last_not_of('\n') + 1));
        if (exit_ == Exit::done) exit_ = exit_of(error);
    }
    Exit end() {
        output_.end();
        return exit_;
    }

private:
    void row(std::string_view point, std::string_view status, std::string detail) {
        Json out = Json::object();
        out.set("punkt", context_.say("doctor." + std::string(point)));
        out.set("status", status);
        out.set("besked", std::move(detail));
        out.set("kode", point);
        output_.row(out);
    }

    Context& context_;
    Output output_;
    Exit exit_ = Exit::done;
};

void examine_dates(Context& context, Examination& examination, const auth::CertificateFacts& facts) {
    const Instant now = context.clock.now();
    if (auto dates = auth::check_dates(facts, now); !dates)
        return examination.bad("certificate.dates", dates.error());
    const auto left = std::chrono::floor<std::chrono::days>(facts.not_after - now);
    const std::string text =
        context.say("doctor.days_left", {{"date", date_in_copenhagen(facts.not_after).danish()},
                                         {"days", std::to_string(left.count())}});
    if (left < warn_before)
        examination.warn("certificate.dates", text);
    else
        examination.good("certificate.dates", text);
}

bool examine_certificate(Context& context, Examination& examination, const Profile& profile) {
    const auto certificate = context.session.unchecked_certificate();
    if (!certificate) {
        examination.bad("certificate", certificate.error());
        return false;
    }
    const auto& facts = (*certificate)->facts;
    examination.good("certificate", facts.common_name + ", CVR " + facts.cvr + ", " + facts.serial);
    if (facts.old_encryption)
        examination.warn("certificate", context.say("note.cert.old", {{"path", profile.certificate.string()},
                                                                      {"algorithm", facts.file_encryption}}));
    examine_dates(context, examination, facts);
    if (auto fits = auth::check_environment(facts, profile.environment); !fits)
        examination.bad("certificate.environment", fits.error());
    else
        examination.good("certificate.environment", profile.environment);
    return context.session.certificate().has_value();
}

// One read over the whole line: name, connection, TLS, certificate, token, permission.
void examine_call(Context& context, Examination& examination) {
    auto client = context.session.client();
    if (!client) return examination.bad("token", client.error());
    v1::ListSager one;
    one.size = 1;
    const auto reply = (*client)->call(one);
    if (!reply) return examination.bad("call", reply.error());
    examination.good(
        "call",
        context.say("doctor.call.ok",
                    {{"total", std::string(reply->raw.headers.find("X-Total-Count").value_or("?"))}}));
}

void examine_token(Context& context, Examination& examination) {
    auto source = context.session.tokens();
    if (!source) return examination.bad("token", source.error());
    std::optional<Result<auth::Token>> token;
    (*source)->get(std::nullopt, std::chrono::steady_clock::now() + std::chrono::seconds(30),
                   [&](Result<auth::Token> got) { token = std::move(got); });
    context.session.loop().run_until([&] { return token.has_value(); });
    if (!*token) return examination.bad("token", token->error());
    examination.good("token",
                     context.say("doctor.token.ok", {{"time", local_in_copenhagen((*token)->expires)}}));
}

Result<Exit> examine(Context& context, const Parsed&) {
    Examination examination(context);
    const auto config = context.session.config();
    if (!config) {
        examination.bad("config", config.error());
        return examination.end();
    }
    const auto profile = context.session.profile();
    if (!profile) {
        examination.bad("profile", profile.error());
        return examination.end();
    }
    examination.good("config", (*config)->path.string());
    if ((*config)->writable_by_others)
        examination.warn("config",
                         context.say("doctor.config.writable", {{"path", (*config)->path.string()}}));
    examination.good("profile",
                     (*profile)->name + " (" + (*profile)->environment + ", " + (*profile)->base_url + ")");
    if (const auto journal = context.session.journal(); !journal)
        examination.bad("journal", journal.error());
    else
        examination.good("journal", (*journal)->path().string());
    if (examine_certificate(context, examination, **profile)) {
        examine_token(context, examination);
        examine_call(context, examination);
    }
    return examination.end();
}

}  // namespace

std::span<const Command> doctor_commands() {
    static constexpr Command commands[] = {
        {.noun = "doctor",
         .verb = "",
         .flags = {},
         .positional = {},
         .example = "doctor",
         .run = examine,
         .needs_nothing = true},
    };
    return commands;
}

}  // namespace skifte::cli
