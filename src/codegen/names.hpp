// Names: gives each type, field and enumerator its identifier, by rule or as the overlay says, and sees to it
// that no two in one scope are the same.
#pragma once

#include "codegen/refusals.hpp"

#include <skifte/openapi/reader.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::codegen {

// One C++ scope: its names, each with the wire name and the line it is for.
struct Scope {
    std::set<std::string, std::less<>> taken;  // by the library; a name of the spec gets a "_"
    std::map<std::string, std::string> used;
};

// What a name is for.
struct Named {
    std::string_view kind;  // as in GivenName
    std::string key;        // as in GivenName::wire
    std::string_view wire;  // as it is shown
    openapi::Location at;
    std::string pointer;
};

class Names {
public:
    Names(const std::vector<openapi::GivenName>& given, Refusals& refusals);

    // The identifier for `named`: the overlay's, else `by_rule`. Refused: codegen.no_name, codegen.collision.
    [[nodiscard]] std::string claim(Scope& scope, const Named& named, std::string by_rule);
    // Refuses the names of the overlay that nothing asked for: they are misspelt, or the spec has changed.
    void refuse_unused();

private:
    struct Given {
        std::string name;
        openapi::Location at;
        bool used = false;
    };
    std::map<std::pair<std::string, std::string>, Given> given_;
    Refusals& refusals_;
};

}  // namespace skifte::codegen
