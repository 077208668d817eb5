// A counted reference to a key, its certificate and its chain.
#include <skifte/net/tls_identity.hpp>

#include <skifte/support/core_dumps.hpp>
#include <skifte/support/digest.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <array>

namespace skifte::net {

struct TlsIdentity::State {
    State(EVP_PKEY* key_, X509* certificate_, const std::vector<X509*>& chain_,
          std::shared_ptr<const void> keeper_)
        : key(key_), certificate(certificate_), chain(chain_), keeper(std::move(keeper_)) {
        EVP_PKEY_up_ref(key);
        X509_up_ref(certificate);
        for (X509* issuer : chain) X509_up_ref(issuer);
    }
    ~State() {
        EVP_PKEY_free(key);
        X509_free(certificate);
        for (X509* issuer : chain) X509_free(issuer);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    EVP_PKEY* key;
    X509* certificate;
    std::vector<X509*> chain;
    std::shared_ptr<const void> keeper;
    NoCoreDumps no_core_dumps;
};

TlsIdentity::TlsIdentity(evp_pkey_st* key, x509_st* certificate, const std::vector<x509_st*>& chain,
                         std::shared_ptr<const void> keeper)
    : state_(std::make_shared<const State>(key, certificate, chain, std::move(keeper))) {}

evp_pkey_st* TlsIdentity::key() const noexcept {
    return state_ ? state_->key : nullptr;
}

x509_st* TlsIdentity::certificate() const noexcept {
    return state_ ? state_->certificate : nullptr;
}

std::vector<x509_st*> TlsIdentity::chain() const {
    return state_ ? state_->chain : std::vector<x509_st*>{};
}

std::string TlsIdentity::serial() const {
    if (empty()) return {};
    // By the same function as `openssl x509 -serial`.
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> text{BIO_new(BIO_s_mem()), BIO_free_all};
    if (!text || i2a_ASN1_INTEGER(text.get(), X509_get0_serialNumber(state_->certificate)) <= 0) return {};
    char* data = nullptr;
    const long size = BIO_get_mem_data(text.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string TlsIdentity::der() const {
    if (empty()) return {};
    const int size = i2d_X509(state_->certificate, nullptr);
    if (size <= 0) return {};
    std::string der(static_cast<std::size_t>(size), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(state_->certificate, &out);
    return der;
}

std::string TlsIdentity::sha256() const {
    if (empty()) return {};
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (X509_digest(state_->certificate, EVP_sha256(), digest.data(), &size) != 1) return {};
    return hex(std::as_bytes(std::span{digest}).first(size));
}

}  // namespace skifte::net
