// The sandbox's folder: everything it makes at the first start, and finds again at the next.
//
//   pki/                    root, issuing, server and client certificates (.pem) and keys (.key)
//   ca.pem                  the root alone, for the client's `ca-file`
//   client.p12, client.p12.password, client-secret
//   config.toml             a profile for skifte, with the address of this start
//   testdata.json           what it carries
//   sandbox.sqlite          its state
//   faults.json, faults.log, refused-needs.json, requests.log   see faults.hpp, access.hpp and portal.hpp
#pragma once

#include "sandbox/state.hpp"
#include "sandbox/tokens.hpp"

#include <skifte/support/files.hpp>
#include <skifte/support/result.hpp>

#include <filesystem>

namespace skifte::sandbox {

class Folder {
public:
    // Takes the folder for this process, and makes in it what is not there yet.
    // Errors: sandbox.in_use (path), sandbox.foreign_folder (path): it holds files of somebody else's;
    // sandbox.crypto, sandbox.database, file.*.
    [[nodiscard]] static Result<Folder> open(const std::filesystem::path& path, Instant now);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::filesystem::path pki() const { return path_ / "pki"; }
    [[nodiscard]] std::filesystem::path config() const { return path_ / "config.toml"; }
    [[nodiscard]] const Client& client() const noexcept { return client_; }
    // Gives the state away: it has one owner.
    [[nodiscard]] State take_state() { return std::move(state_); }

    // config.toml for a server at `url`.
    [[nodiscard]] Result<void> write_config(const std::string& url) const;

private:
    Folder(std::filesystem::path path, FileLock lock, Client client, State state)
        : path_(std::move(path)),
          lock_(std::move(lock)),
          client_(std::move(client)),
          state_(std::move(state)) {}

    std::filesystem::path path_;
    FileLock lock_;
    Client client_;
    State state_;
};

}  // namespace skifte::sandbox
