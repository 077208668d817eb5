#include "api/media.hpp"

#include <algorithm>

namespace skifte::api {

namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Without its parameters and the blanks around it.
std::string_view bare(std::string_view media_type) noexcept {
    media_type = media_type.substr(0, media_type.find(';'));
    const auto first = media_type.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return media_type.substr(first, media_type.find_last_not_of(" \t") - first + 1);
}

// `lower_case` is.
bool equal(std::string_view text, std::string_view lower_case) noexcept {
    return std::equal(text.begin(), text.end(), lower_case.begin(), lower_case.end(),
                      [](char a, char b) { return lower(a) == b; });
}

}  // namespace

std::string essence(std::string_view media_type) {
    std::string out(bare(media_type));
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

bool is_json(std::string_view media_type) {
    constexpr std::string_view suffix = "+json";
    const std::string_view type = bare(media_type);
    return equal(type, "application/json") ||
           (type.size() >= suffix.size() && equal(type.substr(type.size() - suffix.size()), suffix));
}

MediaKind kind_of(const openapi::MediaType& media) {
    if (is_json(media.type)) return MediaKind::json;
    const std::string_view type = bare(media.type);
    if (equal(type, "multipart/form-data")) return MediaKind::multipart;
    if (equal(type, "application/x-www-form-urlencoded")) return MediaKind::form;
    return MediaKind::binary;
}

const openapi::MediaType* request_media(const openapi::Operation& operation, const Arguments& arguments) {
    if (operation.body == nullptr) return nullptr;
    const bool whole_file = std::any_of(arguments.attachments.begin(), arguments.attachments.end(),
                                        [](const Attachment& a) { return a.part.empty(); });
    const openapi::MediaType* best = nullptr;
    int best_rank = 9;
    for (const auto& media : operation.body->content) {
        int rank = 9;
        switch (kind_of(media)) {
        case MediaKind::json: rank = arguments.attachments.empty() ? 1 : 4; break;
        case MediaKind::multipart: rank = whole_file ? 5 : 2; break;
        case MediaKind::form: rank = 3; break;
        case MediaKind::binary: rank = whole_file ? 0 : 6; break;
        }
        if (rank < best_rank) {
            best = &media;
            best_rank = rank;
        }
    }
    return best;
}

bool is_stated(const openapi::Operation& operation, int status, std::string_view type) {
    const openapi::Response* described = operation.response_for(status);
    if (described == nullptr || described->content.empty()) return true;
    return std::any_of(described->content.begin(), described->content.end(),
                       [&](const openapi::MediaType& media) {
                           const std::string wanted = essence(media.type);
                           return wanted == type || wanted == "*/*" || (is_json(wanted) && is_json(type));
                       });
}

bool carries_files(const openapi::Schema& schema) noexcept {
    return schema.is_binary() ||
           (schema.type == openapi::Type::array && schema.items != nullptr && schema.items->is_binary());
}

std::vector<std::string> allowed_types(const openapi::MediaType& media, std::string_view part) {
    std::vector<std::string> types;
    for (const auto& p : media.parts) {
        if (p.property != part) continue;
        std::string_view rest = p.content_types;
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            if (auto type = essence(rest.substr(0, comma)); !type.empty()) types.push_back(std::move(type));
            rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
        }
    }
    return types;
}

}  // namespace skifte::api
