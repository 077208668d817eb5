// A program outside the project: what it includes and links must come from the installed library.

#include <skifte/likvidator/operations.hpp>
#include <skifte/likvidator/spec.hpp>
#include <skifte/net/transport.hpp>

#include <cstdio>

int main() {
    namespace v1 = skifte::likvidator::v1;
    v1::AnmodOmFristudsaettelse ask;
    ask.sag_id = {"4b1f7d52-0000-4a00-8000-000000000001"};
    ask.frist_id = {"4b1f7d52-0000-4a00-8000-000000000002"};
    ask.body.oensket_dato = skifte::Date::parse_iso("2027-03-01").value();
    ask.body.begrundelse = "Afventer regnskab";
    const auto request = skifte::api::encode(ask.operation(), ask.arguments(), "https://example.invalid");
    if (!request) {
        std::printf("%s\n", request.error().code.c_str());
        return 1;
    }
    skifte::net::Loop loop;
    const auto transport = skifte::net::make_curl_transport(loop, {});
    std::printf("%s %s\n", request->method.c_str(), request->url.c_str());
    return v1::spec().find_operation("anmodOmFristudsaettelse") == &ask.operation() ? 0 : 1;
}
