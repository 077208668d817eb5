// Sentences for the sandbox's own errors.
#include "sandbox/messages.hpp"

#include <algorithm>
#include <array>

namespace skifte::sandbox {
namespace {

struct Sentence {
    std::string_view code;
    std::string_view da;
    std::string_view en;
};

// {name} is the argument of that name.
constexpr std::array sentences{
    Sentence{"sandbox.usage",
             "ukendt eller ufuldstændigt: {argument}. Brug: skifte-sandbox serve --dir MAPPE [--port N] "
             "[--afgoerelse-efter TID] [--token-levetid TID] [--quiet]",
             "unknown or incomplete: {argument}. Usage: skifte-sandbox serve --dir DIR [--port N] "
             "[--afgoerelse-efter TIME] [--token-levetid TIME] [--quiet]"},
    Sentence{"duration.invalid", "ikke et tidsrum: {value}. Skriv for eksempel 500ms, 1s eller 2m.",
             "not a duration: {value}. Write 500ms, 1s or 2m, for example."},
    Sentence{"sandbox.in_use",
             "en anden sandkasse bruger mappen {path}. Stands den, eller vælg en anden mappe.",
             "another sandbox uses the folder {path}. Stop it, or choose another folder."},
    Sentence{
        "sandbox.foreign_folder",
        "mappen {path} har indhold, som ikke er en sandkasses. Vælg en tom mappe eller en, der ikke findes.",
        "the folder {path} holds something that is no sandbox's. Choose an empty folder, or one that is not "
        "there."},
    Sentence{"sandbox.port", "porten {port} på 127.0.0.1 er optaget. Vælg en anden, eller udelad --port.",
             "port {port} on 127.0.0.1 is taken. Choose another, or leave --port out."},
    Sentence{"sandbox.crypto",
             "certifikaterne kan ikke laves eller læses ({step}). Slet mappen, og begynd forfra.",
             "the certificates cannot be made or read ({step}). Delete the folder and start afresh."},
    Sentence{"sandbox.database", "tilstanden i {path} kan ikke læses eller skrives: {reason}",
             "the state in {path} cannot be read or written: {reason}"},
    Sentence{"file.unwritable", "{path} kan ikke skrives: {reason}", "{path} cannot be written: {reason}"},
    Sentence{"file.unreadable", "{path} kan ikke læses: {reason}", "{path} cannot be read: {reason}"},
    Sentence{"file.missing", "{path} mangler. Slet mappen, og begynd forfra.",
             "{path} is missing. Delete the folder and start afresh."},
    Sentence{"disk.full", "der er ikke plads på disken til {path}.", "no room on the disk for {path}."},
};

std::string filled(std::string_view sentence, const Error& error) {
    std::string text(sentence);
    for (const Argument& argument : error.arguments) {
        const std::string mark = "{" + argument.name + "}";
        if (const std::size_t at = text.find(mark); at != std::string::npos)
            text.replace(at, mark.size(), argument.value);
    }
    return text;
}

}  // namespace

std::string message(const Error& error) {
    const auto* const found = std::ranges::find(sentences, error.code, &Sentence::code);
    if (found == sentences.end()) {
        std::string text = "skifte-sandbox: " + error.code;
        for (const Argument& argument : error.arguments) text += " " + argument.name + "=" + argument.value;
        return text + "\n";
    }
    return "skifte-sandbox: " + filled(found->da, error) + "\nskifte-sandbox: " + filled(found->en, error) +
           "\n";
}

std::string notice() {
    return "Dette er en sandkasse på din egen maskine. Det er ikke domstolenes system: intet når frem til en "
           "skifteret, og alle personer og selskaber er opdigtede.\n"
           "This is a sandbox on your own machine. It is not the courts' system: nothing reaches a court, "
           "and all "
           "persons and companies are invented.\n";
}

int exit_code(const Error& error) {
    return error.code == "sandbox.usage" || error.code == "duration.invalid" ? 2 : 3;
}

}  // namespace skifte::sandbox
