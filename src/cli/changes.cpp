#include "cli/changes.hpp"

#include <skifte/support/date.hpp>

#include <algorithm>

namespace skifte::cli {

namespace {

std::size_t most_ids(const Followed& followed) {
    const openapi::Schema* body = followed.operation.body->content.front().schema;
    const openapi::Property* ids = body->find(followed.ids_member);
    return ids != nullptr && ids->schema->max_items ? *ids->schema->max_items : SIZE_MAX;
}

}  // namespace

Result<Instant> parse_since(std::string_view flag, std::string_view text) {
    if (const auto date = Date::parse_user(text)) return start_in_copenhagen(*date);
    if (const auto moment = parse_rfc3339(text)) return *moment;
    return fail("usage.since", {{"flag", std::string(flag)}, {"value", std::string(text)}});
}

Result<std::set<std::string>> texts_of_list(Context& context, const openapi::Operation& operation,
                                            const api::Arguments& arguments, std::string_view pointer) {
    SKIFTE_TRY(api::Client * client, context.session.client());
    std::set<std::string> texts;
    SKIFTE_CHECK(api::read_whole(
        *client, operation, arguments, [&] { texts.clear(); },
        [&](const Json::Array& page) {
            for (const Json& item : page)
                if (const Json* text = item.at_pointer(pointer); text != nullptr && text->is_string())
                    texts.insert(text->as_string());
        }));
    return texts;
}

Result<std::set<std::string>> filed_in(Context& context, const openapi::Spec& spec, std::string_view name) {
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    std::set<std::string> ids;
    SKIFTE_CHECK(journal->filings({}, [&](const journal::Filing& filing) {
        const bool ours = filing.spec == spec.name && filing.environment == profile->environment &&
                          (filing.environment == "sandbox" || filing.base_url == profile->base_url);
        const bool there = filing.state == journal::State::accepted ||
                           filing.state == journal::State::unknown || filing.state == journal::State::sending;
        if (!ours || !there) return true;
        if (const auto target = Json::parse(filing.target); target && !target->text(name).empty())
            ids.insert(std::string(target->text(name)));
        return true;
    }));
    return ids;
}

Result<Exit> list_changes(Context& context, const Followed& followed, const std::set<std::string>& ids,
                          Instant since, std::span<const Column> columns) {
    Output output = context.output();
    output.begin(columns);
    const std::size_t most = most_ids(followed);
    for (auto next = ids.begin(); next != ids.end();) {
        Json some = Json::array();
        for (; next != ids.end() && some.items().size() < most; ++next) some.push_back(Json(*next));
        api::Arguments arguments;
        arguments.body = Json::object();
        arguments.body->set(followed.ids_member, std::move(some));
        arguments.body->set(followed.since_member, rfc3339(since));
        SKIFTE_TRY(const bool whole, list_into(context, output, followed.operation, std::move(arguments)));
        if (!whole) break;
    }
    output.end();
    if (output.rows() == 0 && context.globals.format == Format::table) context.note("note.unchanged_since");
    return Exit::done;
}

}  // namespace skifte::cli
