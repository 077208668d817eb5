#include "cli/session.hpp"

#include <skifte/net/policy.hpp>
#include <skifte/support/files.hpp>
#include <skifte/support/interrupt.hpp>

#include <algorithm>

namespace skifte::cli {

Session::Session(SessionOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock) {}
Session::~Session() = default;

Result<const Config*> Session::config() {
    if (!config_) {
        SKIFTE_TRY(config_, read_config(options_.config_path, options_.config_origin != Origin::fallback));
    }
    return &*config_;
}

Result<const Profile*> Session::profile() {
    if (profile_ != nullptr) return profile_;
    SKIFTE_TRY(const Config* config, this->config());
    if (!config->exists) return fail("config.missing", {{"path", config->path.string()}});
    std::string name = options_.profile.empty() ? config->default_profile : options_.profile;
    if (name.empty() && config->profiles.size() == 1) name = config->profiles.begin()->first;
    const auto it = config->profiles.find(name);
    if (it == config->profiles.end()) {
        std::string known;
        for (const auto& [other, profile] : config->profiles) known += (known.empty() ? "" : ", ") + other;
        if (name.empty())
            return fail("config.no_profile", {{"path", config->path.string()}, {"known", known}});
        return fail("config.profile", {{"path", config->path.string()}, {"name", name}, {"known", known}});
    }
    profile_ = &it->second;
    return profile_;
}

Result<Secret> Session::secret(const std::optional<auth::SecretReference>& reference, std::string_view what) {
    if (!reference) return Secret{};
    auth::SecretContext context;
    context.base = config_->path.parent_path();
    context.prompt = options_.prompt;
    context.what = what;
    for (const auto* other : {&profile_->client_secret, &profile_->certificate_password})
        if (*other && (*other)->kind() == auth::SecretReference::Kind::environment)
            context.withheld.push_back((*other)->name());
    return auth::resolve(*reference, context);
}

Result<const auth::Certificate*> Session::unchecked_certificate() {
    if (!certificate_) {
        SKIFTE_TRY(const Profile* profile, this->profile());
        const auto& key = profile->certificate_key;
        if (key && !auth::has_hardware_keys())
            return fail("cert.pkcs11_absent");  // before a PIN is asked for
        SKIFTE_TRY(const Secret password, secret(profile->certificate_password, "certificate-password"));
        SKIFTE_TRY(certificate_, key ? auth::load_hardware_key(profile->certificate, *key, password)
                                     : auth::load_p12(profile->certificate, password));
    }
    return &*certificate_;
}

Result<const auth::Certificate*> Session::certificate() {
    SKIFTE_TRY(const auth::Certificate* certificate, unchecked_certificate());
    SKIFTE_CHECK(check_dates(*certificate));
    SKIFTE_CHECK(check_environment(*certificate));
    return certificate;
}

Result<void> Session::check_dates(const auth::Certificate& certificate) const {
    auto checked = auth::check_dates(certificate.facts, clock_.now());
    if (!checked) return fail(std::move(checked).error().with("path", profile_->certificate.string()));
    return {};
}

Result<void> Session::check_environment(const auth::Certificate& certificate) const {
    auto checked = auth::check_environment(certificate.facts, profile_->environment);
    if (!checked) return fail(std::move(checked).error().with("path", profile_->certificate.string()));
    return {};
}

net::Loop& Session::loop() {
    if (!loop_) loop_ = std::make_unique<net::Loop>(&process_interrupt());
    return *loop_;
}

Result<net::Transport*> Session::transport() {
    if (!leaf_) {
        SKIFTE_TRY(const auth::Certificate* certificate, this->certificate());
        net::CurlOptions curl;
        curl.identity = certificate->identity;
        curl.ca_file = profile_->ca_file;
        curl.tls_1_3_only = profile_->tls_1_3_only;
        curl.addresses = profile_->addresses;
        curl.user_agent = "skifte/" SKIFTE_VERSION;
        curl.trace = options_.trace;
        leaf_ = net::make_curl_transport(loop(), std::move(curl));
        if (options_.connecting) options_.connecting(*profile_);
    }
    return leaf_.get();
}

Result<auth::TokenSource*> Session::tokens() {
    if (!tokens_) {
        SKIFTE_TRY(const Profile* profile, this->profile());
        SKIFTE_TRY(net::Transport * leaf, transport());
        SKIFTE_TRY(Secret client_secret, secret(profile->client_secret, "client-secret"));
        auth::TokenOptions options;
        options.endpoint = profile->token_endpoint;
        options.client_id = profile->client_id;
        options.client_secret = std::move(client_secret);
        options.authentication = profile->client_authentication;
        options.scope = profile->scope;
        options.certificate_sha256 = certificate_->identity.sha256();
        options.cache_folder = cache_folder(*profile);
        paced_ = net::make_pace(*leaf, {}, clock_);
        retry_ = net::make_retry(*paced_, {}, clock_);
        tokens_ = auth::make_token_source(*retry_, std::move(options), clock_);
    }
    return tokens_.get();
}

Result<auth::Token> Session::token(std::optional<Secret> not_this) {
    SKIFTE_TRY(auth::TokenSource * source, tokens());
    std::optional<Result<auth::Token>> token;
    source->get(std::move(not_this), std::chrono::steady_clock::now() + timeout(*profile_),
                [&](Result<auth::Token> got) { token = std::move(got); });
    loop().run_until([&] { return token.has_value(); });
    return std::move(*token);
}

void Session::watch(net::Trace also) {
    options_.trace = [first = std::move(options_.trace),
                      also = std::move(also)](const net::Attempt& attempt) {
        if (first) first(attempt);
        also(attempt);
    };
}

std::chrono::milliseconds Session::timeout(const Profile& profile) const noexcept {
    return options_.timeout.value_or(profile.timeout);
}

Result<api::Client*> Session::client() {
    if (!client_) {
        SKIFTE_TRY(auth::TokenSource * tokens, this->tokens());
        std::shared_ptr<net::Transport> api =
            auth::make_token_transport(*retry_, *tokens, profile_->base_url);
        client_ = std::make_unique<api::Client>(std::move(api),
                                                api::ClientOptions{profile_->base_url, timeout(*profile_)});
    }
    return client_.get();
}

Result<api::Client*> Session::client_once() {
    if (!client_once_) {
        SKIFTE_TRY(const api::Client* usual, client());
        std::shared_ptr<net::Transport> api =
            auth::make_token_transport(*paced_, *tokens_, profile_->base_url);
        api::ClientOptions options = usual->options();
        options.many = true;
        client_once_ = std::make_unique<api::Client>(std::move(api), std::move(options));
    }
    return client_once_.get();
}

std::filesystem::path Session::state_folder(const Profile& profile) const {
    return profile.state_folder.empty() ? skifte::state_folder() / profile.environment : profile.state_folder;
}

std::filesystem::path Session::cache_folder(const Profile& profile) const {
    return profile.cache_folder.empty() ? skifte::cache_folder() : profile.cache_folder;
}

Result<journal::Journal*> Session::journal() {
    return open_journal(false);
}

Result<journal::Journal*> Session::journal_even_behind() {
    return open_journal(true);
}

Result<journal::Journal*> Session::open_journal(bool may_be_behind) {
    if (!journal_) {
        SKIFTE_TRY(const Profile* profile, this->profile());
        journal::Options options;
        options.folder = state_folder(*profile);
        options.may_be_behind = may_be_behind;
        SKIFTE_TRY(auto opened, journal::Journal::open(options, clock_));
        journal_.emplace(std::move(opened));
    }
    return &*journal_;
}

Result<filing::Context> Session::filing_context(const openapi::Spec& spec) {
    SKIFTE_TRY(const auth::Certificate* certificate, this->certificate());
    filing::Context context;
    context.environment = profile_->environment;
    context.base_url = profile_->base_url;
    context.cvr = certificate->facts.cvr;
    context.certificate_serial = certificate->facts.serial;
    context.spec = spec.name;
    context.spec_version = spec.version;
    return context;
}

}  // namespace skifte::cli
