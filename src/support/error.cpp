#include <skifte/support/error.hpp>

#include <algorithm>

namespace skifte {

std::string_view to_string(Effect effect) noexcept {
    switch (effect) {
    case Effect::none: return "none";
    case Effect::done: return "done";
    case Effect::unknown: break;
    }
    return "unknown";
}

std::optional<Effect> parse_effect(std::string_view text) noexcept {
    for (const Effect effect : {Effect::none, Effect::done, Effect::unknown})
        if (to_string(effect) == text) return effect;
    return std::nullopt;
}

std::string_view Error::argument(std::string_view name) const noexcept {
    const auto found =
        std::find_if(arguments.begin(), arguments.end(), [&](const Argument& a) { return a.name == name; });
    return found == arguments.end() ? std::string_view{} : std::string_view{found->value};
}

}  // namespace skifte
