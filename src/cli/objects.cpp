// See objects.hpp.
#include "cli/objects.hpp"

#include "cli/calls.hpp"
#include "cli/field_text.hpp"
#include "cli/sheet_template.hpp"

#include <skifte/support/identifiers.hpp>

#include <algorithm>

namespace skifte::cli {

namespace {

OperationOf operation_of(const Place& place, Verb verb) {
    switch (verb) {
    case Verb::list: return place.list;
    case Verb::show: return place.read;
    case Verb::create: return place.create;
    case Verb::change: return place.change;
    case Verb::remove: return place.remove;
    }
    return nullptr;
}

std::string places_for(const Noun& noun, Verb verb) {
    std::string out;
    for (const Place& place : noun.places)
        if (operation_of(place, verb) != nullptr)
            out += (out.empty() ? "--" : ", --") + std::string(place.flag);
    return out;
}

bool is_files(const openapi::Schema& schema) {
    return schema.is_binary() || (schema.items != nullptr && schema.items->is_binary());
}

const openapi::MediaType* media_of(const openapi::Operation& operation) {
    return operation.body == nullptr || operation.body->content.empty() ? nullptr
                                                                        : &operation.body->content.front();
}

}  // namespace

Content content_of(const openapi::Operation& operation) {
    Content content;
    const openapi::MediaType* media = media_of(operation);
    if (media == nullptr || media->schema == nullptr) return content;
    content.schema = media->schema;
    if (!media->type.starts_with("multipart/")) return content;
    for (const auto& property : media->schema->properties) {
        if (is_files(*property.schema)) {
            if (content.files.empty()) content.files = property.name;
        } else if (content.part.empty() && !property.schema->properties.empty()) {
            content.part = property.name;
            content.schema = property.schema;
        }
    }
    return content;
}

api::Arguments arguments_of(const Place& place, const openapi::Operation& operation, std::string_view parent,
                            Json object) {
    api::Arguments arguments;
    arguments.path.push_back({std::string(place.parent), Json(parent)});
    const Content content = content_of(operation);
    if (content.part.empty()) {
        arguments.body = std::move(object);
    } else {
        arguments.body = Json::object();
        arguments.body->set(content.part, std::move(object));
    }
    return arguments;
}

Result<Where> place_of(const Noun& noun, const Parsed& flags, Verb verb) {
    const Place* found = nullptr;
    for (const Place& place : noun.places) {
        if (!flags.has(place.flag)) continue;
        if (found != nullptr)
            return fail("usage.two_places", {{"first", "--" + std::string(found->flag)},
                                             {"second", "--" + std::string(place.flag)}});
        found = &place;
    }
    if (found == nullptr) return fail("usage.place", {{"expected", places_for(noun, verb)}});
    if (operation_of(*found, verb) == nullptr)
        return fail("usage.place_verb",
                    {{"place", "--" + std::string(found->flag)}, {"expected", places_for(noun, verb)}});
    std::string id = flags.text(found->flag);
    if (found->parent == cvr_field) {
        SKIFTE_TRY(const Cvr cvr, by_flag(found->flag, Cvr::parse(id)));
        id = cvr.digits();
    }
    return Where{found, std::move(id)};
}

Result<Exit> list_objects(Context& context, const Noun& noun, const Parsed& flags) {
    SKIFTE_TRY(const Where where, place_of(noun, flags, Verb::list));
    api::Arguments arguments;
    arguments.path.push_back({std::string(where.place->parent), Json(where.id)});
    return list(context, where.place->list(), std::move(arguments), noun.list_columns);
}

Result<Exit> show_object(Context& context, const Noun& noun, const Parsed& flags) {
    SKIFTE_TRY(const Where where, place_of(noun, flags, Verb::show));
    api::Arguments arguments;
    arguments.path.push_back({std::string(where.place->parent), Json(where.id)});
    arguments.path.push_back({std::string(where.place->id), Json(flags.text(noun.name))});
    SKIFTE_TRY(api::Client * client, context.session.client());
    SKIFTE_TRY(const api::Answer answer, client->call(where.place->read(), arguments));
    print_object(context, where.place->read(), answer.body, noun.columns, noun.parts);
    return Exit::done;
}

Result<Exit> print_template(Context& context, const Noun& noun, const Parsed& flags) {
    if (flags.has("csv") || flags.has("xlsx")) return print_sheet_template(context, noun, flags);
    for (const Flag& flag : template_sheet_flags())
        if (flags.has(flag.name))
            return fail("usage.only_with_template", {{"flag", "--" + std::string(flag.name)}});
    const Place* place = nullptr;
    for (const Place& each : noun.places)
        if (each.create != nullptr && (place == nullptr || flags.has(each.flag))) place = &each;
    if (place == nullptr) return fail("usage.place", {{"expected", places_for(noun, Verb::create)}});
    const openapi::Operation& operation = place->create();
    context.streams.out(example_of(operation, content_of(operation)).dump(2) + "\n");
    return Exit::done;
}

}  // namespace skifte::cli
