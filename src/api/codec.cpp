// Codecs of the types that the library brings, and what typed calls are put together with.
#include <skifte/api/codec.hpp>
#include <skifte/api/typed_call.hpp>

namespace skifte::api {

Failure wrong_type(std::string_view path, std::string_view expected) {
    return fail("codec.type", {{"path", std::string(path)}, {"expected", std::string(expected)}});
}

Failure missing(std::string_view path, std::string_view member) {
    return fail("codec.missing", {{"path", std::string(path)}, {"member", std::string(member)}});
}

Json Codec<Amount>::encode(Amount v) {
    return Json::number(v.json());
}

Result<Amount> Codec<Amount>::decode(const Json& j, const std::string& path) {
    if (!j.is_number()) return wrong_type(path, "number");
    auto amount = Amount::parse_json(j.digits());
    if (!amount) return fail("codec.amount", {{"path", path}, {"reason", amount.error().code}});
    return amount;
}

Json Codec<Date>::encode(Date v) {
    return Json(v.iso());
}

Result<Date> Codec<Date>::decode(const Json& j, const std::string& path) {
    if (!j.is_string()) return wrong_type(path, "string");
    auto date = Date::parse_iso(j.as_string());
    if (!date) return fail("codec.date", {{"path", path}});
    return date;
}

Json Codec<Instant>::encode(Instant v) {
    return Json(rfc3339(v));
}

Result<Instant> Codec<Instant>::decode(const Json& j, const std::string& path) {
    if (!j.is_string()) return wrong_type(path, "string");
    auto instant = parse_rfc3339(j.as_string());
    if (!instant) return fail("codec.instant", {{"path", path}});
    return instant;
}

void attach(Arguments& to, std::string_view part, const Attachment& attachment) {
    to.attachments.push_back(attachment);
    to.attachments.back().part = part;
}

void attach(Arguments& to, std::string_view part, const std::optional<Attachment>& attachment) {
    if (attachment) attach(to, part, *attachment);
}

void attach(Arguments& to, std::string_view part, const std::vector<Attachment>& attachments) {
    for (const auto& attachment : attachments) attach(to, part, attachment);
}

}  // namespace skifte::api
