// The log of receipts: whatever is done to it shows.
#include "cli/receipt_log.hpp"
#include "unit/auth/test_pki.hpp"
#include "unit/journal/fixture.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace skifte;
using namespace skifte::cli;

namespace {

using journal::test::Folder;
using journal::test::good;

net::TlsIdentity identity() {
    const auth::test::Issued& leaf = auth::test::leaf();
    return {leaf.key.get(), leaf.certificate.get(), {}};
}

// A journal of three receipts, each of another filing.
struct Kept {
    Folder folder;
    journal::Journal journal = journal::test::opened(folder.path());

    Kept() {
        for (const char* name : {"en", "to", "tre"}) {
            const std::string id = good(journal.plan(journal::test::wish(journal, name)));
            good(journal.sending(id));
            (void)good(journal.accept(id, {.server_id = name, .http_status = 201}));
        }
    }
    ReceiptLog log() { return good(write_log(journal, identity(), Instant{})); }
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at + 1));
        at = end + 1;
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line;
    return text;
}

}  // namespace

TEST_CASE("A log is as it was written, and its head is that of the journal") {
    Kept kept;
    const ReceiptLog log = kept.log();
    CHECK(log.head.count == 3);
    CHECK(log.head == good(head_of(kept.journal)));
    CHECK(good(parse_head(to_string(log.head))) == log.head);
    const LogVerdict verdict = check_log(log.text);
    CHECK(verdict.fault.empty());
    CHECK(verdict.head == log.head);
    CHECK(verdict.cvr == "99999999");
    CHECK(verdict.certificate_sha256 == identity().sha256());
}

TEST_CASE("What was found out about a receipt later leaves its log whole") {
    Kept kept;
    const ReceiptLog before = kept.log();
    std::string id;
    good(kept.journal.receipts([&](const journal::Receipt& receipt) {
        id = receipt.id;
        return false;
    }));
    good(kept.journal.verify(id, journal::Verification::differs, {"/beloeb"}));
    CHECK(kept.log().head == before.head);
}

TEST_CASE("A log that lost lines, or has them in another order, shows it") {
    Kept kept;
    const auto lines = lines_of(kept.log().text);
    REQUIRE(lines.size() == 4);
    const auto fault = [](const std::vector<std::string>& changed) {
        return check_log(joined(changed)).fault;
    };
    CHECK(fault({lines[0], lines[1], lines[3]}) == "truncated");
    CHECK(fault({lines[0], lines[1], lines[2]}) == "truncated");
    CHECK(fault({lines[0], lines[1]}) == "truncated");
    CHECK(fault({lines[0], lines[2], lines[3]}) == "order");
    CHECK(fault({lines[1], lines[0], lines[2], lines[3]}) == "order");
    CHECK(fault({lines[1], lines[2], lines[3]}) == "order");
    CHECK(fault({lines[0], lines[0], lines[1], lines[2], lines[3]}) == "order");
    CHECK(fault({lines[0], lines[1], lines[2], lines[3], lines[3]}) == "line");
    CHECK(fault({}) == "truncated");
}

TEST_CASE("No byte of a log can be changed, nor its end cut off, without its showing") {
    Kept kept;
    const std::string text = kept.log().text;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string flipped = text;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x01);
        // Base64 has bits that mean nothing at its end, and JSON has blanks that mean nothing.
        if (check_log(flipped).fault.empty()) {
            CAPTURE(at, text.substr(at > 20 ? at - 20 : 0, 40));
            CHECK(check_log(flipped).head == check_log(text).head);
        }
    }
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(check_log(std::string_view(text).substr(0, size)).fault.empty());
    }
}

TEST_CASE("A head that was written down is looked for on the way to the head of now") {
    Kept kept;
    const LogHead before = kept.log().head;
    const std::string id = good(kept.journal.plan(journal::test::wish(kept.journal, "fire")));
    good(kept.journal.sending(id));
    (void)good(kept.journal.accept(id, {.server_id = "fire", .http_status = 201}));
    const ReceiptLog now = kept.log();
    CHECK(check_log(now.text, &before).fault.empty());
    CHECK(check_log(now.text, &now.head).fault.empty());
    LogHead other = before;
    other.count = 4;
    CHECK(check_log(now.text, &other).fault == "head");
}

TEST_CASE("A log signed anew by another key is signed by another certificate, and a patched one by none") {
    Kept kept;
    const auto lines = lines_of(kept.log().text);
    const auth::test::Issued other = auth::test::pki().issue();
    const net::TlsIdentity theirs(other.key.get(), other.certificate.get(), {});
    const std::string forged = good(write_log(kept.journal, theirs, Instant{})).text;
    CHECK(check_log(forged).certificate_sha256 != identity().sha256());
    // Their signature below our certificate.
    std::string patched = lines_of(forged).back();
    const Json ours = good(Json::parse(lines.back()));
    Json mixed = good(Json::parse(patched));
    mixed.set("certifikat", ours.text("certifikat"));
    CHECK(check_log(lines[0] + lines[1] + lines[2] + mixed.dump() + "\n").fault == "signature");
}
