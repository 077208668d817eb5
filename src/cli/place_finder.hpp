// Places of a sheet's rows by what a row says of them, such as an estate by the deceased: each is looked for
// once, however many rows name it.
#pragma once

#include "cli/context.hpp"
#include "cli/objects.hpp"

#include <map>
#include <string>
#include <vector>

namespace skifte::cli {

class PlaceFinder {
public:
    explicit PlaceFinder(Context& context) : context_(context) {}

    struct Found {
        std::vector<std::string> ids;
        std::string reason;  // the portal's own words, where there is none
    };
    // `query`: the body of the place's search. Errors: as the call; none there is no error.
    [[nodiscard]] Result<const Found*> find(const Place& place, const Json& query);

private:
    Context& context_;
    std::map<std::string, Found> found_;
};

}  // namespace skifte::cli
