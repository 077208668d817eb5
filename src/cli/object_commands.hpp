// The commands of a noun of objects.hpp, made from its table.
#pragma once

#include "cli/objects.hpp"

#include <vector>

namespace skifte::cli {

// What a noun's commands are told beyond its table: one example a verb, after `skifte`.
struct Examples {
    std::string_view list, show, create, change, remove, form;
};

// Flags of one verb: the places that have it, the id, the fields. They live as long as the program.
[[nodiscard]] std::vector<Flag> object_flags(const Noun& noun, Verb verb);
[[nodiscard]] std::vector<Flag> template_flags(const Noun& noun);

template <const Noun& noun, const Examples& examples>
std::span<const Command> object_commands() {
    static const std::vector<Flag> list = object_flags(noun, Verb::list),
                                   show = object_flags(noun, Verb::show),
                                   create = object_flags(noun, Verb::create),
                                   change = object_flags(noun, Verb::change),
                                   remove = object_flags(noun, Verb::remove), form = template_flags(noun);
    static constexpr std::string_view id_words[] = {noun.name};
    static const Command commands[] = {
        {noun.name,
         noun.verb,
         create,
         {},
         examples.create,
         [](Context& context, const Parsed& flags) { return create_object(context, noun, flags); }},
        {noun.name,
         "liste",
         list,
         {},
         examples.list,
         [](Context& context, const Parsed& flags) { return list_objects(context, noun, flags); }},
        {noun.name, "vis", show, id_words, examples.show,
         [](Context& context, const Parsed& flags) { return show_object(context, noun, flags); }},
        {noun.name, "ret", change, id_words, examples.change,
         [](Context& context, const Parsed& flags) { return change_object(context, noun, flags); }},
        {noun.name, "slet", remove, id_words, examples.remove,
         [](Context& context, const Parsed& flags) { return remove_object(context, noun, flags); }},
        {noun.name,
         "skabelon",
         form,
         {},
         examples.form,
         [](Context& context, const Parsed& flags) { return print_template(context, noun, flags); },
         true},
    };
    return commands;
}

}  // namespace skifte::cli
