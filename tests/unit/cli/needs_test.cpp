// What a 403 says of the needs of the courts' form.
#include "cli/commands/specs.hpp"
#include "cli/needs.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;

namespace {

std::string hint_for(std::vector<std::string> groups, std::vector<Argument> arguments) {
    Profile profile;
    profile.groups = std::move(groups);
    Error error("http.forbidden", std::move(arguments));
    tell_group(error, profile);
    return std::string(error.argument("hint"));
}

}  // namespace

TEST_CASE("Every need that an operation of any spec names is told in both languages", "[needs]") {
    for (const auto* spec : compiled_specs())
        for (const auto& operation : spec->operations) {
            if (operation.facts.need.empty()) continue;
            CAPTURE(spec->name, operation.id, operation.facts.need);
            for (const auto language : {Language::da, Language::en}) {
                CHECK_FALSE(need_text(operation.facts.need, language).empty());
                CHECK(need_text(operation.facts.need, language).find("ssp-api@") != std::string_view::npos);
            }
        }
    CHECK(all_needs().size() == 10);  // the lines of the form
    CHECK(need_text("findes-ikke", Language::da).empty());
}

TEST_CASE("The profile's groups say whether a refusal can be for want of the need", "[needs]") {
    CHECK(hint_for({}, {{"need", "doedsbo-krav"}}) == "group");
    CHECK(hint_for({"doedsbo-krav"}, {{"need", "doedsbo-krav"}}) == "granted");
    CHECK(hint_for({"doedsbo-opslag"}, {{"need", "doedsbo-krav"}}) == "not_granted");
    CHECK(hint_for({"doedsbo-krav"}, {{"need", "doedsbo-krav"}, {"hint", "insufficient_scope"}}) ==
          "insufficient_scope");
    CHECK(hint_for({"doedsbo-krav"}, {}).empty());
}
