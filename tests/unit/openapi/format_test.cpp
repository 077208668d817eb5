// Formats, from both sides of each edge.
#include "openapi/format.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace skifte::openapi;

TEST_CASE("a format that is not known takes everything") {
    CHECK(has_format("", "hvad som helst"));
    CHECK(has_format("password", "\x01"));
}

TEST_CASE("dates and times are those of RFC 3339") {
    CHECK(has_format("date", "2028-02-29"));
    CHECK_FALSE(has_format("date", "2026-02-29"));
    CHECK_FALSE(has_format("date", "26-02-28"));
    CHECK(has_format("date-time", "2026-11-23T10:00:00Z"));
    CHECK_FALSE(has_format("date-time", "2026-11-23"));
}

TEST_CASE("a UUID is 36 characters, hexadecimal in either case, with four dashes in their places") {
    const std::string uuid = "09afAF09-58f4-4c0e-9d0e-3f7a5c1e0001";
    CHECK(has_format("uuid", uuid));
    CHECK_FALSE(has_format("uuid", ""));
    CHECK_FALSE(has_format("uuid", uuid + "0"));
    CHECK_FALSE(has_format("uuid", uuid.substr(1)));
    for (std::size_t i = 0; i < uuid.size(); ++i) {
        CAPTURE(i);
        for (const char c : {'/', ':', '`', 'g', '@', 'G', uuid[i] == '-' ? '0' : '-'}) {
            std::string wrong = uuid;
            wrong[i] = c;
            CHECK_FALSE(has_format("uuid", wrong));
        }
    }
}

TEST_CASE("an e-mail address is something, one @ and a domain without empty labels") {
    CHECK(has_format("email", "navn.efternavn@example.invalid"));
    CHECK(has_format("email", "a!@example"));
    for (const char* wrong : {"", "a", "@example.invalid", "a b@example.invalid", "a@b@example.invalid", "a@",
                              "a@.b", "a@b.", "a@b..c", "a\x7F@b", "a\x01@b", "a@b\n"}) {
        CAPTURE(wrong);
        CHECK_FALSE(has_format("email", wrong));
    }
    const std::string longest = "a@" + std::string(252, 'b');
    CHECK(has_format("email", longest));
    CHECK_FALSE(has_format("email", longest + "b"));
}

TEST_CASE("base64 has the standard alphabet, whole groups, and padding at its end alone") {
    for (const char* right : {"", "YWI=", "YQ==", "09azAZ+/"}) {
        CAPTURE(right);
        CHECK(has_format("byte", right));
    }
    for (const char* wrong :
         {"YW=I", "Y===", "====", "YWI", "YWIx=", "YW-_", "Y:Ix", "Y/I@", "Y`I[", "YW{x", "YW x"}) {
        CAPTURE(wrong);
        CHECK_FALSE(has_format("byte", wrong));
    }
}
