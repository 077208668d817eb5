// Pages of a list: names and bounds of `page` and `size` are the spec's, so is whether the first is 0 or 1.
#include <skifte/api/client.hpp>

#include <skifte/support/digest.hpp>

#include <charconv>
#include <iterator>
#include <vector>

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
    ++requests_;
    SKIFTE_TRY(Answer answer, client_.call(operation_, arguments_));
    if (!answer.body.is_array()) return fail("page.no_list", {{"operation", std::string(operation_.id)}});
    const auto date = answer.headers.find("Date");
    date_ = date ? net::parse_http_date(*date) : std::nullopt;
    SKIFTE_CHECK(read_total(answer.headers));

    Json::Array items = std::move(answer.body.items());
    const auto count = static_cast<std::int64_t>(items.size());
    if (!single_) SKIFTE_CHECK(check_unseen(items));
    seen_ += count;
    ++page_;
    if (total_ && seen_ > *total_)
        return fail("page.outran_total",
                    {{"seen", std::to_string(seen_)}, {"total", std::to_string(*total_)}});
    // Without a total only an empty page is the end: a server may give fewer than were asked for.
    ended_ = single_ || count == 0 || seen_ == total_;
    if (ended_ && total_ && seen_ < *total_)
        return fail("page.ended_early",
                    {{"seen", std::to_string(seen_)}, {"total", std::to_string(*total_)}});
    if (count == 0) return std::optional<Json::Array>{};
    return std::optional<Json::Array>(std::move(items));
}

// Something came or went while we read: what we have not seen may have moved to a page that we have.
Result<void> Pager::read_total(const net::Headers& headers) {
    const auto text = headers.find("X-Total-Count");
    const auto total = text ? integer(*text) : std::nullopt;
    if (!total) return {};
    if (total_ && *total_ != *total)
        return fail("page.total_changed",
                    {{"before", std::to_string(*total_)}, {"total", std::to_string(*total)}});
    total_ = total;
    return {};
}

void Pager::set_page() {
    for (auto& named : arguments_.query)
        if (named.name == "page") {
            named.value = Json(page_);
            return;
        }
    arguments_.query.push_back({"page", Json(page_)});
}

// A server that ignores `page`, or begins anew after the last one, would go on for ever; one whose list moved
// meanwhile gives an item again and leaves another out, which no total shows. Two equal items without an id
// may stand on one page: that is the list's own affair.
Result<void> Pager::check_unseen(const Json::Array& items) {
    std::vector<std::string> keys;
    keys.reserve(items.size());
    for (const Json& item : items) {
        keys.push_back(key_of(item));
        if (keys_.contains(keys.back()))
            return fail("page.repeated",
                        {{"operation", std::string(operation_.id)}, {"page", std::to_string(page_)}});
    }
    keys_.insert(std::make_move_iterator(keys.begin()), std::make_move_iterator(keys.end()));
    return {};
}

// Where the overlay names no id, all of the item is its id: one that changed meanwhile passes for another.
std::string Pager::key_of(const Json& item) const {
    const auto pointer = operation_.facts.item_id;
    const Json* id = pointer.empty() ? nullptr : item.at_pointer(pointer);
    return id != nullptr ? id->dump() : hex(sha256(item.dump()));
}

bool list_changed(const Error& error) noexcept {
    return error.code.starts_with("page.") && error.code != "page.no_list";
}

Result<void> read_whole(Client& client, const openapi::Operation& operation, const Arguments& arguments,
                        const std::function<void()>& begin, const std::function<void(Json::Array)>& page) {
    constexpr int most_readings = 3;
    for (int reading = 1;; ++reading) {
        begin();
        Pager pages(client, operation, arguments);
        for (;;) {
            auto next = pages.next();
            if (!next && list_changed(next.error()) && reading < most_readings) break;
            if (!next) return fail(std::move(next).error());
            if (!*next) return {};
            page(std::move(**next));
        }
    }
}

}  // namespace skifte::api
