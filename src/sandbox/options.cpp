// Five flags do not need a library.
#include "sandbox/options.hpp"

#include <skifte/support/date.hpp>

#include <charconv>
#include <string_view>

namespace skifte::sandbox {
namespace {

Failure usage(std::string_view argument) {
    return fail("sandbox.usage", {{"argument", std::string(argument)}});
}

Result<void> set(Options& options, std::string_view flag, std::string_view value) {
    if (flag == "--dir" && !value.empty()) {
        options.folder = value;
    } else if (flag == "--port") {
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), options.port);
        if (error != std::errc{} || end != value.data() + value.size() || options.port < 0 ||
            options.port > 65'535)
            return usage(flag);
    } else if (flag == "--afgoerelse-efter") {
        SKIFTE_TRY(options.decision_delay, parse_duration(value));
    } else if (flag == "--token-levetid") {
        SKIFTE_TRY(options.token_lifetime, parse_duration(value));
    } else {
        return usage(flag);
    }
    return {};
}

}  // namespace

Result<Options> parse_options(std::span<const char* const> arguments) {
    Options options;
    if (arguments.empty() || std::string_view(arguments[0]) != "serve")
        return usage(arguments.empty() ? "serve" : arguments[0]);
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        const std::size_t equals = argument.find('=');
        if (argument == "--quiet")
            options.quiet = true;
        else if (equals != std::string_view::npos)
            SKIFTE_CHECK(set(options, argument.substr(0, equals), argument.substr(equals + 1)));
        else if (i + 1 < arguments.size())
            SKIFTE_CHECK(set(options, argument, arguments[++i]));
        else
            return usage(argument);
    }
    if (options.folder.empty()) return usage("--dir");
    return options;
}

}  // namespace skifte::sandbox
