#include "cli/row_confirmation.hpp"

#include <algorithm>

namespace skifte::cli {

Result<void> confirm_rows(Context& context, std::string_view environment,
                          const std::optional<std::string>& given, const std::vector<Argument>& arguments) {
    const bool production = environment == "production";
    const auto number = std::find_if(arguments.begin(), arguments.end(),
                                     [](const Argument& argument) { return argument.name == "count"; });
    const std::string count = number == arguments.end() ? "" : number->value;
    if (given && *given != count) return fail("usage.wrong_count", {{"count", count}, {"value", *given}});
    if (production) context.streams.err(context.say("confirm.production", arguments) + "\n");
    if (given) return {};
    if (!production) return context.confirm("confirm.batch", arguments);
    if (!context.streams.in_is_terminal()) return fail("usage.needs_confirm", {{"count", count}});
    context.streams.err(mask_cprs(context.say("confirm.batch.count", arguments)) + " ");
    SKIFTE_TRY(const std::string typed, context.streams.read_line());
    if (typed != count) return fail("usage.wrong_count", {{"count", count}, {"value", typed}});
    return {};
}

}  // namespace skifte::cli
