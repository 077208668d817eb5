// The receipts as a log that shows when it was tampered with: each line holds the hash of the one before, and
// the last is the head (how many, and the last hash), signed with the certificate's key.
//
// One JSON object a line: {"nr", "kvittering", "forrige", "hash"}, where hash is the SHA-256 of `forrige`, a
// line break and the compact JSON of `kvittering`; then {"hoved": {…}, "algoritme", "certifikat",
// "signatur"}, where the signature is of the compact JSON of `hoved`. Whether a receipt was read back later
// stands in none of them, since that may change.
#pragma once

#include <skifte/journal/journal.hpp>
#include <skifte/net/tls_identity.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace skifte::cli {

struct LogHead {
    std::int64_t count = 0;
    std::string hash = std::string(64, '0');  // of the last line; this of an empty log
    friend bool operator==(const LogHead&, const LogHead&) = default;
};
// "12:0f3a…". Error: usage.choice (flag --hoved).
[[nodiscard]] Result<LogHead> parse_head(std::string_view text);
[[nodiscard]] std::string to_string(const LogHead& head);

// The head of what the journal holds now.
[[nodiscard]] Result<LogHead> head_of(const journal::Journal& journal);

struct ReceiptLog {
    std::string text;
    LogHead head;
};
// Errors: journal.*; cert.signing.
[[nodiscard]] Result<ReceiptLog> write_log(const journal::Journal& journal, const net::TlsIdentity& identity,
                                           Instant now);

// What a log proves of itself. `fault` is "" where nothing is wrong, else a word for the first thing that is:
// line (no such line as above), order, changed, truncated (no head at its end, or one of more receipts), head
// (another than the one expected), signature.
struct LogVerdict {
    LogHead head;           // as far as the lines are whole
    std::int64_t line = 0;  // of the fault, from 1
    std::string fault;
    std::string certificate_sha256, certificate_serial, cvr;  // whose signature it is, as the head says
};
[[nodiscard]] LogVerdict check_log(std::string_view text, const LogHead* expected = nullptr);

}  // namespace skifte::cli
