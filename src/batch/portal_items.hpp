// What stands at the portal already, asked once for each place that rows are filed in.
#pragma once

#include <skifte/filing/filing.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace skifte::batch {

class PortalItems {
public:
    // What of a row stands there: nothing, all of it, or other content under its reference.
    struct Found {
        enum class Likeness { nothing, all, reference } likeness = Likeness::nothing;
        std::string server_id{};
    };
    // Errors: those of Target::find.
    [[nodiscard]] Result<Found> find(filing::Target& target, const std::string& place);

private:
    using Digest = std::array<std::uint64_t, 2>;
    struct Place {
        std::map<Digest, std::vector<std::string>> equal;  // of all that is matched → ids
        std::map<Digest, std::string> by_reference;
    };
    [[nodiscard]] static Result<Place> ask(filing::Target& target, const filing::LookUpRule& rule);
    std::map<std::string, Place, std::less<>> places_;
};

}  // namespace skifte::batch
