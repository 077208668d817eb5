#include "cli/exit_code.hpp"

#include <string_view>

namespace skifte::cli {

namespace {

struct Rule {
    std::string_view prefix;
    Exit exit;
};

// The longest prefix of the code wins. A code that no row takes is a fault of ours.
constexpr Rule rules[] = {
    {"answer.", Exit::network},
    {"api.", Exit::usage},
    {"amount.", Exit::usage},
    {"auth.other_origin", Exit::machine},
    {"batch.", Exit::usage},
    {"batch.all_refused", Exit::partly},
    {"batch.differs", Exit::due},
    {"batch.never_arrived", Exit::partly},
    {"batch.no_run", Exit::not_found},
    {"batch.partly", Exit::partly},
    {"batch.run_busy", Exit::machine},
    {"batch.unknown", Exit::unknown},
    {"batch.unknown_column", Exit::usage},
    {"bo.", Exit::not_found},
    {"call.", Exit::usage},
    {"cert.", Exit::permission},
    {"cert.due", Exit::due},
    {"config.", Exit::machine},
    {"key_uri.", Exit::machine},
    {"cpr.", Exit::usage},
    {"cvr.", Exit::usage},
    {"date.", Exit::usage},
    {"datetime.", Exit::usage},
    {"decision.refused", Exit::court_refused},
    {"decision.undecided", Exit::undecided},
    {"disk.full", Exit::machine},
    {"download.", Exit::network},
    {"duration.", Exit::usage},
    {"file.", Exit::usage},
    {"file.busy", Exit::machine},
    {"file.unwritable", Exit::machine},
    {"filing.", Exit::refused},
    {"filing.unknown", Exit::unknown},
    {"frist.due", Exit::due},
    {"http.client_certificate", Exit::permission},
    {"http.conflict", Exit::refused},
    {"http.forbidden", Exit::permission},
    {"http.not_found", Exit::not_found},
    {"http.proxy", Exit::network},
    {"http.redirect", Exit::network},
    {"http.refused", Exit::refused},
    {"http.server", Exit::network},
    {"http.too_large", Exit::refused},
    {"http.too_many", Exit::network},
    {"http.unauthorized", Exit::permission},
    {"http.unprocessable", Exit::refused},
    {"interrupted", Exit::interrupted},
    {"journal.", Exit::machine},
    {"journal.not_found", Exit::not_found},
    {"json.", Exit::usage},
    {"net.", Exit::network},
    {"net.tls.ca_file", Exit::machine},
    {"net.tls.client_certificate", Exit::permission},
    {"openapi.", Exit::usage},
    {"output.", Exit::machine},
    {"page.", Exit::network},
    {"receipt.differs", Exit::due},
    {"request.", Exit::usage},
    {"result.court_refused", Exit::court_refused},
    {"result.due", Exit::due},
    {"result.partly", Exit::partly},
    {"result.undecided", Exit::undecided},
    {"result.unknown", Exit::unknown},
    {"revocation.", Exit::network},
    {"sandbox.", Exit::machine},
    {"secret.", Exit::machine},
    {"selskab.", Exit::not_found},
    {"token.", Exit::permission},
    {"token.cache_open", Exit::machine},
    {"token.http", Exit::network},
    {"token.locked", Exit::network},
    {"token.unreadable", Exit::network},
    {"sheet.", Exit::usage},
    {"sheet.xlsx_write", Exit::machine},
    {"usage.", Exit::usage},
};

}  // namespace

Exit exit_of(const Error& error) noexcept {
    if (error.effect == Effect::unknown) return Exit::unknown;
    if (error.code == "token.http" && error.http && (error.http->status == 401 || error.http->status == 403))
        return Exit::permission;
    Exit exit = Exit::internal;
    std::size_t longest = 0;
    for (const auto& rule : rules)
        if (error.code.starts_with(rule.prefix) && rule.prefix.size() > longest) {
            exit = rule.exit;
            longest = rule.prefix.size();
        }
    return exit;
}

}  // namespace skifte::cli
