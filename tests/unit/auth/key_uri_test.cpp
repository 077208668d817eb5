#include "unit/auth/test_pki.hpp"

#include <skifte/auth/hardware_key.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::auth;
using test::TemporaryFolder;

namespace {

std::string attribute_at_fault(std::string_view text) {
    const auto uri = parse_key_uri(text);
    REQUIRE_FALSE(uri);
    REQUIRE(uri.error().code == "key_uri.syntax");
    return std::string(uri.error().argument("attribute"));
}

}  // namespace

TEST_CASE("a pkcs11: URI is read with what it escapes", "[auth][hardware]") {
    const auto uri = parse_key_uri(
        "pkcs11:token=Sikker%20token;manufacturer=M;model=N;serial=12%3b3;object=n%C3%B8gle;id=%01%00%fF;"
        "type=private?module-path=/usr/lib/x.so");
    REQUIRE(uri);
    CHECK(uri->token == "Sikker token");
    CHECK(uri->manufacturer == "M");
    CHECK(uri->model == "N");
    CHECK(uri->serial == "12;3");
    CHECK(uri->object == "nøgle");
    CHECK(uri->id == std::string("\x01\x00\xff", 3));
    CHECK(uri->module_path == "/usr/lib/x.so");
    CHECK(parse_key_uri("pkcs11:")->object.empty());
}

TEST_CASE("what cannot be read of a pkcs11: URI is named, unless it may be something else",
          "[auth][hardware]") {
    CHECK(attribute_at_fault("pkcs11:objekt=x") == "objekt");
    CHECK(attribute_at_fault("pkcs11:object=") == "object");
    CHECK(attribute_at_fault("pkcs11:object=a;object=b") == "object");
    CHECK(attribute_at_fault("pkcs11:object=%4") == "object");
    CHECK(attribute_at_fault("pkcs11:object=%zz") == "object");
    CHECK(attribute_at_fault("pkcs11:token=a%00b") == "token");
    CHECK(attribute_at_fault("pkcs11:type=public") == "type");
    CHECK(attribute_at_fault("pkcs11:module-path=/x") == "module-path");
    CHECK(attribute_at_fault("pkcs11:?object=x") == "object");
    CHECK(attribute_at_fault("pkcs11:1234") == "");
    CHECK(attribute_at_fault("PKCS11:object=x") == "");
    CHECK(attribute_at_fault("certifikat.p12") == "");
}

TEST_CASE("a PIN in a pkcs11: URI is refused wherever it stands, and not repeated", "[auth][hardware]") {
    for (const char* text :
         {"pkcs11:object=x?pin-value=1234", "pkcs11:pin-value=1234", "pkcs11:object=x?pin-source=file:/pin",
          "pkcs11:object=x;PIN?x&pin-value=1234", "pin-value=1234"}) {
        const auto uri = parse_key_uri(text);
        REQUIRE_FALSE(uri);
        CHECK(uri.error().code == "key_uri.pin");
        CHECK(uri.error().arguments.empty());
    }
}

TEST_CASE("where the build has no PKCS#11 that is what is told, and else a file that is missing",
          "[auth][hardware]") {
    const TemporaryFolder folder;
    const auto loaded = load_hardware_key(folder.path() / "findes-ikke.pem",
                                          parse_key_uri("pkcs11:object=x").value(), Secret{});
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == (has_hardware_keys() ? "cert.missing" : "cert.pkcs11_absent"));
}
