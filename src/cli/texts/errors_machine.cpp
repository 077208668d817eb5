// What is wrong on this machine: configuration, secrets, disk, journal.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> machine_error_texts() {
    static constexpr Text texts[] = {
        {"config.missing",
         "Konfigurationsfilen {path} findes ikke. Opret den, eller peg på en anden med --config.",
         "The configuration file {path} does not exist. Create it, or name another with --config."},
        {"config.unreadable",
         "Konfigurationsfilen {path} kan ikke læses[ ({reason})]. Ret filens rettigheder.",
         "The configuration file {path} cannot be read[ ({reason})]. Correct its permissions."},
        {"config.syntax", "{path}, linje {line}, er ikke gyldig TOML[ ({reason})]. Ret linjen.",
         "{path}, line {line}, is not valid TOML[ ({reason})]. Correct the line."},
        {"config.unknown_key",
         "{path}, linje {line}: nøglen »{key}« findes ikke.[ Mente du »{nearest}«?] Ret eller fjern den.",
         "{path}, line {line}: there is no key \"{key}\".[ Did you mean \"{nearest}\"?] Correct or remove "
         "it."},
        {"config.group",
         "{path}, linje {line}: »{value}« i `groups` er ikke et behov.[ Mente du »{nearest}«?] README.md "
         "nævner "
         "dem alle.",
         "{path}, line {line}: \"{value}\" in `groups` is no need.[ Did you mean \"{nearest}\"?] README.md "
         "names them all."},
        {"config.value", "{path}, linje {line}: værdien af »{key}« skal være {expected}. Ret den.",
         "{path}, line {line}: the value of \"{key}\" must be {expected}. Correct it."},
        {"config.missing_key",
         "{path}: profilen »{profile}« mangler »{key}«. Tilføj den under [[profiles.{profile}].",
         "{path}: the profile \"{profile}\" lacks \"{key}\". Add it under [[profiles.{profile}]."},
        {"config.open",
         "Andre kan læse eller skrive i {path}, og dermed se, hvor hemmelighederne står, eller få dem sendt "
         "et "
         "andet sted hen.\nGør den til din egen, og kør `chmod 600 {path}`.",
         "Others can read {path} or write to it, and so see where the secrets are, or have them sent "
         "elsewhere.\nMake it your own, and run `chmod 600 {path}`."},
        {"config.secret_in_clear",
         "{path}, linje {line}: »{key}« skal være en henvisning og ikke selve hemmeligheden. Skriv env:NAVN, "
         "file:STI, keyring:NAVN eller prompt, og skift hemmeligheden, hvis den har stået i filen.",
         "{path}, line {line}: \"{key}\" must be a reference and not the secret itself. Write env:NAME, "
         "file:PATH, "
         "keyring:NAME or prompt, and have the secret changed if it stood in the file."},
        {"key_uri.pin",
         "{path}, linje {line}: »{key}« må ikke indeholde PIN-koden; den har stået i filen, og bør "
         "skiftes.\nTag "
         "pin-value eller pin-source ud, og skriv en henvisning i `certificate-password`.",
         "{path}, line {line}: \"{key}\" must not hold the PIN; it has stood in the file, and should be "
         "changed.\nTake pin-value or pin-source out, and write a reference in `certificate-password`."},
        {"key_uri.syntax",
         "{path}, linje {line}: »{key}« er ikke en pkcs11:-URI, der kan læses[ ({attribute})].\nSkriv den "
         "som "
         "pkcs11:token=NAVN;object=NAVN?module-path=STI (RFC 7512).",
         "{path}, line {line}: \"{key}\" is no pkcs11: URI that can be read[ ({attribute})].\nWrite it like "
         "pkcs11:token=NAME;object=NAME?module-path=PATH (RFC 7512)."},
        {"config.profile", "Profilen »{name}« findes ikke i {path}.[ Der er: {known}.] Vælg en med -p.",
         "There is no profile \"{name}\" in {path}.[ There is: {known}.] Choose one with -p."},
        {"config.no_profile",
         "Det er ikke sagt, hvilken profil i {path} der skal bruges.[ Der er: {known}.] Vælg en med -p, "
         "eller sæt "
         "`profile` i filen.",
         "It is not said which profile of {path} to use.[ There is: {known}.] Choose one with -p, or set "
         "`profile` "
         "in the file."},

        {"secret.reference",
         "En hemmelighed er angivet på en måde, der ikke kan læses. Skriv env:NAVN, file:STI, keyring:NAVN "
         "eller "
         "prompt.",
         "A secret is given in a way that cannot be read. Write env:NAME, file:PATH, keyring:NAME or "
         "prompt."},
        {"secret.empty", "Hemmeligheden fra {reference} er tom. Læg den dér, og prøv igen.",
         "The secret from {reference} is empty. Put it there, and try again."},
        {"secret.env_missing",
         "Miljøvariablen {name}, som skal holde hemmeligheden, er ikke sat. Sæt den, og prøv igen.",
         "The environment variable {name}, which is to hold the secret, is not set. Set it, and try again."},
        {"secret.file_missing",
         "Filen {path}, som skal holde hemmeligheden, findes ikke. Opret den med rettighederne 0600.",
         "The file {path}, which is to hold the secret, does not exist. Create it with mode 0600."},
        {"secret.file_open", "Andre kan læse hemmeligheden i {path}. Kør `chmod 600 {path}`.",
         "Others can read the secret in {path}. Run `chmod 600 {path}`."},
        {"secret.file_unreadable",
         "Hemmeligheden i {path} kan ikke læses[ ({reason})]. Kontrollér filen og dens rettigheder.",
         "The secret in {path} cannot be read[ ({reason})]. Check the file and its permissions."},
        {"secret.command_refused",
         "Kommandoen {name} køres ikke, fordi andre kan skrive i konfigurationsfilen. Kør `chmod go-w` på "
         "den.",
         "The command {name} is not run, because others can write to the configuration file. Run `chmod "
         "go-w` on it."},
        {"secret.command_failed",
         "Kommandoen {name} gav ingen hemmelighed ({status}). Kør den selv, og se, hvad den siger.",
         "The command {name} gave no secret ({status}). Run it yourself, and see what it says."},
        {"secret.keyring_absent",
         "Der er ingen nøglering at hente hemmeligheden fra[ ({reason})]. Lås den op, eller brug env: eller "
         "file:.",
         "There is no keyring to take the secret from[ ({reason})]. Unlock it, or use env: or file:."},
        {"secret.keyring_locked", "Nøgleringen med {name} er låst. Lås den op, og prøv igen.",
         "The keyring with {name} is locked. Unlock it, and try again."},
        {"secret.keyring_missing",
         "Nøgleringen har ingen hemmelighed ved navn {name}. Læg den dér, eller ret navnet i profilen.",
         "The keyring has no secret called {name}. Put it there, or correct the name in the profile."},
        {"secret.no_terminal",
         "Der er ingen terminal at spørge om hemmeligheden på ({what}). Angiv den i profilen med env:, file: "
         "eller "
         "keyring:.",
         "There is no terminal to ask for the secret on ({what}). Give it in the profile by env:, file: or "
         "keyring:."},

        {"secret.no_terminal.flag",
         "Der er ingen terminal at spørge om filens adgangskode på. Angiv den med --password, som env:NAVN, "
         "file:STI eller keyring:NAVN.",
         "There is no terminal to ask for the file's password on. Give it by --password, as env:NAME, "
         "file:PATH or keyring:NAME."},

        {"disk.full", "Der er ikke mere plads på disken til {path}. Frigør plads.",
         "There is no room left on the disk for {path}. Free some."},
        {"output.write",
         "Resultatet kunne ikke skrives til stdout ({reason}). Kontrollér det, der modtager det.",
         "The result could not be written to stdout ({reason}). Check what receives it."},
        {"sandbox.missing",
         "Sandkassens program {path} findes ikke. Byg eller installér det sammen med skifte.",
         "The sandbox program {path} does not exist. Build or install it together with skifte."},
        {"sandbox.start", "Sandkassen {path} kunne ikke startes ({reason}). Kontrollér, at filen må køres.",
         "The sandbox {path} could not be started ({reason}). Check that the file may be executed."},

        {"journal.open",
         "Journalen {path} kan ikke åbnes ({reason}). Den og dens mappe skal være dine, og kun du må skrive "
         "i dem.",
         "The journal {path} cannot be opened ({reason}). It and its folder must be yours, and only you may "
         "write "
         "there."},
        {"journal.locked",
         "Journalen {path} er optaget af et andet program. Luk det, eller vent, til det er færdigt.",
         "The journal {path} is taken by another program. Close it, or wait until it has finished."},
        {"journal.corrupt",
         "Journalen {path} er beskadiget[, tabel {table}][, række {row}] ({reason}). Læg den til side, og "
         "hent den "
         "fra sikkerhedskopien, før der indgives mere.",
         "The journal {path} is damaged[, table {table}][, row {row}] ({reason}). Put it aside, and restore "
         "it from "
         "the backup before anything more is filed."},
        {"journal.write", "Der kan ikke skrives i journalen {path} ({reason}). Kontrollér disken.",
         "The journal {path} cannot be written ({reason}). Check the disk."},
        {"journal.version",
         "Journalen {path} er fra en nyere udgave af skifte ({found}; her kendes {known}). Opdatér skifte.",
         "The journal {path} is of a later version of skifte ({found}; known here is {known}). Update "
         "skifte."},
        {"journal.key_missing",
         "Nøglen {path} til journalen mangler. Hent den fra sikkerhedskopien; uden den kan gentagelser ikke "
         "kendes.",
         "The journal's key {path} is missing. Restore it from the backup; without it repeats cannot be "
         "recognised."},
        {"journal.key_invalid",
         "Nøglen {path} til journalen er beskadiget. Hent den fra sikkerhedskopien; uden den kan gentagelser "
         "ikke "
         "kendes.",
         "The journal's key {path} is damaged. Restore it from the backup; without it repeats cannot be "
         "recognised."},
        {"journal.behind",
         "Journalen {path} er sat tilbage til en tidligere tilstand: den kender {known} af {mark} "
         "indsendelser. Se på portalen efter, hvad "
         "der er indgivet siden, og slet så {mark_path} for at godtage journalen, som den er.",
         "The journal {path} has been set back to an earlier state: it knows {known} of {mark} filings. See "
         "on the portal what was "
         "filed since, and then remove {mark_path} to accept the journal as it is."},
        {"journal.state",
         "Indsendelsen {id} er i mellemtiden blevet ændret af et andet program (nu {state}, ventet "
         "{wanted}). Se den "
         "med `skifte indsendelse vis {id}`.",
         "The filing {id} has meanwhile been changed by another program (now {state}, wanted {wanted}). See "
         "it with "
         "`skifte indsendelse vis {id}`."},
        {"journal.taken",
         "Indsendelsen {id} kan ikke skelnes fra {other}, som allerede har sin plads hos retten. Se begge "
         "med "
         "`skifte indsendelse vis`.",
         "The filing {id} cannot be told from {other}, which has its place at the court already. See both "
         "with "
         "`skifte indsendelse vis`."},
        {"journal.not_found",
         "Journalen kender ikke {id}. `skifte indsendelse liste` og `skifte kvittering liste` viser, hvad "
         "der er.",
         "The journal does not know {id}. `skifte indsendelse liste` and `skifte kvittering liste` show what "
         "there "
         "is."},
    };
    return texts;
}

}  // namespace skifte::cli
