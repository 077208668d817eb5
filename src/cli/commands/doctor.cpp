// doctor: goes through everything a call needs, one step at a time, and says for each whether it holds.
#include "cli/commands/all.hpp"
#include "cli/commands/specs.hpp"
#include "cli/context.hpp"
#include "cli/message.hpp"
#include "cli/needs.hpp"

#include <skifte/openapi/example.hpp>

#include <algorithm>
#include <memory>
#include <vector>

namespace skifte::cli {

namespace {

constexpr Column columns[] = {{"/punkt"}, {"/status", Show::code, "word.doctor."}, {"/besked"}};
constexpr std::chrono::days warn_before{90};
constexpr std::chrono::seconds clock_tolerance{60};

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
        if (!first_) first_ = error;
    }
    Exit end() {
        output_.end();
        return first_ ? context_.ended(*first_) : Exit::done;
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
    std::optional<Error> first_;
};

void examine_dates(Context& context, Examination& examination, const auth::Certificate& certificate) {
    if (auto dates = context.session.check_dates(certificate); !dates)
        return examination.bad("certificate.dates", dates.error());
    const auth::CertificateFacts& facts = certificate.facts;
    const auto left = std::chrono::floor<std::chrono::days>(facts.not_after - context.clock.now());
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
    examine_dates(context, examination, **certificate);
    if (auto fits = context.session.check_environment(**certificate); !fits)
        examination.bad("certificate.environment", fits.error());
    else
        examination.good("certificate.environment", profile.environment);
    return context.session.certificate().has_value();
}

// Whether the server asked for the certificate, and got it: what is between us and it may do without.
void examine_handshake(Context& context, Examination& examination, std::string_view point,
                       const std::optional<net::Attempt>& last) {
    if (!last || !last->response) return;
    const net::Response& response = *last->response;
    const std::vector<Argument> how{{"tls", response.tls}, {"protocol", response.protocol}};
    if (response.client_certificate_asked && response.client_certificate_sent)
        examination.good(point, context.say("doctor.handshake.ok", how));
    else
        examination.warn(point, context.say(response.client_certificate_asked ? "doctor.handshake.unsent"
                                                                              : "doctor.handshake.unasked",
                                            how));
}

// By the server's Date: a clock that is wrong makes good certificates look expired, or not valid yet.
void examine_clock(Context& context, Examination& examination, const std::optional<net::Attempt>& last) {
    if (!last || !last->response) return;
    const auto date = net::parse_http_date(last->response->headers.find("Date").value_or(""));
    if (!date) return;
    const auto fast = std::chrono::duration_cast<std::chrono::seconds>(context.clock.now() - *date);
    if (std::chrono::abs(fast) <= clock_tolerance)
        return examination.good("clock", context.say("doctor.clock.ok"));
    const std::string seconds = std::to_string(std::chrono::abs(fast).count());
    examination.warn("clock", context.say(fast.count() > 0 ? "doctor.clock.fast" : "doctor.clock.slow",
                                          {{"seconds", seconds}}));
}

// The reads that need no id: one for each need that has such.
std::vector<const openapi::Operation*> probes() {
    std::vector<const openapi::Operation*> out;
    for (const auto* spec : compiled_specs())
        for (const auto& operation : spec->operations) {
            const bool takes_an_id = operation.path.find('{') != std::string_view::npos;
            const bool is_known = std::any_of(out.begin(), out.end(), [&](const auto* known) {
                return known->facts.need == operation.facts.need;
            });
            if (!operation.facts.files && !takes_an_id && !is_known) out.push_back(&operation);
        }
    return out;
}

api::Arguments probe_arguments(const openapi::Operation& operation) {
    api::Arguments arguments;
    if (operation.find(openapi::In::query, "size") != nullptr) arguments.query.push_back({"size", Json(1)});
    if (operation.body != nullptr) arguments.body = openapi::example(*operation.body->content.front().schema);
    return arguments;
}

// One read over the whole line: name, connection, TLS, certificate, token, permission. With stated groups one
// for each of them that can be read without an id; without, until the first that the account may read.
void examine_call(Context& context, Examination& examination, const Profile& profile) {
    auto client = context.session.client();
    if (!client) return examination.bad("token", client.error());
    const bool stated = !profile.groups.empty();
    bool answered = false;
    std::optional<Error> forbidden;
    for (const auto* operation : probes()) {
        const std::string need(operation->facts.need);
        if (stated && std::find(profile.groups.begin(), profile.groups.end(), need) == profile.groups.end())
            continue;
        auto answer = (*client)->call(*operation, probe_arguments(*operation));
        if (!answer) {
            Error& error = answer.error();
            tell_group(error, profile);
            if (error.code != "http.forbidden" || stated) return examination.bad("call", error);
            if (!forbidden) forbidden = std::move(error);
            continue;
        }
        const std::string total(answer->headers.find("X-Total-Count").value_or("?"));
        examination.good("call", context.say("doctor.call.ok", {{"need", need}, {"total", total}}));
        answered = true;
        if (!stated) return;
    }
    if (forbidden) return examination.bad("call", *forbidden);
    if (!answered) examination.warn("call", context.say("doctor.call.none"));
}

// A kept token says nothing of the secret, so the server is asked for a fresh one. The kept one stays if it
// gives none.
Result<auth::Token> fresh_token(Context& context) {
    SKIFTE_TRY(auth::Token token, context.session.token());
    // Another process may put a new one into the cache meanwhile.
    for (int tries = 0; token.from_cache && tries < 3; ++tries) {
        SKIFTE_TRY(token, context.session.token(token.value));
    }
    return token;
}

void examine_token(Context& context, Examination& examination) {
    const auto token = fresh_token(context);
    if (!token) return examination.bad("token", token.error());
    examination.good("token",
                     context.say("doctor.token.ok", {{"time", local_in_copenhagen(token->expires)}}));
}

void examine_line(Context& context, Examination& examination, const Profile& profile) {
    const auto last = std::make_shared<std::optional<net::Attempt>>();
    context.session.watch([last](const net::Attempt& attempt) { *last = attempt; });
    examine_token(context, examination);
    examine_handshake(context, examination, "handshake.token", *last);
    last->reset();
    examine_call(context, examination, profile);
    examine_handshake(context, examination, "handshake.call", *last);
    examine_clock(context, examination, *last);
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
    examination.good("profile",
                     (*profile)->name + " (" + (*profile)->environment + ", " + (*profile)->base_url + ")");
    if (const auto journal = context.session.journal(); !journal)
        examination.bad("journal", journal.error());
    else
        examination.good("journal", (*journal)->path().string());
    if (examine_certificate(context, examination, **profile)) examine_line(context, examination, **profile);
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
