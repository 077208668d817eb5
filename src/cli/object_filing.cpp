// Making, changing and deleting one thing: read what is wanted, show it, file it once, print the receipt.
#include "cli/batch_commands.hpp"
#include "cli/batch_settings.hpp"
#include "cli/calls.hpp"
#include "cli/filing_summary.hpp"
#include "cli/object_content.hpp"
#include "cli/objects.hpp"
#include "cli/operation_target.hpp"

namespace skifte::cli {

namespace {

Wish wish_for(const Place& place, const openapi::Operation& operation, api::Arguments arguments,
              std::string confirm, std::vector<Argument> confirm_arguments, const Parsed& flags) {
    return Wish{.spec = place.spec(),
                .operation = operation,
                .arguments = std::move(arguments),
                .input_path = flags.text("fra") == "-" ? "" : flags.text("fra"),
                .confirm = std::move(confirm),
                .confirm_arguments = std::move(confirm_arguments),
                .again = flags.has("igen")};
}

std::vector<Argument> question(const Noun& noun, const Place& place, const Parsed& flags) {
    return {{"noun", std::string(noun.name)},
            {"place", std::string(place.flag) + " " + flags.text(place.flag)},
            {"id", flags.text(noun.name)}};
}

// What stands may be changed, under the id that the portal gave it.
Error with_change(Context& context, Error error, const Noun& noun, const Place& place, const Parsed& flags) {
    if (error.code != "filing.changed" || place.change == nullptr) return error;
    const auto journal = context.session.journal();
    const auto filing =
        journal ? (*journal)->filing(error.argument("id")) : Result<journal::Filing>{fail(error)};
    if (!filing || filing->server_id.empty()) return error;
    const std::string where = " ret --" + std::string(place.flag) + " " + flags.text(place.flag) + " ";
    return std::move(error).with("use", "skifte " + std::string(noun.name) + where + filing->server_id);
}

Result<Exit> file_and_print(Context& context, Wish wish, const Noun& noun, const Place& place,
                            const Parsed& flags) {
    auto filed = file(context, std::move(wish));
    if (!filed) return fail(with_change(context, std::move(filed).error(), noun, place, flags));
    const auto done = std::move(filed).value();
    if (!done) return Exit::done;
    print_receipt(context, *done);
    return exit_of(*done);
}

struct Found {
    api::Arguments arguments;           // of the thing: its place and its id
    std::optional<api::Answer> answer;  // none: the portal says that there is no such thing
};

Result<Found> find_thing(Context& context, const Noun& noun, const Place& place, const Parsed& flags,
                         bool may_be_gone) {
    SKIFTE_TRY(api::Client * client, context.session.client());
    Found found;
    found.arguments.path.push_back({std::string(place.parent), Json(flags.text(place.flag))});
    found.arguments.path.push_back({std::string(place.id), Json(flags.text(noun.name))});
    auto answer = client->call(place.read(), found.arguments);
    if (!answer && may_be_gone && answer.error().code == "http.not_found") return found;
    if (!answer) return fail(std::move(answer).error());
    found.answer = std::move(answer).value();
    return found;
}

// What stands is what was asked for: nothing to send. The receipt of the change that made it so, if it was
// ours and the last.
Result<Exit> already_so(Context& context, const Noun& noun, const Place& place, const Parsed& flags,
                        const api::Answer& answer) {
    context.note("note.unchanged", {{"noun", std::string(noun.name)}, {"id", flags.text(noun.name)}});
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    Json target = Json::object();
    target.set(place.parent, flags.text(place.flag)).set(place.id, flags.text(noun.name));
    std::optional<journal::Filing> open, last;
    SKIFTE_CHECK(
        journal->filings({.operation = std::string(place.change().id)}, [&](const journal::Filing& each) {
            if (const auto json = Json::parse(each.target); !json || !(*json == target)) return true;
            if (each.state == journal::State::accepted) last = each;
            if (each.state == journal::State::unknown || each.state == journal::State::sending) open = each;
            return true;
        }));
    if (open)
        return fail(Error{"filing.unknown"}
                        .having(Effect::unknown)
                        .with("id", open->id)
                        .with("state", std::string(to_string(open->state))));
    if (!last) {
        context.output().know(answer_schema(place.read())).object(answer.body, noun.columns);
        return Exit::done;
    }
    SKIFTE_TRY(auto receipt, journal->receipt_of(last->id));
    if (receipt)
        print_receipt(context, Done{{filing::Outcome::filed_before, *last, std::move(*receipt)}, Json()});
    return Exit::done;
}

}  // namespace

Result<Exit> create_object(Context& context, const Noun& noun, const Parsed& flags) {
    if (noun.by_sheet && flags.has("fil")) return file_sheet(context, noun, flags);
    if (noun.by_sheet)
        for (const Flag& flag : sheet_flags())
            if (flags.has(flag.name))
                return fail("usage.only_with_sheet", {{"flag", "--" + std::string(flag.name)}});
    SKIFTE_TRY(const Place* place, place_of(noun, flags, Verb::create));
    const openapi::Operation& operation = place->create();
    const Content content = content_of(operation);
    if (content.schema == nullptr) return fail("request.unsupported", {{"what", std::string(operation.id)}});
    SKIFTE_TRY(const Json given, read_given(context, noun, *content.schema, flags));
    const Json object = changed(Json::object(), given);
    api::Arguments arguments = arguments_of(*place, operation, flags.text(place->flag), object);
    for (const auto& path : flags.list("bilag")) {
        SKIFTE_TRY(auto attachment, attach(path, std::string(content.files)));
        arguments.attachments.push_back(std::move(attachment));
    }
    Wish wish = wish_for(*place, operation, std::move(arguments), "confirm.object.create",
                         question(noun, *place, flags), flags);
    SKIFTE_CHECK(check_wish(wish));
    if (place->look_up != nullptr && !flags.has("uden-opslag")) {
        SKIFTE_TRY(const Json known, place->look_up(context, flags.text(place->flag)));
        SKIFTE_CHECK(place->before_filing(context, known, object, flags.has("alligevel")));
    }
    wish.details =
        described(context, *content.schema, object) + described_files(context, wish.arguments.attachments);
    return file_and_print(context, std::move(wish), noun, *place, flags);
}

Result<Exit> change_object(Context& context, const Noun& noun, const Parsed& flags) {
    SKIFTE_TRY(const Place* place, place_of(noun, flags, Verb::change));
    const openapi::Operation& operation = place->change();
    const Content content = content_of(operation);
    if (content.schema == nullptr) return fail("request.unsupported", {{"what", std::string(operation.id)}});
    SKIFTE_TRY(const Json given, read_given(context, noun, *content.schema, flags));
    if (given.members().empty()) return fail("usage.nothing_given");
    SKIFTE_CHECK(check_given(operation, *content.schema, given));
    SKIFTE_TRY(Found found, find_thing(context, noun, *place, flags, false));

    const Json before = editable(found.answer->body, *content.schema, answer_schema(place->read()));
    const Json after = changed(before, given);
    if (after == before) return already_so(context, noun, *place, flags, *found.answer);
    api::Arguments arguments = arguments_of(*place, operation, flags.text(place->flag), after);
    arguments.path = found.arguments.path;
    arguments.open = true;  // what is kept of the answer may be newer than the spec
    Wish wish = wish_for(*place, operation, std::move(arguments), "confirm.object.change",
                         question(noun, *place, flags), flags);
    SKIFTE_CHECK(check_wish(wish));
    wish.before = std::move(found.answer);
    wish.details = difference(context, *content.schema, before, after);
    return file_and_print(context, std::move(wish), noun, *place, flags);
}

Result<Exit> remove_object(Context& context, const Noun& noun, const Parsed& flags) {
    SKIFTE_TRY(const Place* place, place_of(noun, flags, Verb::remove));
    SKIFTE_TRY(Found found, find_thing(context, noun, *place, flags, true));
    const openapi::Schema* schema = answer_schema(place->read());
    Wish wish = wish_for(*place, place->remove(), std::move(found.arguments), "confirm.object.remove",
                         question(noun, *place, flags), flags);
    if (found.answer && schema != nullptr) wish.details = described(context, *schema, found.answer->body);
    wish.before = std::move(found.answer);
    return file_and_print(context, std::move(wish), noun, *place, flags);
}

}  // namespace skifte::cli
