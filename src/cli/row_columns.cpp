#include "cli/row_columns.hpp"

#include "cli/field_text.hpp"
#include "cli/nearest.hpp"

#include <skifte/batch/report.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace skifte::cli {

namespace {

std::string pointer_of(std::string dotted) {
    std::replace(dotted.begin(), dotted.end(), '.', '/');
    return "/" + dotted;
}

// Every field that some place of the noun takes.
std::vector<std::string> fields_of(const Noun& noun) {
    std::vector<std::string> names;
    for (const Place& place : noun.places) {
        if (place.create == nullptr) continue;
        const Content content = content_of(place.create());
        if (content.schema == nullptr) continue;
        for (const ObjectField& field : flat_fields(*content.schema))
            if (std::find(names.begin(), names.end(), field.name) == names.end()) names.push_back(field.name);
    }
    return names;
}

}  // namespace

std::string folded(std::string_view text) {
    static constexpr std::pair<std::string_view, std::string_view> letters[] = {
        {"æ", "ae"}, {"Æ", "ae"}, {"ø", "oe"}, {"Ø", "oe"}, {"å", "aa"}, {"Å", "aa"}};
    std::string out;
    while (!text.empty()) {
        const auto letter = std::find_if(std::begin(letters), std::end(letters),
                                         [&](const auto& pair) { return text.starts_with(pair.first); });
        if (letter != std::end(letters)) {
            out += letter->second;
            text.remove_prefix(letter->first.size());
            continue;
        }
        const char c = text.front();
        text.remove_prefix(1);
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
    }
    return out;
}

RowColumns::RowColumns(const Noun& noun, const std::map<std::string, std::string>& mapped) {
    for (const auto& [heading, meaning] : mapped) mapped_[folded(heading)] = meaning;
    // The surest name first: what is there already stays.
    const auto add = [&](std::string_view name, Meaning meaning) {
        by_name_.try_emplace(folded(name), std::move(meaning));
    };
    const auto field_meaning = [](std::string_view field) {
        return Meaning{.kind = Meaning::Kind::field, .field = std::string(field)};
    };
    const auto fields = fields_of(noun);
    for (const std::string& field : fields) add(field, field_meaning(field));
    for (const Place& place : noun.places) {
        add(place.flag, {.kind = Meaning::Kind::place, .place = &place});
        add(place.parent, {.kind = Meaning::Kind::place, .place = &place});
        for (const SearchColumn& column : place.search_columns)
            add(column.name,
                {.kind = Meaning::Kind::search, .field = std::string(column.field), .place = &place});
    }
    for (const FieldFlag& flag : noun.fields)
        if (!flag.item) add(flag.flag, field_meaning(flag.field));
    // A word for one field: of several the one that is no member of another, if there is but one such.
    for (const Language language : {Language::da, Language::en}) {
        std::map<std::string, std::map<std::ptrdiff_t, std::vector<std::string>>> words;  // by depth
        for (const std::string& field : fields)
            words[folded(heading(language, pointer_of(field)))][std::count(field.begin(), field.end(), '.')]
                .push_back(field);
        for (const auto& [word, meant] : words)
            if (const auto& nearest_top = meant.begin()->second; nearest_top.size() == 1)
                add(word, field_meaning(nearest_top.front()));
    }
}

std::optional<Meaning> RowColumns::named(const std::string& folded_heading) const {
    const auto found = by_name_.find(folded_heading);
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

Meaning RowColumns::unknown(const std::string& folded_heading) const {
    std::vector<std::string_view> known;
    for (const auto& [name, meaning] : by_name_) known.push_back(name);
    const std::string near = nearest(folded_heading, known);
    const auto meant = near.empty() ? std::nullopt : named(near);
    Meaning out;
    if (meant)
        out.nearest = meant->kind == Meaning::Kind::place ? std::string(meant->place->flag) : meant->field;
    return out;
}

Meaning RowColumns::meaning(std::string_view heading) const {
    if (batch::is_report_column(heading) || heading.empty()) return {.kind = Meaning::Kind::ignored};
    const std::string wanted = folded(heading);
    if (const auto mapped = mapped_.find(wanted); mapped != mapped_.end()) {
        if (mapped->second.empty()) return {.kind = Meaning::Kind::ignored};
        const std::string target = folded(mapped->second);
        if (auto meaning = named(target)) return *meaning;
        Meaning meaning = unknown(target);
        meaning.mapped = mapped->second;
        return meaning;
    }
    const auto meaning = named(wanted);
    return meaning ? *meaning : unknown(wanted);
}

Result<std::map<std::string, std::string>> parse_column_map(std::string_view text) {
    std::map<std::string, std::string> map;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const std::string_view pair = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0)
            return fail("usage.choice", {{"flag", "--kolonner"},
                                         {"value", std::string(pair)},
                                         {"expected", "OVERSKRIFT=FELT,OVERSKRIFT="}});
        map[std::string(pair.substr(0, equals))] = std::string(pair.substr(equals + 1));
    }
    return map;
}

}  // namespace skifte::cli
