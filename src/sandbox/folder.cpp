// First and later starts.
#include "sandbox/folder.hpp"

#include "sandbox/pki.hpp"
#include "sandbox/specs.hpp"
#include "sandbox/testdata.hpp"

#include <sys/stat.h>

namespace skifte::sandbox {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view client_id = "sandkasse-likvidator";
// How long what was answered with 2xx may stay unseen in the lists: not at all, but for the fault
// "commit-late".
constexpr std::string_view visible_within = "2s";

// A folder of ours has a lock file; an empty one becomes ours.
Result<void> require_ours(const fs::path& path) {
    std::error_code error;
    const bool ours =
        fs::exists(path / "sandbox.lock", error) || !fs::exists(path, error) || fs::is_empty(path, error);
    if (!ours) return fail("sandbox.foreign_folder", {{"path", path.string()}});
    return {};
}

// ca.pem is written last: where it stands, all of the PKI does.
Result<void> make_identities(const fs::path& path, Instant now) {
    if (fs::exists(path / "ca.pem")) return {};
    const std::string password = make_password();
    SKIFTE_TRY(const auto pki, make_pki(now, password));
    const fs::path folder = path / "pki";
    SKIFTE_CHECK(make_private_folder(folder));
    const std::pair<fs::path, const std::string*> files[] = {
        {folder / "root.pem", &pki.root},       {folder / "root.key", &pki.root_key},
        {folder / "issuing.pem", &pki.issuing}, {folder / "issuing.key", &pki.issuing_key},
        {folder / "server.pem", &pki.server},   {folder / "server.key", &pki.server_key},
        {folder / "client.pem", &pki.client},   {path / "client.p12", &pki.client_p12},
    };
    for (const auto& [file, content] : files) SKIFTE_CHECK(replace_file(file, *content));
    SKIFTE_CHECK(replace_file(path / "client.p12.password", password));
    SKIFTE_CHECK(replace_file(path / "client-secret", make_password() + make_password()));
    return replace_file(path / "ca.pem", pki.root);
}

std::string joined(const std::set<std::string, std::less<>>& scopes) {
    std::string text;
    for (const std::string& scope : scopes) text += (text.empty() ? "" : " ") + scope;
    return text;
}

}  // namespace

Result<Folder> Folder::open(const fs::path& given, Instant now) {
    const fs::path path = fs::absolute(given).lexically_normal();
    SKIFTE_CHECK(require_ours(path));
    SKIFTE_CHECK(make_private_folder(path));
    if (::chmod(path.c_str(), 0700) != 0)
        return fail("file.unwritable", {{"path", path.string()}, {"reason", errno_text(errno)}});
    SKIFTE_TRY(auto lock, FileLock::try_lock(path / "sandbox.lock"));
    if (!lock) return fail("sandbox.in_use", {{"path", path.string()}});

    SKIFTE_CHECK(make_identities(path, now));
    SKIFTE_TRY(auto secret, read_file(path / "client-secret"));
    SKIFTE_TRY(auto state, State::open(path / "sandbox.sqlite"));
    if (state.empty()) {
        const Testdata testdata = make_testdata(now, client_id);
        SKIFTE_CHECK(state.commit(testdata.changes, testdata.contents, now));
    }
    state.advance(now);
    SKIFTE_CHECK(replace_file(path / "testdata.json", describe_testdata(state).dump(2) + "\n"));
    Client client{std::string(client_id), std::move(secret), served_scopes()};
    return Folder(path, std::move(*lock), std::move(client), std::move(state));
}

Result<void> Folder::write_config(const std::string& url) const {
    const std::string text = "# Skrevet af sandkassen ved hver start. Dette er ikke domstolenes system.\n"
                             "# Written by the sandbox at every start. This is not the courts' system.\n"
                             "profile = \"sandkasse\"\n\n"
                             "[profiles.sandkasse]\n"
                             "environment = \"sandbox\"\n"
                             "base-url = \"" +
                             url +
                             "\"\n"
                             "token-endpoint = \"" +
                             url +
                             "/oauth2/token\"\n"
                             "client-id = \"" +
                             client_.id +
                             "\"\n"
                             "client-secret = \"file:client-secret\"\n"
                             "client-authentication = \"client_secret_basic\"\n"
                             "scope = \"" +
                             joined(client_.scopes) +
                             "\"\n"
                             "certificate = \"client.p12\"\n"
                             "certificate-password = \"file:client.p12.password\"\n"
                             "ca-file = \"ca.pem\"\n"
                             "state-folder = \"state\"\n"
                             "cache-folder = \"cache\"\n"
                             "visible-within = \"" +
                             std::string(visible_within) + "\"\n";
    return replace_file(config(), text);
}

}  // namespace skifte::sandbox
