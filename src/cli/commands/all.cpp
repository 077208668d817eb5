#include "cli/commands/all.hpp"

#include <utility>

namespace skifte::cli {

std::span<const Command> commands() {
    static const std::vector<Command> all = [] {
        std::vector<Command> out;
        for (const auto group : {sag_commands(),
                                 redegoerelse_commands(),
                                 frist_commands(),
                                 anmodning_commands(),
                                 dokument_commands(),
                                 selskab_commands(),
                                 bo_commands(),
                                 krav_commands(),
                                 tilgodehavende_commands(),
                                 forespoergsel_commands(),
                                 effektfortegnelse_commands(),
                                 proformaopgoerelse_commands(),
                                 indsendelse_commands(),
                                 kvittering_commands(),
                                 batch_commands(),
                                 auth_commands(),
                                 cert_commands(),
                                 config_commands(),
                                 api_commands(),
                                 sandbox_commands(),
                                 doctor_commands(),
                                 version_commands()})
            out.insert(out.end(), group.begin(), group.end());
        return out;
    }();
    return all;
}

std::span<const Flag> global_flags() {
    static constexpr Flag flags[] = {
        {.name = "profile", .takes = Takes::value, .value = "NAVN", .letter = 'p'},
        {.name = "config", .takes = Takes::value, .value = "FIL"},
        {.name = "output",
         .takes = Takes::value,
         .value = "table|json|jsonl|csv",
         .letter = 'o',
         .fallback = "table"},
        {.name = "fields", .takes = Takes::value, .value = "FELT,…"},
        {.name = "lang", .takes = Takes::value, .value = "da|en"},
        {.name = "dry-run"},
        {.name = "yes", .letter = 'y'},
        {.name = "vis-cpr"},
        {.name = "timeout", .takes = Takes::value, .value = "TID", .fallback = "60s"},
        {.name = "verbose", .letter = 'v'},
        {.name = "quiet", .letter = 'q'},
        {.name = "trace", .takes = Takes::optional_value, .value = "json"},
        {.name = "no-color"},
    };
    return flags;
}

std::string_view canonical_word(std::string_view word) {
    static constexpr std::pair<std::string_view, std::string_view> others[] = {
        {"redegørelse", "redegoerelse"},
        {"show", "vis"},
        {"list", "liste"},
        {"submit", "indsend"},
        {"udsæt", "udsaet"},
        {"extend", "udsaet"},
        {"await", "afvent"},
        {"file", "anmeld"},
        {"create", "opret"},
        {"edit", "ret"},
        {"delete", "slet"},
        {"søg", "soeg"},
        {"search", "soeg"},
        {"download", "hent"},
        {"ændringer", "aendringer"},
        {"efterprøv", "efterproev"},
        {"settle", "afklar"},
    };
    for (const auto& [other, canonical] : others)
        if (word == other) return canonical;
    return word;
}

}  // namespace skifte::cli
