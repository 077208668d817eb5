// Files: whole, or the one range that was asked for (RFC 9110 sections 13.1.5 and 14).
#include "sandbox/handlers/call.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace skifte::sandbox {
namespace {

struct Range {
    std::size_t from = 0;
    std::size_t size = 0;
};

// The text has the form that the spec's pattern allows: "bytes=5-", "bytes=5-9" or "bytes=-5". A number that
// no file reaches counts as the largest there is. None: the range lies outside the file.
std::optional<Range> resolve(std::string_view text, std::size_t size) {
    text.remove_prefix(text.find('=') + 1);
    const std::size_t dash = text.find('-');
    const auto number = [](std::string_view digits) {
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc{} ? value : SIZE_MAX;
    };
    if (dash == 0) {
        const std::size_t count = std::min(size, number(text.substr(1)));
        if (count == 0) return std::nullopt;
        return Range{size - count, count};
    }
    const std::size_t from = number(text.substr(0, dash));
    const std::string_view last = text.substr(dash + 1);
    const std::size_t to =
        last.empty() ? size : std::min(size, number(last) == SIZE_MAX ? size : number(last) + 1);
    if (from >= to) return std::nullopt;
    return Range{from, to - from};
}

std::string disposition(std::string_view filnavn) {
    std::string name;
    for (const char c : filnavn) name += c < 0x20 || c > 0x7E || c == '"' || c == '\\' ? '_' : c;
    return "attachment; filename=\"" + name + "\"";
}

}  // namespace

Result<Answer> answer_file(const Call& call, const Json& reference) {
    const std::string_view digest = reference.text("sha256");
    SKIFTE_TRY(auto bytes, call.state.content(digest));
    const std::string etag = "\"" + std::string(digest.substr(0, 32)) + "\"";
    Answer answer{.content_type = std::string(reference.text("indholdstype"))};
    answer.headers = {{"ETag", etag},
                      {"Accept-Ranges", "bytes"},
                      {"Content-Disposition", disposition(reference.text("filnavn"))}};

    const std::string_view wanted = call.arguments.header.text("Range");
    const std::string_view only_if = call.arguments.header.text("If-Range");
    if (wanted.empty() || (!only_if.empty() && only_if != etag)) {
        answer.body = std::move(bytes);
        return answer;
    }
    const std::string total = "/" + std::to_string(bytes.size());
    const auto range = resolve(wanted, bytes.size());
    if (!range) {
        const Failure outside = refuse(416, "UDSNIT_UDEN_FOR_FILEN", "Udsnittet ligger uden for filen.");
        Answer refusal = refusal_answer(outside.error, call.now, std::string(call.request_id));
        refusal.headers.emplace_back("Content-Range", "bytes *" + total);
        return refusal;
    }
    answer.status = 206;
    answer.body = bytes.substr(range->from, range->size);
    answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(range->from) + "-" +
                                                     std::to_string(range->from + range->size - 1) + total);
    return answer;
}

}  // namespace skifte::sandbox
