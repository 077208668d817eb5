#include <skifte/support/siphash.hpp>

#include <catch2/catch.hpp>

#include <string_view>

using namespace skifte;

namespace {

constexpr SipHash::Key key{0x0706050403020100, 0x0F0E0D0C0B0A0908};

template <typename... Texts>
std::uint64_t hash(Texts... texts) {
    SipHash hash{key};
    (hash.add(std::string_view{texts}), ...);
    return hash.value();
}

}  // namespace

TEST_CASE("The rounds are those of SipHash-1-3", "[siphash]") {
    // The reference's first vector: of no bytes, which are padded to one word.
    CHECK(SipHash{key}.add(std::uint64_t{0}).value() == 0xABAC0158050FC4DC);
}

TEST_CASE("Two sequences of texts never are the same words", "[siphash]") {
    CHECK(hash("ab", "c") == hash("ab", "c"));
    CHECK(hash("ab", "c") != hash("a", "bc"));
    CHECK(hash("abc") != hash("ab", "c"));
    CHECK(hash("") != hash());
    CHECK(hash("a") != hash(std::string_view{"a\0", 2}));
    CHECK(hash("12345678") != hash("123456789"));
    CHECK(hash("12345678", "") != hash("", "12345678"));
    CHECK(hash("a") != SipHash{process_key()}.add("a").value());
    CHECK(process_key() == process_key());
}
