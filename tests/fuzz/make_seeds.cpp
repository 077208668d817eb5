// Writes the seeds that are made afresh, since they hold keys or are bound to what the code computes:
// make_seeds FOLDER → FOLDER/p12/…, FOLDER/certificate/…, FOLDER/token_cache/….
#include "auth/token_cache.hpp"
#include "fuzz/token_options.hpp"
#include "unit/auth/test_pki.hpp"

#include <skifte/support/files.hpp>

#include <openssl/pem.h>

#include <cstdio>
#include <filesystem>

using namespace skifte;
using namespace skifte::auth;

namespace {

bool write(const std::filesystem::path& path, const std::string& content) {
    std::filesystem::create_directories(path.parent_path());
    return replace_file(path, content, 0600).has_value();
}

std::string text_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

bool write_p12(const std::filesystem::path& folder) {
    test::P12 parts = test::whole_chain();
    parts.password = "fuzz";
    bool all = write(folder / "chain", test::make_p12(parts));
    parts.mac = false;
    all = write(folder / "no-mac", test::make_p12(parts)) && all;
    parts.certificates.resize(1);
    parts.certificate_cipher = NID_aes_256_cbc;
    all = write(folder / "encrypted", test::make_p12(parts)) && all;
    parts.key_cipher = -1;
    parts.certificate_cipher = -1;
    return write(folder / "clear", test::make_p12(parts)) && all;
}

bool write_certificates(const std::filesystem::path& folder) {
    const Handle<BIO, BIO_free_all> pem{BIO_new(BIO_s_mem())};
    const Handle<BIO, BIO_free_all> der{BIO_new(BIO_s_mem())};
    const auto& leaf = test::leaf();
    if (PEM_write_bio_X509(pem.get(), leaf.certificate.get()) != 1) return false;
    if (PEM_write_bio_PKCS8PrivateKey(pem.get(), leaf.key.get(), EVP_aes_256_cbc(), "fuzz", 4, nullptr,
                                      nullptr) != 1)
        return false;
    if (i2d_X509_bio(der.get(), leaf.certificate.get()) != 1) return false;
    return write(folder / "pem", text_of(pem.get())) && write(folder / "der", text_of(der.get()));
}

bool write_token(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
    const Token token{Secret{std::string("opdigtet")}, now, now + std::chrono::hours(1), "alt", false};
    return TokenCache(fuzz::token_options(folder)).write(token).has_value();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::filesystem::path folder = argv[1];
    const bool all = write_p12(folder / "p12") && write_certificates(folder / "certificate") &&
                     write_token(folder / "token_cache");
    if (!all) std::fprintf(stderr, "make_seeds: cannot write below %s\n", argv[1]);
    return all ? 0 : 1;
}
