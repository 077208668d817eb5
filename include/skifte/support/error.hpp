// Error: what went wrong, as data. A stable code with named arguments, never a sentence; `cli` alone turns it
// into Danish or English and into an exit code.
#pragma once

#include <skifte/support/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte {

// What a failed or finished call may have done at the other end.
//   none     nothing was filed: it may be sent again
//   done     it was filed
//   unknown  it may have been filed: never sent again before a look-up has answered
enum class Effect { none, done, unknown };

[[nodiscard]] std::string_view to_string(Effect effect) noexcept;
[[nodiscard]] std::optional<Effect> parse_effect(std::string_view text) noexcept;

// One named value of a message, such as {"path", "krav.csv"}. Never a secret, never a whole CPR.
struct Argument {
    std::string name;
    std::string value;
    friend bool operator==(const Argument&, const Argument&) = default;
};

// One thing wrong with an input, of possibly many. `path` is a JSON path ("body.redegoerelse.periodeFra").
struct Fault {
    std::string path;
    std::string code;
    std::vector<Argument> arguments;
    friend bool operator==(const Fault&, const Fault&) = default;
};

// What the server says of one field of what it was sent.
struct Remark {
    std::string field;  // in its own words; "" if it names none
    std::string text;
    friend bool operator==(const Remark&, const Remark&) = default;
};

// What the server answered, where it answered at all.
struct HttpFailure {
    int status = 0;
    std::string request_id;  // the server's, or ours as it was echoed; empty if none
    std::string content_type;
    Json problem{};       // the parsed error body; null where it was none that we can read
    std::string words{};  // what it says is wrong, in its own words; "" where it does not
    std::vector<Remark> remarks{};
};

struct Error {
    std::string code;  // "cert.expired", "net.timeout.connect": lower case, dotted, stable
    std::vector<Argument> arguments;
    std::vector<std::string> frames;  // what was being done, innermost first; for -v, not for messages
    std::vector<Fault> faults;        // all that is wrong with the input, where the code says "these"
    std::optional<HttpFailure> http;
    Effect effect = Effect::none;

    Error() = default;
    explicit Error(std::string code_, std::vector<Argument> arguments_ = {})
        : code(std::move(code_)), arguments(std::move(arguments_)) {}

    Error&& with(std::string name, std::string value) && {
        arguments.push_back({std::move(name), std::move(value)});
        return std::move(*this);
    }
    Error&& in(std::string frame) && {
        frames.push_back(std::move(frame));
        return std::move(*this);
    }
    Error&& having(Effect effect_) && {
        effect = effect_;
        return std::move(*this);
    }
    // The value of a named argument, or "" if there is none.
    [[nodiscard]] std::string_view argument(std::string_view name) const noexcept;
};

}  // namespace skifte
