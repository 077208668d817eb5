// Faults on demand: DIR/faults.json says which calls go wrong, and how.
//
// The file is an array of rules, read again when its content changes:
//   {"operation": "indsendRedegoerelse", "times": 1, "do": "error-after", "status": 503}
// `operation` is an operationId, "token", or "*" for every operation of the API (not the token); `times` (1)
// is how many calls the rule takes. The first rule that fits and has calls left is used, by calls that are
// authenticated and valid. `do` is one of
//   late          answers after `ms`, or once the file DIR/`until` is there
//   commit-late   answers at once; what was filed is there `ms` later, or once DIR/`until` is
//   refuse        `status` (409) and `retryAfter` seconds if stated; nothing is filed
//   error-before  `status` (500); nothing is filed
//   error-after   `status` (500); it is filed
//   reset-before  closes the connection without an answer; nothing is filed
//   reset-after   closes the connection without an answer; it is filed
//   cut           files, and answers the first `bytes` (0) bytes of the body under the full Content-Length
//   torn          files, and answers the first `bytes` (0) bytes, counted from the status line on; then the
//                 connection is closed in order. DIR/torn.http has the whole answer
//   html          200 with a page of HTML; files if `commit` (false)
//   empty         200 without a body; files if `commit` (false)
//   type          the right body as text/plain; it is filed
//   page          page `page` (0) of a list, of `size` (as asked for) items, in place of the one asked for;
//                 without the total unless `total` (true)
//   hostile       the right answer, or that of `status`, with hostile words in each of its free texts
//   unauthorized  401; nothing is filed
// With `ms` what any other of them files is there so much later, and with `until` once DIR/`until` is. The
// sandbox's memory of what waits for a file ends with it.
// Each use is appended to DIR/faults.log as a line of JSON.
#pragma once

#include <skifte/support/result.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::sandbox {

struct FaultRule {
    enum class Kind {
        late,
        commit_late,
        refuse,
        error_before,
        error_after,
        reset_before,
        reset_after,
        cut,
        torn,
        html,
        empty,
        type,
        unauthorized,
        page,
        hostile,
    };
    std::string operation;
    std::string name;  // of the kind, as written
    Kind kind = Kind::late;
    std::int64_t times = 1;
    std::chrono::milliseconds delay{0};
    int status = 0;
    std::optional<std::int64_t> retry_after = std::nullopt;
    std::size_t bytes = 0;
    bool commit = false;
    std::string until = {};
    std::int64_t page = 0;
    std::optional<std::int64_t> size = std::nullopt;
    bool total = true;
};

// Not thread-safe.
class Faults {
public:
    explicit Faults(std::filesystem::path folder)
        : file_(folder / "faults.json"), log_(folder / "faults.log") {}

    // The rule for this call, which counts as used. None if there is no file or no rule fits.
    // Error: sandbox.faults (reason): a file that cannot be understood must not pass for one without faults.
    [[nodiscard]] Result<std::optional<FaultRule>>
    take(std::string_view operation, const std::string& request_id, const std::string& time);

private:
    [[nodiscard]] Result<void> read_if_changed();

    std::filesystem::path file_;
    std::filesystem::path log_;
    std::string content_;
    std::vector<FaultRule> rules_;
};

}  // namespace skifte::sandbox
