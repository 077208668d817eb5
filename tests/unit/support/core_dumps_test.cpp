// While something secret is in memory the process leaves no core file.
#include <skifte/support/core_dumps.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <sys/prctl.h>

using skifte::NoCoreDumps;

TEST_CASE("the process is not dumpable as long as anybody wants it so, and then as it was") {
    for (const int before : {1, 0}) {
        REQUIRE(::prctl(PR_SET_DUMPABLE, before) == 0);
        std::optional<NoCoreDumps> first{std::in_place};
        CHECK(::prctl(PR_GET_DUMPABLE) == 0);
        std::optional<NoCoreDumps> copy{first};
        first.reset();
        CHECK(::prctl(PR_GET_DUMPABLE) == 0);
        copy.reset();
        CHECK(::prctl(PR_GET_DUMPABLE) == before);
    }
    ::prctl(PR_SET_DUMPABLE, 1);
}
