// Finds the operation of the specs that a method and a path mean.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <string_view>
#include <vector>

namespace skifte::sandbox {

struct Route {
    const openapi::Spec* spec = nullptr;  // an operation id may stand in several specs
    const openapi::Operation* operation = nullptr;
    Json path_values = Json::object();  // the path's parameters, decoded
};

class Router {
public:
    explicit Router(const std::vector<const openapi::Spec*>& specs) : specs_(specs) {}

    // `path` is percent-encoded, without the query. A template with fewer parameters goes before one with
    // more. Refuses with 404 an unknown path, with 405 a known one that does not take the method.
    [[nodiscard]] Result<Route> find(std::string_view method, std::string_view path) const;

private:
    std::vector<const openapi::Spec*> specs_;
};

}  // namespace skifte::sandbox
