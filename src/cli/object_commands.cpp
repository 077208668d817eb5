// See object_commands.hpp.
#include "cli/object_commands.hpp"

#include "cli/batch_settings.hpp"
#include "cli/sheet_template.hpp"

#include <algorithm>

namespace skifte::cli {

namespace {

std::string_view value_of(const Place& place) {
    return place.flag == "selskab" ? "CVR" : "ID";
}

bool offers(const Place& place, Verb verb) {
    switch (verb) {
    case Verb::list: return place.list != nullptr;
    case Verb::show: return place.read != nullptr;
    case Verb::create: return place.create != nullptr;
    case Verb::change: return place.change != nullptr;
    case Verb::remove: return place.remove != nullptr;
    }
    return false;
}

void add_places(const Noun& noun, Verb verb, std::vector<Flag>& flags) {
    for (const Place& place : noun.places)
        if (offers(place, verb))
            flags.push_back(
                {.name = place.flag, .takes = Takes::value, .value = value_of(place), .fills = place.parent});
}

}  // namespace

std::vector<Flag> object_flags(const Noun& noun, Verb verb) {
    std::vector<Flag> flags;
    add_places(noun, verb, flags);
    if (verb == Verb::list) {
        flags.push_back(most_flag);
        return flags;
    }
    if (verb != Verb::create)
        flags.push_back({.name = noun.name, .takes = Takes::value, .value = "ID", .required = true});
    if (verb == Verb::show) return flags;
    if (verb != Verb::remove) {
        for (const FieldFlag& field : noun.fields)
            flags.push_back({.name = field.flag,
                             .takes = field.item ? Takes::values : Takes::value,
                             .value = field.value,
                             .fills = field.field,
                             .may_be_empty = !field.item});
        flags.push_back({.name = "felt", .takes = Takes::values, .value = "FELT=VÆRDI"});
        flags.push_back({.name = "fra", .takes = Takes::value, .value = "FIL.json|-", .fills = "*"});
    }
    if (verb == Verb::create) {
        flags.push_back({.name = "bilag", .takes = Takes::values, .value = "FIL"});
        flags.push_back({.name = "uden-opslag"});
        if (std::any_of(noun.places.begin(), noun.places.end(),
                        [](const Place& place) { return place.before_filing != nullptr; }))
            flags.push_back({.name = "alligevel"});
        flags.push_back({.name = "igen"});
        if (noun.by_sheet) flags.insert(flags.end(), sheet_flags().begin(), sheet_flags().end());
    }
    return flags;
}

std::vector<Flag> template_flags(const Noun& noun) {
    std::vector<Flag> flags;
    add_places(noun, Verb::create, flags);
    if (noun.by_sheet)
        flags.insert(flags.end(), template_sheet_flags().begin(), template_sheet_flags().end());
    return flags;
}

}  // namespace skifte::cli
