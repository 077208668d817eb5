// OpenSSL 3 calls SHA256_Init and its like deprecated, and has nothing that is as quick in their place.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <skifte/support/digest.hpp>
#include <skifte/support/hmac.hpp>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstdlib>

namespace skifte {

namespace {

// A hash or a generator that fails leaves nothing safe to go on with.
void demand(bool succeeded, const char* what) noexcept {
    if (succeeded) return;
    static_cast<void>(std::fprintf(stderr, "skifte: OpenSSL: %s failed\n", what));
    std::abort();
}

const unsigned char* bytes(std::string_view text) noexcept {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes(std::span<std::byte> data) noexcept {
    return reinterpret_cast<unsigned char*>(data.data());
}

std::string_view as_text(std::span<const std::byte> data) noexcept {
    return {reinterpret_cast<const char*>(data.data()), data.size()};
}

// What keys and texts leave behind in the context goes with it. EVP would look the hash up for each, and ask
// for memory.
Sha256Digest finish_sha256(SHA256_CTX& context) {
    Sha256Digest digest{};
    demand(SHA256_Final(bytes(digest), &context) == 1, "SHA-256");
    return digest;
}

void restart_sha256(SHA256_CTX& context) {
    demand(SHA256_Init(&context) == 1, "SHA-256");
}

void add_to_sha256(SHA256_CTX& context, std::span<const std::byte> data) {
    demand(SHA256_Update(&context, data.data(), data.size()) == 1, "SHA-256");
}

}  // namespace

Sha256Digest sha256(std::span<const std::byte> data) {
    SHA256_CTX context;
    restart_sha256(context);
    add_to_sha256(context, data);
    return finish_sha256(context);
}

Sha256Digest sha256(std::string_view data) {
    return sha256(std::as_bytes(std::span{data}));
}

Sha256Digest hmac_sha256(std::span<const std::byte> key, std::string_view data) {
    return HmacSha256{key}.of(data);
}

std::string hex(std::span<const std::byte> data) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out(data.size() * 2, '\0');
    char* at = out.data();
    for (const std::byte b : data) {
        const auto value = std::to_integer<unsigned>(b);
        *at++ = digits[value >> 4U];
        *at++ = digits[value & 0xFU];
    }
    return out;
}

std::string base64(std::string_view data) {
    // OpenSSL counts in int, so it is given pieces: multiples of three, lest padding come in between.
    constexpr std::size_t piece = std::size_t{3} << 20;
    std::string out;
    out.reserve((data.size() + 2) / 3 * 4 + 1);
    while (!data.empty()) {
        const std::string_view part = data.substr(0, piece);
        const std::size_t at = out.size();
        out.resize(at + (part.size() + 2) / 3 * 4 + 1);
        const int written = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data() + at), bytes(part),
                                            static_cast<int>(part.size()));
        out.resize(at + static_cast<std::size_t>(written));
        data.remove_prefix(part.size());
    }
    return out;
}

Result<std::string> base64_decode(std::string_view text) {
    if (text.empty()) return std::string{};
    if (text.size() % 4 != 0 || text.size() > INT_MAX) return fail("base64.invalid");
    std::string out(text.size() / 4 * 3, '\0');
    const int written = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes(text),
                                        static_cast<int>(text.size()));
    if (written < 0) return fail("base64.invalid");
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    const auto size = static_cast<std::size_t>(written);
    if (size < padding) return fail("base64.invalid");
    out.resize(size - padding);
    // OpenSSL forgives blanks, misplaced padding and stray bits. Only what encodes to the same text is that
    // text.
    if (base64(out) != text) return fail("base64.invalid");
    return out;
}

std::string base64url(std::span<const std::byte> data) {
    std::string out = base64(as_text(data));
    std::replace(out.begin(), out.end(), '+', '-');
    std::replace(out.begin(), out.end(), '/', '_');
    while (out.ends_with('=')) out.pop_back();
    return out;
}

struct Sha256::State {
    State() { restart_sha256(context); }
    ~State() { OPENSSL_cleanse(&context, sizeof context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    SHA256_CTX context{};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::byte> data) {
    add_to_sha256(state_->context, data);
}

void Sha256::update(std::string_view data) {
    update(std::as_bytes(std::span{data}));
}

Sha256Digest Sha256::finish() {
    const Sha256Digest digest = finish_sha256(state_->context);
    restart_sha256(state_->context);
    return digest;
}

// RFC 2104, with the two hashes that have taken the key already, which are copied for each text.
struct HmacSha256::State {
    static constexpr std::size_t block_size = 64;

    explicit State(std::span<const std::byte> key) {
        const Sha256Digest hashed = key.size() > block_size ? sha256(key) : Sha256Digest{};
        const auto used = key.size() > block_size ? std::span<const std::byte>{hashed} : key;
        begin(inner, used, std::byte{0x36});
        begin(outer, used, std::byte{0x5C});
        of_nothing = of({});
    }
    ~State() {
        OPENSSL_cleanse(&inner, sizeof inner);
        OPENSSL_cleanse(&outer, sizeof outer);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    static void begin(SHA256_CTX& context, std::span<const std::byte> key, std::byte pad) {
        std::array<std::byte, block_size> block{};
        std::copy(key.begin(), key.end(), block.begin());
        for (std::byte& b : block) b ^= pad;
        restart_sha256(context);
        add_to_sha256(context, block);
        OPENSSL_cleanse(block.data(), block.size());
    }
    // What is left of the copy is the digest, and no key.
    static Sha256Digest run(SHA256_CTX context, std::span<const std::byte> data) {
        add_to_sha256(context, data);
        return finish_sha256(context);
    }
    [[nodiscard]] Sha256Digest of(std::span<const std::byte> data) const {
        return run(outer, run(inner, data));
    }

    SHA256_CTX inner{}, outer{};
    Sha256Digest of_nothing{};  // most fields of most things are absent
};

HmacSha256::HmacSha256(std::span<const std::byte> key) : state_(std::make_unique<State>(key)) {}
HmacSha256::~HmacSha256() = default;
HmacSha256::HmacSha256(HmacSha256&&) noexcept = default;
HmacSha256& HmacSha256::operator=(HmacSha256&&) noexcept = default;

Sha256Digest HmacSha256::of(std::string_view data) const {
    return data.empty() ? state_->of_nothing : state_->of(std::as_bytes(std::span{data}));
}

namespace {

void draw(std::span<std::byte> out) {
    while (!out.empty()) {
        const auto part = out.first(std::min<std::size_t>(out.size(), INT_MAX));
        demand(RAND_bytes(bytes(part), static_cast<int>(part.size())) == 1, "the random generator");
        out = out.subspan(part.size());
    }
}

}  // namespace

void random_bytes(std::span<std::byte> out) {
    // Ids are short and many, and what the generator takes for being asked is more than for its bytes.
    constexpr std::size_t most = 16;
    thread_local std::array<std::byte, 16 * most> drawn{};
    thread_local std::span<std::byte> left;
    if (out.size() > most) return draw(out);
    if (left.size() < out.size()) {
        draw(drawn);
        left = drawn;
    }
    std::copy_n(left.begin(), out.size(), out.begin());
    OPENSSL_cleanse(left.data(), out.size());
    left = left.subspan(out.size());
}

std::string random_uuid() {
    std::array<std::byte, 16> raw{};
    random_bytes(raw);
    raw[6] = (raw[6] & std::byte{0x0F}) | std::byte{0x40};  // version 4
    raw[8] = (raw[8] & std::byte{0x3F}) | std::byte{0x80};  // the variant of RFC 4122
    std::string text = hex(raw);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, "-");
    return text;
}

}  // namespace skifte
