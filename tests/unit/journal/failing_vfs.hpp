// A storage layer for SQLite that passes everything on to the default one, counts the calls that change the
// disk, and at one of them either ends the process or reports a full disk from then on.
#pragma once

#include <string>

namespace skifte::journal::test {

struct FailingVfs {
    enum class Mode { pass, die, full };
    static constexpr int died = 99;  // exit status

    // Registers it (once a process) and sets when it strikes: at change number `at`, from 1.
    static std::string strike(Mode mode, int at);
    // Changes since the last strike().
    static int changes();
};

}  // namespace skifte::journal::test
