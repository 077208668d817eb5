#include "cli/file_name.hpp"

#include "cli/output.hpp"

#include <skifte/support/identifiers.hpp>

#include <algorithm>

namespace skifte::cli {

namespace {

constexpr std::size_t longest = 200;  // bytes; file systems take 255

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

struct Extension {
    std::string_view type, extension;
};
// The first of a type is the one that is added.
constexpr Extension extensions[] = {{"application/pdf", ".pdf"}, {"image/jpeg", ".jpg"},
                                    {"image/jpeg", ".jpeg"},     {"image/png", ".png"},
                                    {"image/tiff", ".tif"},      {"image/tiff", ".tiff"}};

// What is to be added to the name; "" if it has one that fits, or none is known.
std::string_view missing_extension(std::string_view name, std::string_view media_type) {
    const std::string end = lower(name);
    std::string_view wanted;
    for (const auto& [type, extension] : extensions) {
        if (type != media_type) continue;
        if (end.ends_with(extension)) return {};
        if (wanted.empty()) wanted = extension;
    }
    return wanted;
}

// At most so many bytes, and no half of a character.
std::string cut_bytes(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    text.resize(most);
    return text;
}

}  // namespace

std::string safe_file_name(std::string_view name, std::string_view media_type, std::string_view fallback) {
    const auto slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    std::string out = mask_cprs(harmless(name));
    for (char& c : out)
        if (std::string_view("<>:\"|?*").find(c) != std::string_view::npos) c = '_';
    // Neither hidden, nor "..", nor an option; and what Windows would drop at the end.
    const auto first = out.find_first_not_of(" .-");
    const auto last = out.find_last_not_of(" .");
    if (first == std::string::npos) return std::string(fallback);
    out = out.substr(first, last - first + 1);
    const std::string_view extension = missing_extension(out, media_type);
    if (out.size() + extension.size() <= longest) return out + std::string(extension);
    const auto dot = out.rfind('.');
    const std::string end = !extension.empty() || dot == std::string::npos || out.size() - dot > 10
                                ? std::string(extension)
                                : out.substr(dot);
    return cut_bytes(std::move(out), longest - end.size()) + end;
}

}  // namespace skifte::cli
