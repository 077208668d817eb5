// Header fields.
#include <skifte/net/message.hpp>

#include <catch2/catch.hpp>

using skifte::net::Headers;

TEST_CASE("A header is found whatever the case of its name") {
    Headers headers;
    headers.add("Content-Type", "text/plain");
    CHECK(headers.find("content-TYPE") == "text/plain");
    CHECK_FALSE(headers.find("Content"));
}

TEST_CASE("The first of several headers of one name is found, and setting replaces them all") {
    Headers headers;
    headers.add("Via", "a");
    headers.add("via", "b");
    CHECK(headers.find("Via") == "a");
    headers.set("VIA", "c");
    CHECK(headers.fields().size() == 1);
    CHECK(headers.find("via") == "c");
}
