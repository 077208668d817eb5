// A private key is in memory as long as somebody holds it, and in no core file; then it is nowhere in the
// process.
#include <skifte/auth/certificate_file.hpp>
#include <skifte/auth/wiping.hpp>
#include <skifte/support/files.hpp>

#include "test_pki.hpp"

#include <catch2/catch.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <fcntl.h>
#include <functional>
#include <span>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace skifte;
using namespace skifte::auth;

namespace {

// As in the program: before anything uses OpenSSL.
const bool wiping = wipe_what_openssl_frees();

const Secret password{"Kode?.;-+1234"};

// What another process makes of a key that this one has never had.
std::string made_elsewhere(const std::function<std::string(const test::Issued&)>& make) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        const std::string bytes = make(test::pki().issue());
        const char* at = bytes.data();
        for (std::size_t left = bytes.size(); left > 0;) {
            const ssize_t count = ::write(ends[1], at, left);
            if (count <= 0) ::_exit(1);
            at += count;
            left -= static_cast<std::size_t>(count);
        }
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string bytes(std::size_t{1} << 16, '\0');
    std::size_t size = 0;
    for (ssize_t count = 1; count > 0; size += static_cast<std::size_t>(count)) {
        count = ::read(ends[0], bytes.data() + size, bytes.size() - size);
        if (count < 0) break;
    }
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(status == 0);
    bytes.resize(size);
    return bytes;
}

std::string p12_of(const test::Issued& issued, int key_cipher, int certificate_cipher) {
    test::P12 parts;
    parts.key = issued.key.get();
    parts.certificates = {issued.certificate.get(), test::pki().issuing().certificate.get()};
    parts.key_cipher = key_cipher;
    parts.certificate_cipher = certificate_cipher;
    return test::make_p12(parts);
}

std::string pem_of(const test::Issued& issued, const EVP_CIPHER* cipher) {
    const Handle<BIO, BIO_free> out{BIO_new(BIO_s_mem())};
    PEM_write_bio_X509(out.get(), issued.certificate.get());
    const std::string& text = password.reveal();
    PEM_write_bio_PKCS8PrivateKey(out.get(), issued.key.get(), cipher,
                                  cipher != nullptr ? text.data() : nullptr,
                                  cipher != nullptr ? static_cast<int>(text.size()) : 0, nullptr, nullptr);
    const char* bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

// Part of a prime of a key, in the order that files have it and in that of OpenSSL's numbers; masked, so that
// it does not find itself.
class Needle {
public:
    explicit Needle(const EVP_PKEY* key) {
        BIGNUM* prime = nullptr;
        REQUIRE(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_FACTOR1, &prime) == 1);
        std::array<unsigned char, 128> bytes{};
        REQUIRE(BN_bn2binpad(prime, bytes.data(), bytes.size()) == bytes.size());
        std::transform(bytes.begin() + 16, bytes.begin() + 48, masked_.begin(),
                       [](unsigned char byte) { return static_cast<unsigned char>(byte ^ mask); });
        std::reverse_copy(masked_.begin(), masked_.end(), reversed_.begin());
        OPENSSL_cleanse(bytes.data(), bytes.size());
        BN_clear_free(prime);
    }

    // How often it is in what this process can write to.
    [[nodiscard]] int in_memory() const {
        const Handle<std::FILE, std::fclose> maps{std::fopen("/proc/self/maps", "r")};
        REQUIRE(maps);
        int found = 0;
        std::array<char, 512> line{};
        while (std::fgets(line.data(), line.size(), maps.get()) != nullptr) {
            std::uintptr_t from = 0, to = 0;
            std::array<char, 5> mode{};
            if (std::sscanf(line.data(), "%" SCNxPTR "-%" SCNxPTR " %4s", &from, &to, mode.data()) != 3)
                continue;
            if (!std::string_view(mode.data()).starts_with("rw")) continue;
            found += in({reinterpret_cast<const unsigned char*>(from), to - from});
        }
        return found;
    }

private:
    static constexpr unsigned char mask = 0xA5;

    [[nodiscard]] bool at(const unsigned char* place, const std::array<unsigned char, 32>& wanted) const {
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if ((place[i] ^ mask) != wanted[i]) return false;
        return true;
    }
    [[nodiscard]] int in(std::span<const unsigned char> memory) const {
        int found = 0;
        for (std::size_t i = 0; i + masked_.size() <= memory.size(); ++i)
            if (at(&memory[i], masked_) || at(&memory[i], reversed_)) ++found;
        return found;
    }

    std::array<unsigned char, 32> masked_{}, reversed_{};
};

bool reads_all_memory() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;  // their shadow memory is terabytes
#else
    return true;
#endif
}

}  // namespace

TEST_CASE("a key that nobody holds any more is nowhere in memory", "[auth][memory]") {
    REQUIRE(wiping);
    if (!reads_all_memory()) return;
    const std::string p12 = GENERATE(
        made_elsewhere([](const auto& made) { return p12_of(made, NID_aes_256_cbc, -1); }),
        made_elsewhere([](const auto& made) { return p12_of(made, NID_aes_256_cbc, NID_aes_256_cbc); }),
        made_elsewhere([](const auto& made) {
            return p12_of(made, NID_pbe_WithSHA1And40BitRC2_CBC, NID_pbe_WithSHA1And40BitRC2_CBC);
        }));
    std::optional<Result<Certificate>> certificate = parse_p12(p12, password, "min.p12");
    REQUIRE(*certificate);
    const Needle needle((*certificate)->identity.key());
    CHECK(needle.in_memory() > 0);
    certificate.reset();
    CHECK(needle.in_memory() == 0);

    CHECK(describe_file(p12, &password, "min.p12")->key == FileKey::matches);
    CHECK(needle.in_memory() == 0);
}

TEST_CASE("a key in a PEM, in the clear or not, is forgotten with its file", "[auth][memory]") {
    if (!reads_all_memory()) return;
    const bool encrypted = GENERATE(true, false);
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "min.pem";
    std::optional<Needle> needle;
    {
        const Secret bytes{made_elsewhere(
            [&](const auto& made) { return pem_of(made, encrypted ? EVP_aes_256_cbc() : nullptr); })};
        REQUIRE(replace_file(path, bytes.reveal()));
        const Handle<BIO, BIO_free> in{
            BIO_new_mem_buf(bytes.reveal().data(), static_cast<int>(bytes.reveal().size()))};
        const KeyHandle key{PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr,
                                                    const_cast<char*>(password.reveal().c_str()))};
        REQUIRE(key);
        needle.emplace(key.get());
    }
    CHECK(needle->in_memory() == 0);
    CHECK(describe_file(path, &password)->key == FileKey::matches);
    CHECK(needle->in_memory() == 0);
}

TEST_CASE("while a key is in memory the process leaves no core file", "[auth][memory]") {
    const int before = ::prctl(PR_GET_DUMPABLE);
    {
        const auto certificate = parse_p12(test::make_p12(test::whole_chain()), password, "min.p12");
        REQUIRE(certificate);
        CHECK(::prctl(PR_GET_DUMPABLE) == 0);
        const net::TlsIdentity copy = certificate->identity;
    }
    CHECK(::prctl(PR_GET_DUMPABLE) == before);
}
