#include "cli/context.hpp"

#include "cli/message.hpp"
#include "cli/output.hpp"

#include <skifte/support/interrupt.hpp>

namespace skifte::cli {

Exit Context::ended(Error error) {
    if (filed && error.effect == Effect::none) error.effect = Effect::done;
    outcome = std::move(error);
    return exit_of(*outcome);
}

void Context::leave_last_words() const {
    const auto words = [this](Effect effect) {
        const Error error = Error{"interrupted"}.having(effect);
        std::string text = message(error, globals.language);
        if (globals.format == Format::json || globals.format == Format::jsonl)
            text += printed(message_object(error, globals.language)) + "\n";
        return LastWords{static_cast<int>(exit_of(error)), std::move(text)};
    };
    LastWords settled = words(filed ? Effect::done : Effect::none);
    if (sending) settled.text.clear();  // none before, done after: the journal alone knows
    set_last_words(std::move(settled), words(Effect::unknown));
}

Result<void> Context::confirm(std::string_view key, const std::vector<Argument>& arguments) {
    if (globals.yes) return {};
    if (!streams.in_is_terminal()) return fail("usage.needs_yes");
    streams.err(mask_cprs(say(key, arguments)) + " " + say("confirm.choices") + " ");
    SKIFTE_TRY(const std::string answer, streams.read_line());
    const bool yes = answer == "j" || answer == "ja" || answer == "J" || answer == "Ja" || answer == "y" ||
                     answer == "yes" || answer == "Y" || answer == "Yes";
    if (yes) return {};
    return fail("usage.declined");
}

}  // namespace skifte::cli
