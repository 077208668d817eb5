#include "cli/place_finder.hpp"

namespace skifte::cli {

namespace {

Result<PlaceFinder::Found> ask(api::Client& client, const Place& place, const Json& query) {
    api::Arguments arguments;
    arguments.body = query;
    api::Pager pages(client, place.search(), std::move(arguments));
    PlaceFinder::Found found;
    for (;;) {
        auto page = pages.next();
        if (!page && page.error().code == "http.not_found" && page.error().http) {
            found.reason = page.error().http->words;
            return found;
        }
        if (!page) return fail(std::move(page).error());
        if (!*page) return found;
        for (const Json& item : **page)
            if (const auto id = item.text(place.parent); !id.empty()) found.ids.emplace_back(id);
    }
}

}  // namespace

Result<const PlaceFinder::Found*> PlaceFinder::find(const Place& place, const Json& query) {
    const std::string key = std::string(place.flag) + " " + query.dump();
    auto known = found_.find(key);
    if (known == found_.end()) {
        SKIFTE_TRY(api::Client * client, context_.session.client());
        SKIFTE_TRY(Found found, ask(*client, place, query));
        known = found_.emplace(key, std::move(found)).first;
    }
    return &known->second;
}

}  // namespace skifte::cli
