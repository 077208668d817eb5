// NoCoreDumps: while one lives, a crash of this process writes no core file and no other process of the user
// reads its memory. For as long as a private key is in it.
#pragma once

namespace skifte {

// Counted: what was before comes back with the last. Thread-safe. It holds for the whole process and for what
// it forks, not for a program that one of these executes (prctl(2), PR_SET_DUMPABLE).
class NoCoreDumps {
public:
    NoCoreDumps();
    ~NoCoreDumps();
    NoCoreDumps(const NoCoreDumps&) : NoCoreDumps() {}
    NoCoreDumps& operator=(const NoCoreDumps&) = default;
};

}  // namespace skifte
