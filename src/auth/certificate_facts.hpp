// What an X.509 certificate of the OCES3 profile says of itself.
#pragma once

#include <skifte/auth/certificate.hpp>

#include "auth/chain.hpp"
#include "auth/file_contents.hpp"
#include "auth/openssl_handles.hpp"

#include <string>

namespace skifte::auth {

// All but the chain and the file.
[[nodiscard]] CertificateFacts read_facts(X509* certificate);
// All.
[[nodiscard]] CertificateFacts facts_in_file(X509* certificate, const FileContents& file, const Chain& chain);

[[nodiscard]] std::string subject_of(const X509* certificate);  // RFC 2253, UTF-8

}  // namespace skifte::auth
