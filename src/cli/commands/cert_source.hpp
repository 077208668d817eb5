// The certificate that a command of `cert` is about: the profile's, or that of a named file.
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"

#include <skifte/auth/certificate_file.hpp>

#include <string>

namespace skifte::cli {

struct CertificateSource {
    std::string path;
    bool named = false;          // a file named on the command line, not the profile's
    auth::FileDescription file;  // its facts are there
};

// What becomes of a key that needs a password which was not given.
enum class Locked { stays, is_asked_for };

// A named file (flag `fil`) as far as it goes without a password, unless one is given by --password, the key
// is to be opened, or nothing can be read without; then it is asked for. The profile's own as a call opens
// it. Errors: cert.*, secret.*, config.*.
[[nodiscard]] Result<CertificateSource> find_certificate(Context& context, const Parsed& flags,
                                                         Locked locked);

}  // namespace skifte::cli
