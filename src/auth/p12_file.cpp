#include "auth/p12_file.hpp"

#include "auth/p12_shape.hpp"

#include <openssl/objects.h>

namespace skifte::auth {

namespace {

void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) noexcept {
    sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}
void free_parts(STACK_OF(PKCS7) * parts) noexcept {
    sk_PKCS7_pop_free(parts, PKCS7_free);
}
using Bags = Handle<STACK_OF(PKCS12_SAFEBAG), free_bags>;
using Parts = Handle<STACK_OF(PKCS7), free_parts>;

// A password as OpenSSL takes it. Null and "" are two different passwords in PKCS#12, and both are called
// empty.
struct Password {
    const char* text = nullptr;
    int size = 0;
};

class Opener {
public:
    Opener(PKCS12* p12, std::string_view name) : p12_(p12), name_(name) {}

    Result<FileContents> run(const Secret* password) {
        if (password != nullptr) {
            SKIFTE_CHECK(accept(*password));
            opens_ = true;
        }
        const Parts parts{PKCS12_unpack_authsafes(p12_)};
        if (parts == nullptr) return failure("cert.not_pkcs12", "looks_like", "damaged");
        for (int i = 0; i < sk_PKCS7_num(parts.get()); ++i)
            SKIFTE_CHECK(open_part(sk_PKCS7_value(parts.get(), i)));
        return std::move(contents_);
    }

private:
    // The MAC tells a wrong password from everything else that may be wrong with the encryption.
    Result<void> accept(const Secret& password) {
        const std::string& text = password.reveal();
        password_ = {text.c_str(), static_cast<int>(text.size())};
        if (PKCS12_mac_present(p12_) == 0) return {};
        if (mac_matches()) return {};
        if (text.empty()) {
            password_ = {};
            if (mac_matches()) return {};
        }
        const X509_ALGOR* algorithm = nullptr;
        PKCS12_get0_mac(nullptr, &algorithm, nullptr, nullptr, p12_);
        const ASN1_OBJECT* object = nullptr;
        X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
        const Handle<EVP_MD, EVP_MD_free> digest{EVP_MD_fetch(nullptr, name_of(object).c_str(), nullptr)};
        if (digest == nullptr)
            return failure("cert.unsupported_encryption", "algorithm", "MAC " + name_of(object));
        return failure("cert.password");
    }

    [[nodiscard]] bool mac_matches() const {
        return PKCS12_verify_mac(p12_, password_.text, password_.size) == 1;
    }

    Result<void> open_part(PKCS7* part) {
        if (PKCS7_type_is_data(part)) {
            const Bags bags{PKCS12_unpack_p7data(part)};
            return open_bags(bags.get());
        }
        if (!PKCS7_type_is_encrypted(part)) return {};  // by public key: not for us
        const PKCS7_ENC_CONTENT* content = part->d.encrypted->enc_data;
        const Encryption algorithm = note(content->algorithm, false);
        if (!opens_) return {};
        SKIFTE_TRY(OSSL_LIB_CTX * context, context_for(algorithm));
        const Bags bags{static_cast<STACK_OF(PKCS12_SAFEBAG)*>(
            PKCS12_item_decrypt_d2i_ex(content->algorithm, ASN1_ITEM_rptr(PKCS12_SAFEBAGS), password_.text,
                                       password_.size, content->enc_data, 1, context, nullptr))};
        if (bags == nullptr) return undecrypted(algorithm);
        return open_bags(bags.get());
    }

    Result<void> open_bags(const STACK_OF(PKCS12_SAFEBAG) * bags) {
        if (bags == nullptr) return failure("cert.not_pkcs12", "looks_like", "damaged");
        for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); ++i)
            SKIFTE_CHECK(open_bag(sk_PKCS12_SAFEBAG_value(bags, i)));
        return {};
    }

    Result<void> open_bag(const PKCS12_SAFEBAG* bag) {
        switch (PKCS12_SAFEBAG_get_nid(bag)) {
        case NID_keyBag: add_key(PKCS12_SAFEBAG_get0_p8inf(bag)); return {};
        case NID_pkcs8ShroudedKeyBag: return open_key(bag);
        case NID_safeContentsBag: return open_bags(PKCS12_SAFEBAG_get0_safes(bag));
        case NID_certBag:
            if (CertificateHandle certificate{PKCS12_SAFEBAG_get1_cert(bag)})
                contents_.certificates.push_back(std::move(certificate));
            return {};
        default: return {};
        }
    }

    Result<void> open_key(const PKCS12_SAFEBAG* bag) {
        const X509_ALGOR* encoded = nullptr;
        X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &encoded, nullptr);
        const Encryption algorithm = note(encoded, true);
        contents_.key_locked = !opens_;
        if (!opens_) return {};
        SKIFTE_TRY(OSSL_LIB_CTX * context, context_for(algorithm));
        const Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> key{
            PKCS12_decrypt_skey_ex(bag, password_.text, password_.size, context, nullptr)};
        if (key == nullptr) return undecrypted(algorithm);
        add_key(key.get());
        return {};
    }

    // From its plain form into the process's own context, whichever context decrypted it.
    void add_key(const PKCS8_PRIV_KEY_INFO* plain) {
        if (KeyHandle key{EVP_PKCS82PKEY(plain)}) contents_.keys.push_back(std::move(key));
    }

    // What is old outranks the key's, and that the certificates'.
    Encryption note(const X509_ALGOR* encoded, bool of_key) {
        const Encryption found = read_encryption(encoded);
        Encryption& weakest = contents_.encryption;
        if (!weakest.old && (found.old || of_key || weakest.name == Encryption{}.name)) weakest = found;
        return found;
    }

    // Null is the process's own.
    Result<OSSL_LIB_CTX*> context_for(const Encryption& algorithm) {
        if (!algorithm.old) return nullptr;
        if (legacy_ == nullptr) legacy_ = std::make_unique<LegacyContext>();
        if (legacy_->get() == nullptr) return failure("cert.old_encryption", "algorithm", algorithm.name);
        return legacy_->get();
    }

    // Where a MAC has vouched for the password, the fault is the algorithm's.
    [[nodiscard]] Failure undecrypted(const Encryption& algorithm) const {
        if (PKCS12_mac_present(p12_) == 0) return failure("cert.password");
        return failure("cert.unsupported_encryption", "algorithm", algorithm.name);
    }

    [[nodiscard]] Failure failure(std::string code) const {
        return fail(Error{std::move(code)}.with("path", std::string(name_)));
    }
    [[nodiscard]] Failure failure(std::string code, std::string argument, std::string value) const {
        return fail(Error{std::move(code)}
                        .with("path", std::string(name_))
                        .with(std::move(argument), std::move(value)));
    }

    PKCS12* p12_;
    std::string_view name_;
    bool opens_ = false;
    Password password_;
    std::unique_ptr<LegacyContext> legacy_;
    FileContents contents_;
};

}  // namespace

Result<FileContents> open_p12(std::string_view bytes, const Secret& password, std::string_view name) {
    const ErrorQueueScope scope;
    SKIFTE_TRY(const P12Handle p12, decode_p12(bytes, name));
    return Opener{p12.get(), name}.run(&password);
}

Result<FileContents> look_into_p12(std::string_view bytes, std::string_view name) {
    const ErrorQueueScope scope;
    SKIFTE_TRY(const P12Handle p12, decode_p12(bytes, name));
    return Opener{p12.get(), name}.run(nullptr);
}

}  // namespace skifte::auth
