// See receipt_log.hpp.
#include "cli/receipt_log.hpp"

#include "cli/receipts.hpp"

#include <skifte/auth/signature.hpp>
#include <skifte/support/date.hpp>
#include <skifte/support/digest.hpp>

#include <charconv>

namespace skifte::cli {

namespace {

constexpr std::string_view algorithm = "PSS-SHA256";

std::string chained(const std::string& before, const std::string& receipt) {
    return hex(sha256(before + "\n" + receipt));
}

// What does not change any more.
Json fixed_part(const journal::Receipt& receipt) {
    Json object = receipt_object(receipt);
    object.erase("efterproevning");
    object.erase("afvigelser");
    return object;
}

}  // namespace

Result<LogHead> parse_head(std::string_view text) {
    LogHead head;
    const auto colon = text.find(':');
    const auto count = text.substr(0, colon);
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), head.count);
    const bool whole =
        colon != std::string_view::npos && error == std::errc{} && end == count.data() + count.size();
    if (whole) head.hash = text.substr(colon + 1);
    if (!whole || head.hash.size() != 64 ||
        head.hash.find_first_not_of("0123456789abcdef") != std::string::npos)
        return fail("usage.choice",
                    {{"flag", "--hoved"}, {"value", std::string(text)}, {"expected", "ANTAL:SHA256"}});
    return head;
}

std::string to_string(const LogHead& head) {
    return std::to_string(head.count) + ":" + head.hash;
}

Result<LogHead> head_of(const journal::Journal& journal) {
    LogHead head;
    SKIFTE_CHECK(journal.receipts([&](const journal::Receipt& receipt) {
        head.hash = chained(head.hash, fixed_part(receipt).dump());
        ++head.count;
        return true;
    }));
    return head;
}

Result<ReceiptLog> write_log(const journal::Journal& journal, const net::TlsIdentity& identity, Instant now) {
    ReceiptLog log;
    std::string cvr;
    SKIFTE_CHECK(journal.receipts([&](const journal::Receipt& receipt) {
        Json line = Json::object();
        Json object = fixed_part(receipt);
        const std::string hash = chained(log.head.hash, object.dump());
        line.set("nr", ++log.head.count);
        line.set("kvittering", std::move(object));
        line.set("forrige", log.head.hash).set("hash", hash);
        log.text += line.dump() + "\n";
        log.head.hash = hash;
        cvr = receipt.cvr;
        return true;
    }));
    Json head = Json::object();
    head.set("antal", log.head.count).set("hash", log.head.hash).set("tidspunkt", rfc3339(now));
    head.set("certifikatSerienummer", identity.serial()).set("certifikatSha256", identity.sha256());
    head.set("certifikatCvr", cvr);
    SKIFTE_TRY(const std::string signature, auth::sign(identity, head.dump()));
    Json last = Json::object();
    last.set("hoved", std::move(head)).set("algoritme", algorithm);
    last.set("certifikat", base64(identity.der())).set("signatur", base64(signature));
    log.text += last.dump() + "\n";
    return log;
}

namespace {

class LogReader {
public:
    LogReader(std::string_view text, const LogHead* expected) : text_(text), expected_(expected) {}

    LogVerdict read() {
        bool signed_head = false;
        while (verdict_.fault.empty() && !text_.empty()) {
            ++verdict_.line;
            const auto line = next();
            const auto json = Json::parse(line);
            if (signed_head || !json || !json->is_object()) {
                verdict_.fault = "line";
            } else if (json->find("hoved") != nullptr) {
                signed_head = true;
                take_head(*json);
            } else {
                take_receipt(*json);
            }
        }
        if (verdict_.fault.empty() && !signed_head) verdict_.fault = "truncated";
        if (verdict_.fault.empty() && !expected_seen_) verdict_.fault = "head";
        return verdict_;
    }

private:
    std::string_view next() {
        const auto end = text_.find('\n');
        const auto line = text_.substr(0, end);
        text_ = end == std::string_view::npos ? std::string_view{} : text_.substr(end + 1);
        return line;
    }

    void take_receipt(const Json& line) {
        const Json* number = line.find("nr");
        const Json* receipt = line.find("kvittering");
        if (number == nullptr || receipt == nullptr || !receipt->is_object()) {
            verdict_.fault = "line";
            return;
        }
        if (number->as_integer() != verdict_.head.count + 1 || line.text("forrige") != verdict_.head.hash) {
            verdict_.fault = "order";
            return;
        }
        const std::string hash = chained(verdict_.head.hash, receipt->dump());
        if (hash != line.text("hash")) {
            verdict_.fault = "changed";
            return;
        }
        ++verdict_.head.count;
        verdict_.head.hash = hash;
        see(verdict_.head);
    }

    // The log may have grown since the head was written down: it must have been there on the way.
    void see(const LogHead& head) {
        expected_seen_ = expected_seen_ || (expected_ != nullptr && *expected_ == head);
    }

    void take_head(const Json& line) {
        const Json& head = *line.find("hoved");
        const Json* count = head.find("antal");
        if (count == nullptr || count->as_integer() != verdict_.head.count ||
            head.text("hash") != verdict_.head.hash) {
            verdict_.fault = "truncated";
            return;
        }
        const auto certificate = base64_decode(line.text("certifikat"));
        const auto signature = base64_decode(line.text("signatur"));
        if (!certificate || !signature || hex(sha256(*certificate)) != head.text("certifikatSha256") ||
            !auth::verify(*certificate, head.dump(), *signature)) {
            verdict_.fault = "signature";
            return;
        }
        verdict_.certificate_sha256 = head.text("certifikatSha256");
        verdict_.certificate_serial = head.text("certifikatSerienummer");
        verdict_.cvr = head.text("certifikatCvr");
    }

    std::string_view text_;
    const LogHead* expected_;
    LogVerdict verdict_;
    bool expected_seen_ = expected_ == nullptr || *expected_ == LogHead{};
};

}  // namespace

LogVerdict check_log(std::string_view text, const LogHead* expected) {
    return LogReader(text, expected).read();
}

}  // namespace skifte::cli
