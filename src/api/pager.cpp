// Pages of a list: names and bounds of `page` and `size` are the spec's, so is whether the first is 0 or 1.
#include <skifte/api/client.hpp>

#include <skifte/support/digest.hpp>

#include <charconv>

namespace skifte::api {

namespace {

std::optional<std::int64_t> integer(std::string_view text) noexcept {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

std::int64_t first_page(const openapi::Parameter& page) noexcept {
    if (page.schema == nullptr) return 0;
    if (const auto value = integer(page.schema->default_value)) return *value;
    return integer(page.schema->minimum).value_or(0);
}

constexpr std::int64_t usual_page_size = 100;

std::int64_t page_size(const openapi::Parameter& size) noexcept {
    if (size.schema == nullptr) return usual_page_size;
    const auto most = integer(size.schema->maximum).value_or(usual_page_size);
    return most < usual_page_size ? most : usual_page_size;
}

}  // namespace

Pager::Pager(Client& client, const openapi::Operation& operation, Arguments arguments)
    : client_(client), operation_(operation), arguments_(std::move(arguments)) {
    const openapi::Parameter* page = operation.find(openapi::In::query, "page");
    const openapi::Parameter* size = operation.find(openapi::In::query, "size");
    if (page == nullptr) {
        single_ = true;
        return;
    }
    page_ = first_page(*page);
    if (const Json* given = arguments_.find(openapi::In::query, "page"))
        page_ = given->as_integer().value_or(page_);
    if (size != nullptr && arguments_.find(openapi::In::query, "size") == nullptr)
        arguments_.query.push_back({"size", Json(page_size(*size))});
}

Result<std::optional<Json::Array>> Pager::next() {
    if (ended_) return std::optional<Json::Array>{};
    if (!single_) set_page();
    SKIFTE_TRY(Answer answer, client_.call(operation_, arguments_));
    if (!answer.body.is_array()) return fail("page.no_list", {{"operation", std::string(operation_.id)}});
    const auto date = answer.headers.find("Date");
    date_ = date ? net::parse_http_date(*date) : std::nullopt;
    if (const auto total = answer.headers.find("X-Total-Count")) total_ = integer(*total);

    Json::Array items = std::move(answer.body.items());
    const auto count = static_cast<std::int64_t>(items.size());
    if (single_ || count == 0) {
        ended_ = true;
        if (!single_ && total_ && seen_ < *total_)
            return fail("page.ended_early",
                        {{"seen", std::to_string(seen_)}, {"total", std::to_string(*total_)}});
        if (count == 0) return std::optional<Json::Array>{};
        return std::optional<Json::Array>(std::move(items));
    }
    SKIFTE_CHECK(check_progress(items));
    seen_ += count;
    ++page_;
    if (total_) {
        if (seen_ > *total_)
            return fail("page.outran_total",
                        {{"seen", std::to_string(seen_)}, {"total", std::to_string(*total_)}});
        ended_ = seen_ == *total_;
    }
    // Without a total only an empty page is the end: a server may give fewer than were asked for.
    return std::optional<Json::Array>(std::move(items));
}

void Pager::set_page() {
    for (auto& named : arguments_.query)
        if (named.name == "page") {
            named.value = Json(page_);
            return;
        }
    arguments_.query.push_back({"page", Json(page_)});
}

// A server that ignores `page` would give the first one for ever.
Result<void> Pager::check_progress(const Json::Array& items) {
    std::string digest = hex(sha256(Json::array(items).dump()));
    if (digest == last_digest_)
        return fail("page.repeated",
                    {{"operation", std::string(operation_.id)}, {"page", std::to_string(page_)}});
    last_digest_ = std::move(digest);
    return {};
}

}  // namespace skifte::api
