// The sandbox's own certificate authority: certificates with the profile of OCES3, and none of its names.
#pragma once

#include <skifte/support/date.hpp>
#include <skifte/support/result.hpp>

#include <string>
#include <string_view>

namespace skifte::sandbox {

// PEM texts, and the client's .p12 as bytes. All secret but the certificates.
struct Pki {
    std::string root;
    std::string root_key;
    std::string issuing;
    std::string issuing_key;
    std::string server;  // for localhost and 127.0.0.1, followed by the issuing certificate
    std::string server_key;
    std::string client;  // without its key, which stands in the .p12 alone
    std::string client_p12;
};

// A company that no register knows: the number fails the check digit.
inline constexpr std::string_view client_cvr = "99999999";

// Root, issuing CA, server and client, valid from an hour before `now`. CAs sign by RSASSA-PSS with SHA-512
// and salt 64 and the leaves are signed with SHA-256 and salt 32, as in OCES3. The root has 3072 bits, not
// OCES3's 4096: those take seconds to find, and nobody attacks a sandbox. Error: sandbox.crypto (step).
[[nodiscard]] Result<Pki> make_pki(Instant now, const std::string& p12_password);

// As MitID Erhverv makes them: 20 characters, punctuation among them.
[[nodiscard]] std::string make_password();

}  // namespace skifte::sandbox
