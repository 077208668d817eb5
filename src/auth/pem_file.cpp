#include "auth/pem_file.hpp"

#include <openssl/pem.h>
#include <cstring>

namespace skifte::auth {

namespace {

// OpenSSL's own frees are macros.
void free_text(char* text) noexcept {
    OPENSSL_free(text);
}
using Text = Handle<char, free_text>;

// One block: "-----BEGIN label-----", lines of header, and the bytes, which may be a key in the clear.
struct Block {
    Block() = default;
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;
    ~Block() { OPENSSL_clear_free(data, static_cast<std::size_t>(size)); }

    [[nodiscard]] bool is(std::string_view wanted) const noexcept { return label.get() == wanted; }
    [[nodiscard]] bool is_certificate() const noexcept {
        return is(PEM_STRING_X509) || is(PEM_STRING_X509_OLD) || is(PEM_STRING_X509_TRUSTED);
    }
    // "RSA PRIVATE KEY", "EC PRIVATE KEY"
    [[nodiscard]] bool is_traditional_key() const noexcept {
        return std::string_view(label.get()).ends_with(" PRIVATE KEY") && !is(PEM_STRING_PKCS8);
    }

    Text label, header;
    unsigned char* data = nullptr;
    long size = 0;
};

// "DEK-Info: AES-256-CBC,0123…"; "" if the block is not encrypted.
std::string cipher_in(std::string_view header) {
    constexpr std::string_view field = "DEK-Info: ";
    const auto at = header.find(field);
    if (at == std::string_view::npos) return {};
    const std::string_view value = header.substr(at + field.size());
    return std::string(value.substr(0, value.find_first_of(",\r\n")));
}

int give_password(char* out, int room, int, void* password) {
    const std::string& text = static_cast<const Secret*>(password)->reveal();
    if (text.size() > static_cast<std::size_t>(room)) return -1;
    std::memcpy(out, text.data(), text.size());
    return static_cast<int>(text.size());
}

class Reader {
public:
    Reader(std::string_view bytes, const Secret* password, std::string_view name)
        : in_(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))),
          password_(password),
          name_(name) {}

    Result<FileContents> run() {
        for (;;) {
            Block block;
            char* label = nullptr;
            char* header = nullptr;
            const bool read = PEM_read_bio(in_.get(), &label, &header, &block.data, &block.size) == 1;
            block.label.reset(label);
            block.header.reset(header);
            if (!read) break;
            SKIFTE_CHECK(take(block));
        }
        if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) return unlike("damaged");
        if (!contents_.certificates.empty()) return std::move(contents_);
        const bool has_key = contents_.key_locked || !contents_.keys.empty();
        return unlike(has_key ? "key" : has_request_ ? "request" : "other");
    }

private:
    Result<void> take(const Block& block) {
        if (block.is_certificate()) return take_certificate(block);
        if (block.is(PEM_STRING_PKCS8INF)) return take_plain_key(block);
        if (block.is(PEM_STRING_PKCS8)) return take_encrypted_key(block);
        if (block.is_traditional_key()) return take_traditional_key(block);
        has_request_ = has_request_ || block.is(PEM_STRING_X509_REQ) || block.is(PEM_STRING_X509_REQ_OLD);
        return {};
    }

    Result<void> take_certificate(const Block& block) {
        const unsigned char* at = block.data;
        CertificateHandle certificate{block.is(PEM_STRING_X509_TRUSTED)
                                          ? d2i_X509_AUX(nullptr, &at, block.size)
                                          : d2i_X509(nullptr, &at, block.size)};
        if (certificate == nullptr) return unlike("damaged");
        contents_.certificates.push_back(std::move(certificate));
        return {};
    }

    Result<void> take_plain_key(const Block& block) {
        const unsigned char* at = block.data;
        return add(KeyHandle{d2i_AutoPrivateKey(nullptr, &at, block.size)});
    }

    Result<void> take_encrypted_key(const Block& block) {
        const unsigned char* at = block.data;
        const Handle<X509_SIG, X509_SIG_free> encrypted{d2i_X509_SIG(nullptr, &at, block.size)};
        if (encrypted == nullptr) return unlike("damaged");
        const X509_ALGOR* algorithm = nullptr;
        X509_SIG_get0(encrypted.get(), &algorithm, nullptr);
        contents_.encryption = read_encryption(algorithm);
        if (password_ == nullptr) return lock();

        const LegacyContext legacy;
        const bool old = contents_.encryption.old;
        if (old && legacy.get() == nullptr) return failure("cert.old_encryption");
        const std::string& text = password_->reveal();
        const Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> plain{
            PKCS8_decrypt_ex(encrypted.get(), text.data(), static_cast<int>(text.size()),
                             old ? legacy.get() : nullptr, nullptr)};
        if (plain == nullptr) return fail(Error{"cert.password"}.with("path", std::string(name_)));
        return add(KeyHandle{EVP_PKCS82PKEY(plain.get())});
    }

    Result<void> take_traditional_key(const Block& block) {
        const std::string cipher = cipher_in(block.header.get());
        if (cipher.empty()) return take_plain_key(block);
        contents_.encryption = pem_encryption(cipher);
        if (password_ == nullptr) return lock();

        // Decrypted where it lies, by ciphers of the process alone.
        EVP_CIPHER_INFO info{};
        long size = block.size;
        if (contents_.encryption.old || PEM_get_EVP_CIPHER_INFO(block.header.get(), &info) != 1)
            return failure("cert.unsupported_encryption");
        if (PEM_do_header(&info, block.data, &size, give_password, const_cast<Secret*>(password_)) != 1)
            return fail(Error{"cert.password"}.with("path", std::string(name_)));
        const unsigned char* at = block.data;
        return add(KeyHandle{d2i_AutoPrivateKey(nullptr, &at, size)});
    }

    Result<void> lock() {
        contents_.key_locked = true;
        return {};
    }

    Result<void> add(KeyHandle key) {
        if (key == nullptr) return unlike("damaged");
        contents_.keys.push_back(std::move(key));
        return {};
    }

    [[nodiscard]] Failure failure(std::string code) const {
        return fail(Error{std::move(code)}
                        .with("path", std::string(name_))
                        .with("algorithm", contents_.encryption.name));
    }
    [[nodiscard]] Failure unlike(std::string looks_like) const {
        return fail(Error{"cert.not_certificate"}
                        .with("path", std::string(name_))
                        .with("looks_like", std::move(looks_like)));
    }

    Handle<BIO, BIO_free> in_;
    const Secret* password_;
    std::string_view name_;
    bool has_request_ = false;
    FileContents contents_;
};

}  // namespace

Result<FileContents> read_pem(std::string_view bytes, const Secret* password, std::string_view name) {
    const ErrorQueueScope scope;
    return Reader{bytes, password, name}.run();
}

}  // namespace skifte::auth
