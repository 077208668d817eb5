// Opening a key in a PKCS#11 token by way of libp11. Not by OpenSSL's engine of the same make: engines are on
// their way out, and what went wrong with one is told on stderr only.
#include <skifte/auth/hardware_key.hpp>

#include "auth/certificate_bytes.hpp"
#include "auth/certificate_facts.hpp"
#include "auth/chain.hpp"
#include "auth/hardware_session.hpp"
#include "auth/pem_file.hpp"

#include <algorithm>

namespace skifte::auth {

#ifdef SKIFTE_HAVE_LIBP11

namespace {

Certificate certificate_of(EVP_PKEY* key, X509* own, const FileContents& file,
                           std::shared_ptr<const void> session) {
    const Chain chain = assess_chain(own, file.certificates);
    std::vector<X509*> sent = chain.path;  // the server has the root
    std::erase_if(sent, [](X509* one) { return X509_check_issued(one, one) == X509_V_OK; });
    return {net::TlsIdentity{key, own, sent, std::move(session)}, facts_in_file(own, file, chain)};
}

}  // namespace

bool has_hardware_keys() noexcept {
    return true;
}

Result<Certificate> load_hardware_key(const std::filesystem::path& path, const KeyUri& uri,
                                      const Secret& pin) {
    const ErrorQueueScope scope;
    SKIFTE_TRY(const Secret bytes, read_certificate_file(path));
    SKIFTE_TRY(FileContents file, read_pem(bytes.reveal(), nullptr, path.string()));
    file.encryption.name = "PKCS#11";
    SKIFTE_TRY(const auto session, HardwareSession::open(uri, pin));
    SKIFTE_TRY(const std::vector<KeyHandle> keys, session->keys(uri));
    for (const auto& key : keys)
        for (const auto& certificate : file.certificates)
            if (X509_check_private_key(certificate.get(), key.get()) == 1)
                return certificate_of(key.get(), certificate.get(), file, session);
    return fail(Error{"cert.pkcs11_mismatch"}.with("path", path.string()).with("key", uri.text));
}

#else

bool has_hardware_keys() noexcept {
    return false;
}

Result<Certificate> load_hardware_key(const std::filesystem::path&, const KeyUri&, const Secret&) {
    return fail("cert.pkcs11_absent");
}

#endif

}  // namespace skifte::auth
