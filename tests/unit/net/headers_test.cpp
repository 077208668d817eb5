// Header fields, and the dates in them.
#include <skifte/net/message.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::net;

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

TEST_CASE("An HTTP-date is read in its three forms") {
    for (const auto* text :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
        CHECK(parse_http_date(text) == parse_rfc3339("1994-11-06T08:49:37Z").value());
    CHECK(parse_http_date("Fri, 31 Dec 9999 23:59:59 GMT") == parse_rfc3339("9999-12-31T23:59:59Z").value());
}

TEST_CASE("A date beyond the years that the forms have room for is none, and does not overflow") {
    for (const auto* text : {"Sat, 01 Jan 10000 00:00:00 GMT", "Sun, 06 Nov 2147483647 08:49:37 GMT",
                             "Nov9: 000000000000000002147483647", "Nov9: 999999999"})
        CHECK_FALSE(parse_http_date(text));
}
