// The exit codes of the command line (a contract: scripts depend on them), and which error ends with which.
#pragma once

#include <skifte/support/error.hpp>

namespace skifte::cli {

enum class Exit : int {
    done = 0,
    internal = 1,
    usage = 2,       // wrong usage or invalid input, nothing sent
    machine = 3,     // configuration, secret reference, or this machine
    permission = 4,  // certificate, token or permission
    refused = 5,     // refused by the court, or by a rule of ours that protects it
    network = 6,     // network or server; nothing filed
    unknown = 7,     // the effect of a filing is unknown
    partly = 8,      // a batch ended with refused or faulty rows
    not_found = 9,
    court_refused = 10,  // the court's decision was a refusal
    due = 11,            // a check found something due or changed
    undecided = 12,      // no decision yet when the wait ended
    interrupted = 130,
};

[[nodiscard]] Exit exit_of(const Error& error) noexcept;

}  // namespace skifte::cli
