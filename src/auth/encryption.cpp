#include "auth/encryption.hpp"

#include <openssl/objects.h>
#include <array>

namespace skifte::auth {

namespace {

bool is_old(int cipher) noexcept {
    constexpr std::array old{NID_rc2_40_cbc, NID_rc2_64_cbc, NID_rc2_cbc, NID_rc4, NID_rc4_40, NID_des_cbc};
    for (const int one : old)
        if (one == cipher) return true;
    return false;
}

}  // namespace

std::string name_of(const ASN1_OBJECT* object) {
    if (const int nid = OBJ_obj2nid(object); nid != NID_undef) return OBJ_nid2sn(nid);
    std::array<char, 80> oid{};
    OBJ_obj2txt(oid.data(), static_cast<int>(oid.size()), object, 1);
    return oid.data();
}

Encryption read_encryption(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* object = nullptr;
    int type = 0;
    const void* parameter = nullptr;
    X509_ALGOR_get0(&object, &type, &parameter, algorithm);

    if (OBJ_obj2nid(object) == NID_pbes2 && type == V_ASN1_SEQUENCE) {
        const auto* encoded = static_cast<const ASN1_STRING*>(parameter);
        const Handle<PBE2PARAM, PBE2PARAM_free> pbes2{
            static_cast<PBE2PARAM*>(ASN1_item_unpack(encoded, ASN1_ITEM_rptr(PBE2PARAM)))};
        if (pbes2 == nullptr) return {"PBES2"};
        const ASN1_OBJECT* cipher = nullptr;
        X509_ALGOR_get0(&cipher, nullptr, nullptr, pbes2->encryption);
        return {"PBES2 " + name_of(cipher), is_old(OBJ_obj2nid(cipher))};
    }
    int cipher = NID_undef;
    EVP_PBE_find(EVP_PBE_TYPE_OUTER, OBJ_obj2nid(object), &cipher, nullptr, nullptr);
    return {name_of(object), is_old(cipher)};
}

Encryption pem_encryption(const std::string& cipher) {
    return {"PEM " + cipher, is_old(OBJ_txt2nid(cipher.c_str()))};
}

LegacyContext::LegacyContext() : context_(OSSL_LIB_CTX_new()) {
    default_ = OSSL_PROVIDER_load(context_, "default");
    legacy_ = OSSL_PROVIDER_load(context_, "legacy");
}

LegacyContext::~LegacyContext() {
    if (legacy_ != nullptr) OSSL_PROVIDER_unload(legacy_);
    if (default_ != nullptr) OSSL_PROVIDER_unload(default_);
    OSSL_LIB_CTX_free(context_);
}

}  // namespace skifte::auth
