#include <skifte/support/sensitive.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <new>
#include <span>
#include <vector>

using namespace skifte;

namespace {

// Runs `use` on a Secret in storage of ours, and says whether `text` can still be found there afterwards.
template <typename F>
bool leaves_behind(std::string_view text, F use) {
    alignas(Secret) std::array<std::byte, sizeof(Secret)> storage{};
    auto* secret = new (storage.data()) Secret{std::string(text)};
    use(*secret);
    const auto looked_for = std::as_bytes(std::span{text});
    const auto* begin = reinterpret_cast<const volatile std::byte*>(storage.data());
    const std::vector<std::byte> left(begin, begin + storage.size());
    return std::search(left.begin(), left.end(), looked_for.begin(), looked_for.end()) != left.end();
}

}  // namespace

TEST_CASE("A sensitive value is given only to who asks", "[sensitive]") {
    const Secret secret{"correct horse"};
    CHECK(secret.reveal() == "correct horse");
    CHECK_FALSE(secret.empty());
    CHECK(Secret{}.empty());
}

TEST_CASE("Sensitive values are copied and moved like others", "[sensitive]") {
    Secret a{"first"};
    Secret b = a;
    CHECK(b.reveal() == "first");
    const Secret c = std::move(a);
    CHECK(c.reveal() == "first");
    CHECK(a.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the point
    b = Secret{"second, and longer than any string is kept in place"};
    CHECK(b.reveal().starts_with("second"));
    Secret& alias = b;
    b = alias;
    CHECK(b.reveal().starts_with("second"));
}

TEST_CASE("A short secret is wiped where it lay", "[sensitive]") {
    // Short enough for the string to hold it inside itself.
    CHECK(leaves_behind("hunter2-pin", [](Secret&) {}));
    CHECK_FALSE(leaves_behind("hunter2-pin", [](Secret& secret) { secret.~Secret(); }));
    CHECK_FALSE(leaves_behind("hunter2-pin", [](Secret& secret) { const Secret taken = std::move(secret); }));
    CHECK_FALSE(leaves_behind("hunter2-pin", [](Secret& secret) { secret = Secret{}; }));
}

TEST_CASE("Memory is overwritten by cleanse", "[sensitive]") {
    std::string text = "secret";
    cleanse(text.data(), text.size());
    CHECK(text == std::string(6, '\0'));
}

TEST_CASE("Bytes can be sensitive as well as text", "[sensitive]") {
    Sensitive<std::vector<std::byte>> bytes{{std::byte{1}, std::byte{2}}};
    const auto taken = std::move(bytes);
    CHECK(taken.reveal().size() == 2);
}
