// What specs/README.md tells a reader of each operation, against the overlays.
#include <skifte/openapi/reader.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

using namespace skifte;
using namespace skifte::openapi;

TEST_CASE("specs/README.md says of every operation where it comes from, as its overlay does") {
    std::ifstream text(std::filesystem::path(SKIFTE_SPECS_DIR) / "README.md");
    REQUIRE(text);
    // "### `doedsbojournal`", then "| `opretKrav`, `hentKrav` | partly | …".
    std::map<std::string, std::map<std::string, std::string>> told;
    std::string spec;
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with("#")) spec.clear();
        if (line.starts_with("### `")) spec = line.substr(5, line.rfind('`') - 5) + "-dist-oas";
        if (spec.empty() || !line.starts_with("| `")) continue;
        const auto bar = line.find(" | ");
        const std::string provenance = line.substr(bar + 3, line.find(" | ", bar + 3) - bar - 3);
        for (auto from = line.find('`'); from < bar;) {
            const auto to = line.find('`', from + 1);
            told[spec][line.substr(from + 1, to - from - 1)] = provenance;
            from = line.find('`', to + 1);
        }
    }
    for (const auto& entry : std::filesystem::directory_iterator(SKIFTE_SPECS_DIR)) {
        if (!entry.path().filename().string().ends_with("-oas.yaml")) continue;
        const auto document = read_file(entry.path());
        REQUIRE(document);
        std::map<std::string, std::string> is_so;
        for (const Operation& operation : document->spec().operations)
            is_so[std::string(operation.id)] = operation.facts.provenance;
        CHECK(told[std::string(document->spec().name)] == is_so);
    }
}
