#include "auth/chain.hpp"

#include <skifte/support/digest.hpp>

#include <algorithm>
#include <array>

namespace skifte::auth {

namespace {

using State = CertificateFacts::Chain;

constexpr std::array authorities{
    KnownAuthority{Environment::production,
                   "06fcb2cba39d4486e5308ad86980bcd7acd3b73b3bb126c75f6c4b4da04c9c09",
                   "33651b709634f00ba0879c83de4c4f880cad6eb6"},
    KnownAuthority{Environment::production,
                   "5b5662aa0112b984033a33afd3a95a49a79c7aee9c249428dd82bfd4c02d67b8",
                   "4c01e2ca73bcc3be380a383d36b05c749c7b97b9"},
    KnownAuthority{Environment::test, "d1bcec41d7acae932b7dfe66a8b7341ca75952c8664fccef4c4ae2150f95c5ec",
                   "39dcdeded0902647a0e0c66e497f26f2a92ff61b"},
    KnownAuthority{Environment::test, "57c785236ad7c9c986b94d49abdafd1b955c5509338fa43a7ce0d66088c8af9b",
                   "7f289fd9719942e275e7d735762e4d08256d765e"},
};

// These borrow the certificates: only the stack is freed.
void free_stack(STACK_OF(X509) * stack) noexcept {
    sk_X509_free(stack);
}
using BorrowedStack = Handle<STACK_OF(X509), free_stack>;

BorrowedStack stack_of(const std::vector<X509*>& certificates) {
    BorrowedStack stack{sk_X509_new_null()};
    for (X509* certificate : certificates) sk_X509_push(stack.get(), certificate);
    return stack;
}

bool issued(X509* issuer, X509* subject) {
    return X509_check_issued(issuer, subject) == X509_V_OK;
}

bool self_issued(X509* certificate) {
    return issued(certificate, certificate);
}

bool signed_by(X509* issuer, X509* subject) {
    return X509_verify(subject, X509_get0_pubkey(issuer)) == 1;
}

// The issuer by name and key identifier; of several, one whose signature it is.
X509* find_issuer(X509* subject, const std::vector<X509*>& others) {
    X509* found = nullptr;
    for (X509* one : others) {
        if (!issued(one, subject)) continue;
        if (signed_by(one, subject)) return one;
        if (found == nullptr) found = one;
    }
    return found;
}

std::vector<X509*> path_above(X509* leaf, const std::vector<X509*>& others) {
    std::vector<X509*> path;
    for (X509* at = leaf; !self_issued(at);) {
        at = find_issuer(at, others);
        if (at == nullptr || std::find(path.begin(), path.end(), at) != path.end()) break;
        path.push_back(at);
    }
    return path;
}

const KnownAuthority* find_known(const X509* certificate, std::span<const KnownAuthority> known) {
    const std::string sha256 = certificate_sha256(certificate);
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const KnownAuthority& one) { return one.sha256 == sha256; });
    return found == known.end() ? nullptr : &*found;
}

Environment claimed_environment(X509* leaf, std::span<const KnownAuthority> known) {
    const ASN1_OCTET_STRING* id = X509_get0_authority_key_id(leaf);
    if (id == nullptr) return Environment::neither;
    const auto size = static_cast<std::size_t>(ASN1_STRING_length(id));
    const std::string text = hex(std::as_bytes(std::span{ASN1_STRING_get0_data(id), size}));
    for (const KnownAuthority& one : known)
        if (one.key_identifier == text) return one.environment;
    return Environment::neither;
}

// Whether a chain from the leaf to one of the anchors verifies (RFC 5280 section 6, without dates and
// revocation).
int verify(X509* leaf, const std::vector<X509*>& others, const std::vector<X509*>& anchors) {
    const BorrowedStack untrusted = stack_of(others);
    const BorrowedStack trusted = stack_of(anchors);
    const Handle<X509_STORE, X509_STORE_free> store{X509_STORE_new()};
    const Handle<X509_STORE_CTX, X509_STORE_CTX_free> context{X509_STORE_CTX_new()};
    if (X509_STORE_CTX_init(context.get(), store.get(), leaf, untrusted.get()) != 1)
        return X509_V_ERR_UNSPECIFIED;
    X509_STORE_CTX_set0_trusted_stack(context.get(), trusted.get());
    X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME |
                                                X509_V_FLAG_IGNORE_CRITICAL);
    if (X509_verify_cert(context.get()) == 1) return X509_V_OK;
    const int error = X509_STORE_CTX_get_error(context.get());
    return error == X509_V_OK ? X509_V_ERR_UNSPECIFIED : error;
}

bool lacks_issuer(int error) noexcept {
    return error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT ||
           error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
           error == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE;
}

}  // namespace

std::span<const KnownAuthority> known_authorities() noexcept {
    return authorities;
}

std::string certificate_sha256(const X509* certificate) {
    return hex(sha256(der_of(certificate, i2d_X509)));
}

Chain assess_chain(X509* leaf, const std::vector<CertificateHandle>& file,
                   std::span<const KnownAuthority> known) {
    const ErrorQueueScope scope;
    std::vector<X509*> others;
    for (const auto& one : file)
        if (X509_cmp(one.get(), leaf) != 0) others.push_back(one.get());

    Chain chain;
    chain.path = path_above(leaf, others);
    chain.claimed = claimed_environment(leaf, known);

    if (const KnownAuthority* itself = find_known(leaf, known)) {
        chain.state = State::pinned;
        chain.environment = itself->environment;
        return chain;
    }
    for (X509* anchor : chain.path) {
        const KnownAuthority* authority = find_known(anchor, known);
        if (authority == nullptr) continue;
        const bool verified = verify(leaf, others, {anchor}) == X509_V_OK;
        chain.state = verified ? State::pinned : State::broken;
        if (verified) chain.environment = authority->environment;
        return chain;
    }

    std::vector<X509*> anchors = others;
    if (self_issued(leaf)) anchors.push_back(leaf);
    const int error = verify(leaf, others, anchors);
    chain.state = error == X509_V_OK    ? State::unpinned
                  : lacks_issuer(error) ? State::incomplete
                                        : State::broken;
    return chain;
}

}  // namespace skifte::auth
