// The reader of OpenAPI descriptions: what it takes can be listed, and has examples that can be checked.
#include "fuzz/target.hpp"

#include <skifte/openapi/example.hpp>
#include <skifte/openapi/reader.hpp>
#include <skifte/openapi/surface.hpp>
#include <skifte/openapi/validate.hpp>

#include <string>

namespace skifte::fuzz {

void run(std::string_view input) {
    const auto document = openapi::read({"spec.yaml", std::string(input)});
    if (!document) return hold(!document.error().faults.empty(), "a refusal says why");
    static_cast<void>(openapi::surface(document->spec()));
    for (const openapi::Schema* schema : document->spec().schemas)
        static_cast<void>(
            openapi::validate(*schema, openapi::example(*schema), "x", openapi::Direction::request));
}

}  // namespace skifte::fuzz
