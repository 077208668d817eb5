// The arguments of a call: looking them up, and resolving the overlay's words for them.
#include <skifte/api/call.hpp>

#include <algorithm>

namespace skifte::api {

namespace {

const Json* find_named(const std::vector<Named>& list, std::string_view name) noexcept {
    const auto it = std::find_if(list.begin(), list.end(), [&](const Named& n) { return n.name == name; });
    return it == list.end() ? nullptr : &it->value;
}

// "redegoerelse.periodeFra" below a body, member by member.
const Json* walk(const Json& from, std::string_view dotted) noexcept {
    const Json* at = &from;
    while (at != nullptr && !dotted.empty()) {
        const auto dot = dotted.find('.');
        at = at->find(dotted.substr(0, dot));
        dotted = dot == std::string_view::npos ? std::string_view{} : dotted.substr(dot + 1);
    }
    return at;
}

std::optional<Json> file_hashes(const std::vector<Attachment>& attachments, std::string_view part) {
    std::vector<std::string> hashes;
    for (const auto& attachment : attachments)
        if (attachment.part == part) hashes.push_back(attachment.sha256());
    if (hashes.empty()) return std::nullopt;
    if (hashes.size() == 1) return Json(hashes.front());
    std::sort(hashes.begin(), hashes.end());
    Json all = Json::array();
    for (auto& hash : hashes) all.push_back(Json(std::move(hash)));
    return all;
}

std::optional<Json> copy(const Json* value) {
    if (value == nullptr) return std::nullopt;
    return *value;
}

}  // namespace

std::uint64_t Attachment::size() const noexcept {
    return file ? file->size() : bytes.size();
}

std::string Attachment::sha256() const {
    return hex(file ? file->digest() : skifte::sha256(bytes));
}

std::string_view Attachment::head() const noexcept {
    return file ? file->head() : std::string_view(bytes).substr(0, 512);
}

const Json* Arguments::find(openapi::In in, std::string_view name) const noexcept {
    switch (in) {
    case openapi::In::path: return find_named(path, name);
    case openapi::In::query: return find_named(query, name);
    case openapi::In::header: return find_named(header, name);
    case openapi::In::cookie: return nullptr;
    }
    return nullptr;
}

std::optional<Json> resolve(std::string_view source, const Arguments& arguments, const Json* answer) {
    const auto dot = source.find('.');
    const auto where = source.substr(0, dot);
    const auto name = dot == std::string_view::npos ? std::string_view{} : source.substr(dot + 1);
    if (where == "path") return copy(arguments.find(openapi::In::path, name));
    if (where == "query") return copy(arguments.find(openapi::In::query, name));
    if (where == "header") return copy(arguments.find(openapi::In::header, name));
    if (where == "body") return arguments.body ? copy(walk(*arguments.body, name)) : std::nullopt;
    if (where == "file") return file_hashes(arguments.attachments, name);
    if (where == "answer") return answer != nullptr ? copy(answer->at_pointer(name)) : std::nullopt;
    return std::nullopt;
}

std::string_view detect_media_type(std::string_view head) noexcept {
    struct Magic {
        std::string_view bytes;
        std::string_view type;
    };
    using namespace std::string_view_literals;
    static constexpr Magic magics[] = {
        {"%PDF-"sv, "application/pdf"sv},
        {"\xFF\xD8\xFF"sv, "image/jpeg"sv},
        {"\x89PNG\r\n\x1A\n"sv, "image/png"sv},
        {"II*\0"sv, "image/tiff"sv},
        {"MM\0*"sv, "image/tiff"sv},
        {"PK\x03\x04"sv, "application/zip"sv},
        {"GIF8"sv, "image/gif"sv},
        {"<!DOCTYPE html"sv, "text/html"sv},
        {"<html"sv, "text/html"sv},
    };
    for (const auto& magic : magics)
        if (head.starts_with(magic.bytes)) return magic.type;
    return {};
}

}  // namespace skifte::api
