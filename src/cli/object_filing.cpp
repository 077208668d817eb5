// Making, changing and deleting one thing: read what is wanted, show it, file it once, print the receipt.
#include "cli/batch_commands.hpp"
#include "cli/batch_settings.hpp"
#include "cli/calls.hpp"
#include "cli/filing_summary.hpp"
#include "cli/object_content.hpp"
#include "cli/objects.hpp"
#include "cli/operation_target.hpp"
#include "cli/place_name.hpp"

namespace skifte::cli {

namespace {

// What thing is meant, and where it is.
struct Aim {
    const Noun& noun;
    const Parsed& flags;
    const Place& place;
    std::string where;  // the place's id

    [[nodiscard]] std::string id() const { return flags.text(noun.name); }
};

Result<Aim> aim_at(const Noun& noun, const Parsed& flags, Verb verb) {
    SKIFTE_TRY(Where where, place_of(noun, flags, verb));
    return Aim{noun, flags, *where.place, std::move(where.id)};
}

Wish wish_for(const Aim& aim, const openapi::Operation& operation, api::Arguments arguments,
              std::string confirm) {
    return Wish{.spec = aim.place.spec(),
                .operation = operation,
                .arguments = std::move(arguments),
                .input_path = aim.flags.text("fra") == "-" ? "" : aim.flags.text("fra"),
                .confirm = std::move(confirm),
                .confirm_arguments = {{"noun", std::string(aim.noun.name)}, {"id", aim.id()}},
                .again = aim.flags.has("igen")};
}

// Above the details and in the question: either may be all that the user reads.
void name_place(const Context& context, const Aim& aim, std::string_view name, Wish& wish) {
    const std::string place = named_place(context, aim.place, aim.where, name);
    wish.details = context.say("show.place", {{"place", place}}) + "\n" + wish.details;
    wish.confirm_arguments.push_back({"place", place});
}

Result<std::string> name_of(Context& context, const Aim& aim) {
    if (aim.place.name_of == nullptr) return std::string();
    return aim.place.name_of(context, aim.where);
}

// What stands may be changed, under the id that the portal gave it.
Error with_change(Context& context, Error error, const Aim& aim) {
    if (error.code != "filing.changed" || aim.place.change == nullptr) return error;
    const auto journal = context.session.journal();
    const auto filing =
        journal ? (*journal)->filing(error.argument("id")) : Result<journal::Filing>{fail(error)};
    if (!filing || filing->server_id.empty()) return error;
    const std::string where = " ret --" + std::string(aim.place.flag) + " " + aim.where + " ";
    return std::move(error).with("use", "skifte " + std::string(aim.noun.name) + where + filing->server_id);
}

Result<Exit> file_and_print(Context& context, Wish wish, const Aim& aim) {
    auto filed = file(context, std::move(wish));
    if (!filed) return fail(with_change(context, std::move(filed).error(), aim));
    const auto done = std::move(filed).value();
    if (!done) return Exit::done;
    print_receipt(context, *done);
    return exit_of(*done);
}

struct Found {
    api::Arguments arguments;           // of the thing: its place and its id
    std::optional<api::Answer> answer;  // none: the portal says that there is no such thing
};

Result<Found> find_thing(Context& context, const Aim& aim, bool may_be_gone) {
    SKIFTE_TRY(api::Client * client, context.session.client());
    Found found;
    found.arguments.path.push_back({std::string(aim.place.parent), Json(aim.where)});
    found.arguments.path.push_back({std::string(aim.place.id), Json(aim.id())});
    auto answer = client->call(aim.place.read(), found.arguments);
    if (!answer && may_be_gone && answer.error().code == "http.not_found") return found;
    if (!answer) return fail(std::move(answer).error());
    found.answer = std::move(answer).value();
    return found;
}

// What stands is what was asked for: nothing to send. The receipt of the change that made it so, if it was
// ours and the last.
Result<Exit> already_so(Context& context, const Aim& aim, const api::Answer& answer) {
    context.note("note.unchanged", {{"noun", std::string(aim.noun.name)}, {"id", aim.id()}});
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    Json target = Json::object();
    target.set(aim.place.parent, aim.where).set(aim.place.id, aim.id());
    std::optional<journal::Filing> open, last;
    SKIFTE_CHECK(
        journal->filings({.operation = std::string(aim.place.change().id)}, [&](const journal::Filing& each) {
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
        context.output().know(answer_schema(aim.place.read())).object(answer.body, aim.noun.columns);
        return Exit::done;
    }
    SKIFTE_TRY(auto receipt, journal->receipt_of(last->id));
    if (receipt)
        print_receipt(context, Done{{filing::Outcome::filed_before, *last, std::move(*receipt)}, Json()});
    return Exit::done;
}

// Whether it may be filed there, by what is known of the place; and what the place is called.
Result<std::string> look_at_place(Context& context, const Aim& aim, const Json& object) {
    if (aim.flags.has("uden-opslag")) {
        if (aim.place.before_filing != nullptr) context.note("note.proklama_not_looked_up");
        return std::string();
    }
    if (aim.place.look_up == nullptr) return name_of(context, aim);
    SKIFTE_TRY(const Json known, aim.place.look_up(context, aim.where));
    SKIFTE_CHECK(aim.place.before_filing(context, known, object, aim.flags.has("alligevel")));
    return std::string(known.text("navn"));
}

}  // namespace

Result<Exit> create_object(Context& context, const Noun& noun, const Parsed& flags) {
    if (noun.by_sheet && flags.has("fil")) return file_sheet(context, noun, flags);
    if (noun.by_sheet)
        for (const Flag& flag : sheet_flags())
            if (flags.has(flag.name))
                return fail("usage.only_with_sheet", {{"flag", "--" + std::string(flag.name)}});
    SKIFTE_TRY(const Aim aim, aim_at(noun, flags, Verb::create));
    const openapi::Operation& operation = aim.place.create();
    const Content content = content_of(operation);
    if (content.schema == nullptr) return fail("request.unsupported", {{"what", std::string(operation.id)}});
    SKIFTE_TRY(const Json given, read_given(context, noun, *content.schema, flags, Verb::create));
    const Json object = changed(Json::object(), given);
    api::Arguments arguments = arguments_of(aim.place, operation, aim.where, object);
    for (const auto& path : flags.list("bilag")) {
        SKIFTE_TRY(auto attachment, attach(path, std::string(content.files)));
        arguments.attachments.push_back(std::move(attachment));
    }
    Wish wish = wish_for(aim, operation, std::move(arguments), "confirm.object.create");
    SKIFTE_CHECK(check_wish(wish));
    SKIFTE_TRY(const std::string name, look_at_place(context, aim, object));
    wish.details =
        described(context, *content.schema, object) + described_files(context, wish.arguments.attachments);
    name_place(context, aim, name, wish);
    return file_and_print(context, std::move(wish), aim);
}

Result<Exit> change_object(Context& context, const Noun& noun, const Parsed& flags) {
    SKIFTE_TRY(const Aim aim, aim_at(noun, flags, Verb::change));
    const openapi::Operation& operation = aim.place.change();
    const Content content = content_of(operation);
    if (content.schema == nullptr) return fail("request.unsupported", {{"what", std::string(operation.id)}});
    SKIFTE_TRY(const Json given, read_given(context, noun, *content.schema, flags, Verb::change));
    if (given.members().empty()) return fail("usage.nothing_given");
    SKIFTE_CHECK(check_given(operation, *content.schema, given));
    SKIFTE_TRY(Found found, find_thing(context, aim, false));

    const Json before = editable(found.answer->body, *content.schema, answer_schema(aim.place.read()));
    const Json after = changed(before, given);
    if (after == before) return already_so(context, aim, *found.answer);
    api::Arguments arguments = arguments_of(aim.place, operation, aim.where, after);
    arguments.path = found.arguments.path;
    arguments.open = true;  // what is kept of the answer may be newer than the spec
    Wish wish = wish_for(aim, operation, std::move(arguments), "confirm.object.change");
    SKIFTE_CHECK(check_wish(wish));
    SKIFTE_TRY(const std::string name, name_of(context, aim));
    wish.before = std::move(found.answer);
    wish.details = difference(context, *content.schema, before, after, noun.list_columns);
    name_place(context, aim, name, wish);
    return file_and_print(context, std::move(wish), aim);
}

Result<Exit> remove_object(Context& context, const Noun& noun, const Parsed& flags) {
    SKIFTE_TRY(const Aim aim, aim_at(noun, flags, Verb::remove));
    SKIFTE_TRY(Found found, find_thing(context, aim, true));
    const openapi::Schema* schema = answer_schema(aim.place.read());
    Wish wish = wish_for(aim, aim.place.remove(), std::move(found.arguments), "confirm.object.remove");
    if (found.answer && schema != nullptr) {
        SKIFTE_TRY(const std::string name, name_of(context, aim));
        wish.details = described(context, *schema, found.answer->body);
        name_place(context, aim, name, wish);
    }
    wish.before = std::move(found.answer);
    return file_and_print(context, std::move(wish), aim);
}

}  // namespace skifte::cli
