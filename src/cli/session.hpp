// Session: profile, certificate, transport, client and journal of one run, each made when first asked for.
#pragma once

#include "cli/config.hpp"

#include <skifte/api/client.hpp>
#include <skifte/auth/certificate.hpp>
#include <skifte/auth/token.hpp>
#include <skifte/filing/filing.hpp>
#include <skifte/journal/journal.hpp>
#include <skifte/net/transport.hpp>
#include <skifte/support/clock.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace skifte::cli {

struct SessionOptions {
    std::filesystem::path config_path;
    Origin config_origin = Origin::fallback;  // named by flag or environment, it must exist
    std::string profile;                      // "" = the configuration's default
    Origin profile_origin = Origin::fallback;
    std::optional<std::chrono::milliseconds> timeout;
    Origin timeout_origin = Origin::fallback;
    net::Trace trace;
    std::function<Result<Secret>(std::string_view what)> prompt;
    // Told once before the first network wait.
    std::function<void(const Profile&)> connecting;
};

class Session {
public:
    Session(SessionOptions options, const Clock& clock);
    ~Session();

    [[nodiscard]] const SessionOptions& options() const noexcept { return options_; }
    // References stay valid as long as the session. Errors: config.*.
    [[nodiscard]] Result<const Config*> config();
    [[nodiscard]] Result<const Profile*> profile();
    // Read, and checked for dates and environment. Errors: cert.*, secret.*.
    [[nodiscard]] Result<const auth::Certificate*> certificate();
    // The same without the checks, for `cert show` and `doctor`.
    [[nodiscard]] Result<const auth::Certificate*> unchecked_certificate();
    // Of the profile's certificate, once it is read; the errors name its file.
    [[nodiscard]] Result<void> check_dates(const auth::Certificate& certificate) const;
    [[nodiscard]] Result<void> check_environment(const auth::Certificate& certificate) const;
    [[nodiscard]] Result<auth::TokenSource*> tokens();
    // Waits for a token, no longer than a call may take. `not_this`: see auth::TokenSource::get.
    [[nodiscard]] Result<auth::Token> token(std::optional<Secret> not_this = {});
    [[nodiscard]] Result<api::Client*> client();
    // The same without the retries that a call makes by itself.
    [[nodiscard]] Result<api::Client*> client_once();
    [[nodiscard]] Result<journal::Journal*> journal();
    // The same for who looks up everything before it is sent: also a journal that has lost what it knew. To
    // be called before the other.
    [[nodiscard]] Result<journal::Journal*> journal_even_behind();
    [[nodiscard]] Result<filing::Context> filing_context(const openapi::Spec& spec);
    [[nodiscard]] net::Loop& loop();
    // Shows every exchange to `also` too. To be called before the first.
    void watch(net::Trace also);
    // Of a whole call: by flag or environment, else the profile's.
    [[nodiscard]] std::chrono::milliseconds timeout(const Profile& profile) const noexcept;
    [[nodiscard]] std::filesystem::path state_folder(const Profile& profile) const;
    [[nodiscard]] std::filesystem::path cache_folder(const Profile& profile) const;

private:
    [[nodiscard]] Result<journal::Journal*> open_journal(bool may_be_behind);
    [[nodiscard]] Result<Secret> secret(const std::optional<auth::SecretReference>& reference,
                                        std::string_view what);
    [[nodiscard]] Result<net::Transport*> transport();

    SessionOptions options_;
    const Clock& clock_;
    std::optional<Config> config_;
    const Profile* profile_ = nullptr;
    std::optional<auth::Certificate> certificate_;
    std::unique_ptr<net::Loop> loop_;
    std::unique_ptr<net::Transport> leaf_;
    std::unique_ptr<net::Transport> paced_;
    // Below the token, so that a failure to get one is not tried again as a failure of the call.
    std::unique_ptr<net::Transport> retry_;
    std::unique_ptr<auth::TokenSource> tokens_;
    std::unique_ptr<api::Client> client_, client_once_;
    std::optional<journal::Journal> journal_;
};

}  // namespace skifte::cli
