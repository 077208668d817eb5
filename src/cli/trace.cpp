#include "cli/trace.hpp"

#include "cli/output.hpp"

#include <skifte/support/identifiers.hpp>
#include <skifte/support/json.hpp>

namespace skifte::cli {

namespace {

std::string milliseconds(std::chrono::microseconds time) {
    return std::to_string(time.count() / 1000) + "." + std::to_string(time.count() % 1000 / 100) + " ms";
}

Json header_object(const net::Headers& headers) {
    Json out = Json::object();
    for (const auto& [name, value] : headers.fields()) out.set(name, mask_cprs(value));
    return out;
}

Json timing_object(const net::Timing& timing) {
    Json out = Json::object();
    out.set("tokenUs", static_cast<std::int64_t>(timing.token.count()));
    out.set("nameUs", static_cast<std::int64_t>(timing.name.count()));
    out.set("connectUs", static_cast<std::int64_t>(timing.connect.count()));
    out.set("tlsUs", static_cast<std::int64_t>(timing.tls.count()));
    out.set("firstByteUs", static_cast<std::int64_t>(timing.first_byte.count()));
    out.set("totalUs", static_cast<std::int64_t>(timing.total.count()));
    return out;
}

std::string json_line(const net::Attempt& attempt) {
    Json out = Json::object();
    out.set("operation", attempt.label);
    out.set("method", attempt.method);
    out.set("url", mask_cprs(attempt.url));
    out.set("attempt", attempt.number);
    out.set("address", attempt.address);
    out.set("protocol", attempt.protocol);
    out.set("tls", attempt.tls);
    out.set("certificateSerial", attempt.certificate_serial);
    out.set("certificateAsked", attempt.certificate_asked);
    out.set("certificateSent", attempt.certificate_sent);
    out.set("requestHeaders", header_object(attempt.request_headers));
    out.set("sentBytes", attempt.sent_bytes);
    out.set("receivedBytes", attempt.received_bytes);
    out.set("timing", timing_object(attempt.timing));
    if (attempt.response) {
        out.set("status", attempt.response->status);
        out.set("responseHeaders", header_object(attempt.response->headers));
    }
    if (attempt.error) out.set("error", attempt.error->code);
    return printed(out) + "\n";
}

void append_headers(std::string& out, char mark, const net::Headers& headers) {
    for (const auto& [name, value] : headers.fields())
        out += std::string("  ") + mark + " " + name + ": " + harmless(mask_cprs(value)) + "\n";
}

std::string connection_line(const net::Attempt& attempt) {
    if (attempt.address.empty()) return "  = no connection\n";
    const std::string_view certificate = attempt.certificate_sent    ? " shown"
                                         : attempt.certificate_asked ? " asked for, none shown"
                                                                     : " not asked for";
    return "  = " + attempt.address + (attempt.tls.empty() ? "" : ", " + attempt.tls) + ", certificate " +
           attempt.certificate_serial + std::string(certificate) + "\n";
}

std::string timing_line(const net::Timing& t) {
    return "  = token " + milliseconds(t.token) + ", name " + milliseconds(t.name) + ", connect " +
           milliseconds(t.connect) + ", tls " + milliseconds(t.tls) + ", first byte " +
           milliseconds(t.first_byte) + ", total " + milliseconds(t.total) + "\n";
}

std::string text_lines(const net::Attempt& attempt) {
    std::string out = "> " + attempt.method + " " + mask_cprs(attempt.url) + "  (" + attempt.label +
                      (attempt.number > 1 ? ", attempt " + std::to_string(attempt.number) : "") + ")\n";
    append_headers(out, '>', attempt.request_headers);
    if (attempt.response) {
        out += "< " + attempt.protocol + " " + std::to_string(attempt.response->status) + "\n";
        append_headers(out, '<', attempt.response->headers);
    }
    if (attempt.error) out += "! " + attempt.error->code + "\n";
    out += connection_line(attempt);
    out += "  = sent " + std::to_string(attempt.sent_bytes) + " bytes, received " +
           std::to_string(attempt.received_bytes) + "\n";
    return out + timing_line(attempt.timing);
}

}  // namespace

Result<net::Trace> make_trace(Streams& streams, const std::string& form) {
    if (!form.empty() && form != "text" && form != "json")
        return fail("usage.choice", {{"flag", "--trace"}, {"value", form}, {"expected", "text, json"}});
    return net::Trace([&streams, json = form == "json"](const net::Attempt& attempt) {
        streams.err(json ? json_line(attempt) : text_lines(attempt));
    });
}

}  // namespace skifte::cli
