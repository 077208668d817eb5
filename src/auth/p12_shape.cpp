#include "auth/p12_shape.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

namespace skifte::auth {

namespace {

using namespace std::string_view_literals;

constexpr char sequence = '\x30';
constexpr auto version_3 = "\x02\x01\x03"sv;  // what a PFX begins with (RFC 7292 section 4)
constexpr auto version_0 = "\x02\x01\x00"sv;  // a private key's
constexpr auto pkcs7_oid = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07"sv;

// The header of the outermost SEQUENCE.
struct Outer {
    std::size_t header = 0;  // its own size; beyond the end of the bytes if they end in it
    std::optional<std::uint64_t>
        size;  // of the content; none where BER leaves it open (X.690 section 8.1.3.6)
};

std::optional<Outer> read_outer(std::string_view bytes) {
    if (!bytes.starts_with(sequence)) return std::nullopt;
    if (bytes.size() < 2) return Outer{2, 0};
    const auto first = static_cast<unsigned char>(bytes[1]);
    if (first < 0x80) return Outer{2, first};
    if (first == 0x80) return Outer{2, std::nullopt};
    const std::size_t digits = first & 0x7FU;
    if (digits > 4) return std::nullopt;
    std::uint64_t size = 0;
    for (const char digit : bytes.substr(2, digits)) size = size << 8U | static_cast<unsigned char>(digit);
    return Outer{2 + digits, size};
}

bool is_truncated(std::string_view bytes, const Outer& outer) {
    if (bytes.size() <= outer.header) return true;
    if (outer.size) return bytes.size() - outer.header < *outer.size;
    return !bytes.ends_with("\0\0"sv);
}

bool is_pfx(std::string_view content) {
    return content.substr(0, version_3.size()) == version_3.substr(0, content.size());
}

template <auto Decode, auto Free>
bool decodes(std::string_view bytes) {
    const unsigned char* at = der_bytes(bytes);
    const auto object = Decode(nullptr, &at, static_cast<long>(bytes.size()));
    Free(object);
    return object != nullptr;
}

bool is_base64(std::string_view text) {
    return text.starts_with("MI") && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '+' || c == '/' || c == '=' || c == '\r' || c == '\n';
           });
}

bool is_text(std::string_view bytes) {
    return std::none_of(bytes.begin(), bytes.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == '\x7F';
    });
}

Failure failure(std::string code, std::string_view name) {
    return fail(Error{std::move(code)}.with("path", std::string(name)));
}

Failure not_pkcs12(std::string_view name, std::string_view looks_like) {
    return fail(
        Error{"cert.not_pkcs12"}.with("path", std::string(name)).with("looks_like", std::string(looks_like)));
}

}  // namespace

std::string_view looks_like(std::string_view bytes) {
    const ErrorQueueScope scope;
    const auto outer = read_outer(bytes);
    if (outer && bytes.size() > outer->header) {
        const std::string_view content = bytes.substr(outer->header);
        if (is_pfx(content)) return "p12";
        if (content.starts_with(version_0)) return "key";
        if (content.starts_with(pkcs7_oid)) return "pkcs7";
        if (decodes<d2i_X509, X509_free>(bytes)) return "certificate";
        if (decodes<d2i_X509_REQ, X509_REQ_free>(bytes)) return "request";
        if (decodes<d2i_X509_SIG, X509_SIG_free>(bytes)) return "key";
    }
    if (bytes.starts_with("\xFE\xED\xFE\xED"sv)) return "jks";
    if (bytes.find("-----BEGIN ") != std::string_view::npos) return "pem";
    if (is_base64(bytes)) return "base64";
    return is_text(bytes) ? "text" : "other";
}

bool is_truncated_der(std::string_view bytes) {
    const auto outer = read_outer(bytes);
    return outer && is_truncated(bytes, *outer);
}

Result<P12Handle> decode_p12(std::string_view bytes, std::string_view name) {
    const ErrorQueueScope scope;
    if (bytes.empty()) return failure("cert.empty", name);
    if (bytes.size() > std::size_t{std::numeric_limits<int>::max()}) return not_pkcs12(name, "other");

    const auto outer = read_outer(bytes);
    const auto content = outer ? bytes.substr(std::min(outer->header, bytes.size())) : std::string_view{};
    if (!outer || !is_pfx(content)) return not_pkcs12(name, looks_like(bytes));
    if (is_truncated(bytes, *outer)) return failure("cert.truncated", name);

    const unsigned char* at = der_bytes(bytes);
    P12Handle p12{d2i_PKCS12(nullptr, &at, static_cast<long>(bytes.size()))};
    if (p12 == nullptr) return not_pkcs12(name, "damaged");
    return p12;
}

}  // namespace skifte::auth
