#include "cli/batch_settings.hpp"

#include "cli/commands/nouns.hpp"

#include <algorithm>
#include <array>

namespace skifte::cli {

namespace {

constexpr std::array nouns{&krav_noun, &tilgodehavende_noun};

Result<std::string> choice(const Parsed& flags, std::string_view flag,
                           std::span<const std::string_view> words) {
    const std::string value = flags.text(flag);
    if (!flags.has(flag) || std::find(words.begin(), words.end(), value) != words.end()) return value;
    std::string expected;
    for (const auto word : words) expected += (expected.empty() ? "" : ", ") + std::string(word);
    return fail("usage.choice",
                {{"flag", "--" + std::string(flag)}, {"value", value}, {"expected", expected}});
}

std::optional<DecimalMark> mark_of(std::string_view word) {
    if (word.empty()) return DecimalMark::unsure;
    if (word == "komma") return DecimalMark::comma;
    if (word == "punktum") return DecimalMark::dot;
    return std::nullopt;
}

std::string_view word_of(DecimalMark mark) {
    switch (mark) {
    case DecimalMark::comma: return "komma";
    case DecimalMark::dot: return "punktum";
    case DecimalMark::unsure: break;
    }
    return "";
}

std::optional<HiddenRows> hidden_of(std::string_view word) {
    if (word.empty()) return HiddenRows::refuse;
    if (word == "medtag") return HiddenRows::take;
    if (word == "udelad") return HiddenRows::leave_out;
    return std::nullopt;
}

std::string_view word_of(HiddenRows hidden) {
    switch (hidden) {
    case HiddenRows::take: return "medtag";
    case HiddenRows::leave_out: return "udelad";
    case HiddenRows::refuse: break;
    }
    return "";
}

Result<char> delimiter_of(const Parsed& flags) {
    const std::string text = flags.text("skilletegn");
    if (!flags.has("skilletegn")) return '\0';
    if (text == "tab" || text == "\\t") return '\t';
    if (text.size() == 1 && text != "\"" && text != "\r" && text != "\n") return text.front();
    return fail("usage.choice", {{"flag", "--skilletegn"}, {"value", text}, {"expected", "; , tab"}});
}

std::optional<BatchSettings> settings_from(const Json& json) {
    BatchSettings settings;
    for (const Noun* noun : nouns)
        if (noun->name == json.text("noun")) settings.noun = noun;
    if (settings.noun == nullptr) return std::nullopt;
    RowOptions& rows = settings.rows;
    if (const auto flag = json.text("place"); !flag.empty()) {
        for (const Place& place : settings.noun->places)
            if (place.flag == flag && place.create != nullptr) rows.place = &place;
        if (rows.place == nullptr) return std::nullopt;
        rows.parent = json.text("parent");
    }
    if (const Json* columns = json.find("columns"); columns != nullptr && columns->is_object())
        for (const auto& [heading, meaning] : columns->members())
            if (meaning.is_string()) rows.columns[heading] = meaning.as_string();
    const auto mark = mark_of(json.text("decimal"));
    const auto hidden = hidden_of(json.text("hidden"));
    if (!mark || !hidden) return std::nullopt;
    const auto is_set = [&](std::string_view name) {
        const Json* value = json.find(name);
        return value != nullptr && value->is_boolean() && value->as_boolean();
    };
    rows.sheet.sheet = json.text("sheet");
    rows.sheet.delimiter = json.text("delimiter").empty() ? '\0' : json.text("delimiter").front();
    rows.cells = {.mark = *mark, .repair_zeros = is_set("zeros")};
    rows.hidden = *hidden;
    rows.look_up = is_set("lookUp");
    rows.anyway = is_set("anyway");
    return settings;
}

std::string reading_of(Json options) {
    options.erase("lookUp");
    options.erase("anyway");
    return options.dump();
}

}  // namespace

std::span<const Flag> sheet_flags() {
    static constexpr Flag flags[] = {
        {.name = "fil", .takes = Takes::value, .value = "FIL|-"},
        {.name = "resultat", .takes = Takes::value, .value = "FIL"},
        {.name = "kun-gyldige"},
        {.name = "kun-fejl"},
        {.name = "kolonner", .takes = Takes::value, .value = "OVERSKRIFT=FELT,…"},
        {.name = "ark", .takes = Takes::value, .value = "NAVN"},
        {.name = "skilletegn", .takes = Takes::value, .value = "TEGN"},
        {.name = "decimaltegn", .takes = Takes::value, .value = "komma|punktum"},
        {.name = "skjulte", .takes = Takes::value, .value = "medtag|udelad"},
        {.name = "ret-nuller"},
        {.name = "samtidige", .takes = Takes::value, .value = "N", .fallback = "8"},
        {.name = "tempo", .takes = Takes::value, .value = "N"},
        {.name = "confirm", .takes = Takes::value, .value = "N"},
    };
    return flags;
}

Result<BatchSettings> settings_of(const Noun& noun, const Parsed& flags, std::string_view columns) {
    BatchSettings settings{.noun = &noun};
    RowOptions& rows = settings.rows;
    const bool says_where = std::any_of(noun.places.begin(), noun.places.end(),
                                        [&](const Place& place) { return flags.has(place.flag); });
    if (says_where) {
        SKIFTE_TRY(const Where where, place_of(noun, flags, Verb::create));
        rows.place = where.place;
        rows.parent = where.id;
    }
    static constexpr std::string_view marks[] = {"komma", "punktum"};
    SKIFTE_TRY(const std::string mark, choice(flags, "decimaltegn", marks));
    static constexpr std::string_view ways[] = {"medtag", "udelad"};
    SKIFTE_TRY(const std::string hidden, choice(flags, "skjulte", ways));
    SKIFTE_TRY(rows.columns, parse_column_map(flags.text("kolonner")));
    SKIFTE_TRY(auto usual, parse_column_map(columns));
    rows.columns.merge(usual);
    SKIFTE_TRY(rows.sheet.delimiter, delimiter_of(flags));
    rows.sheet.sheet = flags.text("ark");
    rows.cells = {.mark = *mark_of(mark), .repair_zeros = flags.has("ret-nuller")};
    rows.hidden = *hidden_of(hidden);
    rows.look_up = !flags.has("uden-opslag");
    rows.anyway = flags.has("alligevel");
    return settings;
}

Json to_json(const BatchSettings& settings) {
    const RowOptions& rows = settings.rows;
    Json out = Json::object();
    out.set("noun", settings.noun->name);
    if (rows.place != nullptr) out.set("place", rows.place->flag).set("parent", rows.parent);
    Json columns = Json::object();
    for (const auto& [heading, meaning] : rows.columns) columns.set(heading, meaning);
    out.set("columns", std::move(columns));
    out.set("sheet", rows.sheet.sheet);
    out.set("delimiter", rows.sheet.delimiter == '\0' ? "" : std::string(1, rows.sheet.delimiter));
    out.set("decimal", word_of(rows.cells.mark));
    out.set("hidden", word_of(rows.hidden));
    out.set("zeros", rows.cells.repair_zeros);
    out.set("lookUp", rows.look_up);
    out.set("anyway", rows.anyway);
    return out;
}

std::string reading_of(const BatchSettings& settings) {
    return reading_of(to_json(settings));
}

std::string reading_of(const journal::Run& run) {
    auto options = Json::parse(run.options);
    return options ? reading_of(std::move(options).value()) : std::string();
}

std::optional<BatchSettings> settings_from(const journal::Run& run) {
    const auto options = Json::parse(run.options);
    return options ? settings_from(*options) : std::nullopt;
}

SpecsUsed specs_of(const BatchSettings& settings) {
    SpecsUsed used;
    const Place* only = settings.rows.place;
    for (const Place& place : settings.noun->places) {
        if (place.create == nullptr || (only != nullptr && only != &place)) continue;
        const openapi::Spec& spec = place.spec();
        const std::string between = used.names.empty() ? "" : ", ";
        used.names += between + std::string(spec.name);
        used.versions += between + std::string(spec.version);
    }
    return used;
}

Result<void> same_as_before(const journal::Run& run, const std::string& cvr, const SpecsUsed& specs) {
    if (run.cvr != cvr)
        return fail("batch.other_certificate", {{"id", run.id}, {"cvr", run.cvr}, {"found", cvr}});
    if (run.spec != specs.names || run.spec_version != specs.versions)
        return fail("batch.other_spec",
                    {{"id", run.id}, {"version", run.spec_version}, {"found", specs.versions}});
    return {};
}

}  // namespace skifte::cli
