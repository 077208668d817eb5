#include "cli/masked.hpp"

#include <skifte/support/identifiers.hpp>

namespace skifte::cli {

Json masked(const Json& value) {
    switch (value.kind()) {
    case Json::Kind::string: return Json(mask_cprs(value.as_string()));
    case Json::Kind::number: {
        std::string text = mask_cprs(value.digits());
        return text == value.digits() ? value : Json(std::move(text));
    }
    case Json::Kind::array: {
        Json out = Json::array();
        for (const Json& item : value.items()) out.push_back(masked(item));
        return out;
    }
    case Json::Kind::object: {
        Json out = Json::object();
        for (const auto& [name, member] : value.members()) out.set(mask_cprs(name), masked(member));
        return out;
    }
    default: return value;
    }
}

}  // namespace skifte::cli
