#include <skifte/support/digest.hpp>
#include <skifte/support/hmac.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <set>

using namespace skifte;

namespace {

std::span<const std::byte> bytes(std::string_view text) {
    return std::as_bytes(std::span{text});
}

}  // namespace

TEST_CASE("SHA-256 gives the digests of FIPS 180-4", "[digest]") {
    CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256(bytes("abc")) == sha256("abc"));
}

TEST_CASE("SHA-256 in pieces is SHA-256 of the whole, and starts afresh", "[digest]") {
    Sha256 hash;
    hash.update("a");
    hash.update(std::string_view{});
    hash.update(bytes("bc"));
    CHECK(hash.finish() == sha256("abc"));
    CHECK(hash.finish() == sha256(""));
    hash.update("x");
    Sha256 moved = std::move(hash);
    moved.update("y");
    CHECK(moved.finish() == sha256("xy"));
}

TEST_CASE("HMAC-SHA-256 gives the codes of RFC 4231", "[digest]") {
    CHECK(hex(hmac_sha256(bytes("Jefe"), "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hex(hmac_sha256({}, "")) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    const std::vector<std::byte> long_key(131, std::byte{0xAA});
    CHECK(hex(hmac_sha256(long_key, "Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("One key gives the codes of many texts, whichever came before", "[digest]") {
    HmacSha256 first{bytes("Jefe")};
    const Sha256Digest wanted = hmac_sha256(bytes("Jefe"), "what do ya want for nothing?");
    (void)first.of(std::string(1000, 'x'));
    CHECK(first.of("what do ya want for nothing?") == wanted);
    const HmacSha256 moved = std::move(first);
    CHECK(moved.of("what do ya want for nothing?") == wanted);
    CHECK(moved.of("") == hmac_sha256(bytes("Jefe"), ""));
    CHECK(hex(HmacSha256{{}}.of("")) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    CHECK(hex(moved.of("")) == "923598ca6d64af2a5dba79dcd021a8a0fe5c5f557519adaaf0ad532d4506dd30");
}

TEST_CASE("Base64 gives the texts of RFC 4648", "[base64]") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\xFB\xFF", "+/8="},
    };
    for (const auto& [plain, encoded] : cases) {
        INFO(encoded);
        CHECK(base64(plain) == encoded);
        const auto decoded = base64_decode(encoded);
        REQUIRE(decoded);
        CHECK(*decoded == plain);
    }
    CHECK(base64url(bytes("\xFB\xFF")) == "-_8");
    CHECK(base64url({}).empty());
}

TEST_CASE("Base64 is refused unless it is exactly what would be written", "[base64]") {
    for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "====", "=g==", "Z===", "Zg==Zg==",
                             "Zm9v\n", " Zm9", "Zm9v ", "Zm-_", "Zm9v!", "Z\xC3\xA6v", "\nZm9vZm9"}) {
        INFO(text);
        const auto decoded = base64_decode(text);
        REQUIRE_FALSE(decoded);
        CHECK(decoded.error().code == "base64.invalid");
    }
}

TEST_CASE("Base64 of any bytes is read back", "[base64][property]") {
    std::mt19937 random{64};
    for (std::size_t size = 0; size < 300; ++size) {
        std::string data(size, '\0');
        for (char& c : data) c = static_cast<char>(random());
        const auto decoded = base64_decode(base64(data));
        if (!decoded || *decoded != data) FAIL(size);
    }
    // More than the encoder takes at once.
    const std::string large((std::size_t{3} << 20) + 5, 'x');
    CHECK(base64(large).size() == (large.size() + 2) / 3 * 4);
    CHECK(*base64_decode(base64(large)) == large);
}

TEST_CASE("Random UUIDs are of version 4 and differ", "[digest]") {
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        const std::string uuid = random_uuid();
        REQUIRE(uuid.size() == 36);
        CHECK(uuid[14] == '4');
        CHECK(std::string_view{"89ab"}.find(uuid[19]) != std::string_view::npos);
        for (const std::size_t at : {8U, 13U, 18U, 23U}) CHECK(uuid[at] == '-');
        CHECK(uuid.find_first_not_of("0123456789abcdef-") == std::string::npos);
        CHECK(seen.insert(uuid).second);
    }
}

TEST_CASE("Random bytes fill all they are given", "[digest]") {
    std::array<std::byte, 64> first{};
    std::array<std::byte, 64> second{};
    random_bytes(first);
    random_bytes(second);
    CHECK(first != second);
    random_bytes({});
}
