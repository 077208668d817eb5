// Context: all that a running command may use. One per run; everything costly is made at first use.
#pragma once

#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/streams.hpp"
#include "cli/texts/catalogue.hpp"

#include <skifte/support/clock.hpp>
#include <skifte/support/identifiers.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace skifte::cli {

struct Globals {
    Language language = Language::da;
    Format format = Format::table;
    std::vector<std::string> fields;
    bool quiet = false;
    bool dry_run = false;
    bool yes = false;
    bool show_cpr = false;
    std::optional<std::size_t> most;  // --maks: rows of a list
};

class Context {
public:
    Context(Streams& streams_, Globals globals_, Session& session_, const Clock& clock_)
        : streams(streams_), globals(std::move(globals_)), session(session_), clock(clock_) {}

    Streams& streams;
    Globals globals;
    Session& session;
    const Clock& clock;
    bool filed = false;    // by this run or before: what fails from then on does not undo it
    bool sending = false;  // a filing is under way
    // How a run ended that is no failure of the command and yet no 0: see `ended`.
    std::optional<Error> outcome;
    // Of --fields: a name that nothing has.
    std::optional<Error> wrong_field;

    [[nodiscard]] std::string say(std::string_view key, const std::vector<Argument>& arguments = {}) const {
        return cli::say(globals.language, key, arguments);
    }
    // For a run that has told all there is to tell and yet does not end with 0, such as a refusal of the
    // court: machines read it in the last line of stderr.
    [[nodiscard]] Exit ended(Error error);
    // What a second signal ends this run with, when nothing can be asked any more.
    void leave_last_words() const;
    // A line on stderr, not under --quiet.
    void note(std::string_view key, const std::vector<Argument>& arguments = {}) {
        if (!globals.quiet) streams.err(mask_cprs(say(key, arguments)) + "\n");
    }
    [[nodiscard]] Output output() {
        return Output(streams, globals.format, globals.fields, globals.language, globals.show_cpr,
                      &wrong_field);
    }
    // The same where it is too late to object to --fields: a filing has been made.
    [[nodiscard]] Output output_after_filing() {
        return Output(streams, globals.format, globals.fields, globals.language, globals.show_cpr);
    }

    // Asks yes or no on the terminal. --yes answers yes. Without a terminal: usage.needs_yes.
    // Not yes: usage.declined.
    [[nodiscard]] Result<void> confirm(std::string_view key, const std::vector<Argument>& arguments = {});
};

}  // namespace skifte::cli
