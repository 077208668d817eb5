// Path templates against paths, segment by segment.
#include "sandbox/router.hpp"

#include "sandbox/answer.hpp"
#include "sandbox/request.hpp"

#include <optional>

namespace skifte::sandbox {
namespace {

std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

// The values of the template's parameters if `path` fits it.
std::optional<Json> match(std::string_view pattern, std::string_view path) {
    Json values = Json::object();
    while (pattern.starts_with('/') && path.starts_with('/')) {
        const std::string_view expected = next_segment(pattern);
        const auto segment = percent_decode(next_segment(path), false);
        if (!segment) return std::nullopt;
        if (expected.starts_with('{') && expected.ends_with('}') && !segment->empty())
            values.set(expected.substr(1, expected.size() - 2), *segment);
        else if (expected != *segment)
            return std::nullopt;
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return values;
}

}  // namespace

Result<Route> Router::find(std::string_view method, std::string_view path) const {
    Route best;
    bool path_known = false;
    for (const openapi::Spec* spec : specs_) {
        for (const openapi::Operation& operation : spec->operations) {
            auto values = match(operation.path, path);
            if (!values) continue;
            path_known = true;
            if (operation.method != method) continue;
            if (!best.operation || values->members().size() < best.path_values.members().size())
                best = {spec, &operation, std::move(*values)};
        }
    }
    if (best.operation) return best;
    if (path_known) return refuse(405, "METODE_TAGES_IKKE_IMOD", "Adressen tager ikke imod den metode.");
    return refuse(404, "UKENDT_ADRESSE", "Adressen findes ikke.");
}

}  // namespace skifte::sandbox
