// Estates, and what has changed: what their commands, flags and headings say.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> bo_texts() {
    static constexpr Text texts[] = {
        {"help.bo.soeg", "Finder et dødsbo på CPR-nummer eller på navn og adresse.",
         "Finds a dødsbo (estate) by CPR number, or by name and address."},
        {"help.bo.soeg.details",
         "Uden flag spørges der om CPR-nummeret, og det vises ikke, mens det skrives. Et CPR-nummer\ngives "
         "aldrig på kommandolinjen. Exitkode 9, når intet bo passer. Med --fil søges der efter\nhver række "
         "af "
         "et regneark, CSV eller JSON Lines, og for hver vises intet, ét eller flere boer.",
         "Without flags you are asked for the CPR number, and it is not shown as you type. A CPR\nnumber is "
         "never given on the command line. Exit code 9 when no estate fits. With --fil each row\nof a "
         "spreadsheet, CSV or JSON Lines is searched for, and none, one or several estates shown."},
        {"help.bo.vis", "Viser et dødsbo med skifteform og proklama.",
         "Shows a dødsbo (estate) with how it is dealt with and its proklama (call for claims)."},
        {"help.bo.aendringer", "Viser de dødsboer, der er ændret siden et tidspunkt.",
         "Lists the dødsboer (estates) that have changed since a point in time."},
        {"help.bo.aendringer.details",
         "Der spørges om de boer, I har indgivet noget i herfra, og om dem, --bo nævner.",
         "The estates asked about are those you have filed something in from here, and those that\n--bo "
         "names."},
        {"help.sag.aendringer", "Viser de af jeres sager, der er ændret siden et tidspunkt.",
         "Lists those of your cases that have changed since a point in time."},
        {"help.sag.aendringer.details", "Der spørges om alle jeres sager, eller kun om dem, --sag nævner.",
         "All your cases are asked about, or only those that --sag names."},

        {"flag.cpr-fil", "En fil med afdødes CPR-nummer; - er stdin.",
         "A file with the CPR number of the deceased; - is stdin."},
        {"flag.bo.soeg.fil", "En fil med mange: kolonnen cpr, eller navn og adresse.",
         "A file with many: the column cpr, or navn and adresse."},
        {"flag.navn", "Afdødes fulde navn, sammen med --adresse.",
         "Full name of the deceased, together with --adresse."},
        {"flag.adresse", "Afdødes seneste adresse i én linje.", "Last address of the deceased, in one line."},
        {"flag.siden", "En dato, fx 01-03-2027, eller et tidspunkt, fx 2027-03-01T09:00:00+01:00.",
         "A date such as 01-03-2027, or a point in time such as 2027-03-01T09:00:00+01:00."},
        {"flag.bo.aendringer.bo", "Også disse boer (doedsbojournalId).",
         "These estates too (doedsbojournalId)."},
        {"flag.sag.aendringer.sag", "Kun disse sager.", "Only these cases."},

        {"prompt.cpr", "Afdødes CPR-nummer", "CPR number of the deceased"},
        {"note.bo.several", "{count} boer passer. Vælg ét af dem ved dets id.",
         "{count} estates fit. Choose one of them by its id."},
        {"note.unchanged_since", "Ingen er ændret siden.", "None has changed since."},

        {"bo.none",
         "Intet bo passer. Søg med CPR-nummer, eller kontrollér navn og adresse; dødsfald før den 15. "
         "november 2022 er ikke på Skifteportalen.",
         "No estate fits. Search by CPR number, or check name and address; deaths before 15 November 2022 "
         "are not on Skifteportalen."},
        {"bo.outside", "Boet er ikke på Skifteportalen ({operation}, {status}).[ Rettens svar: {court}]",
         "The estate is not on Skifteportalen ({operation}, {status}).[ The court's answer: {court}]"},
        {"usage.needs_cpr",
         "Hvem søges der efter? Der er ingen terminal at spørge om CPR-nummeret på: giv --cpr-fil FIL (eller "
         "-), eller --navn og --adresse.",
         "Who is searched for? There is no terminal to ask for the CPR number on: give --cpr-fil FILE (or "
         "-), or --navn and --adresse."},
        {"usage.since",
         "»{value}« i {flag} er hverken en dato eller et tidspunkt. Skriv 01-03-2027 eller "
         "2027-03-01T09:00:00+01:00.",
         "\"{value}\" in {flag} is neither a date nor a point in time. Write 01-03-2027 or "
         "2027-03-01T09:00:00+01:00."},

        {"column.doedsbojournalId", "Dødsbo", "Estate"},
        {"column.doedsdato", "Dødsdato", "Date of death"},
        {"column.skifteform", "Skifteform", "Dealt with as"},
        {"column.insolvensbehandling", "Insolvensbehandling", "Insolvent"},
        {"column.proklama/bekendtgjortDato", "Proklama bekendtgjort", "Proklama published"},
        {"column.proklama/fristdato", "Proklamafrist", "Proklama deadline"},
        {"column.meddelelsesnummer", "Statstidende", "Statstidende"},
        {"column.adresselinje1", "Adresse", "Address"},
        {"column.adresselinje2", "Adresse, fortsat", "Address, continued"},
        {"column.postnummer", "Postnummer", "Postal code"},
        {"column.bynavn", "By", "City"},
        {"column.senestAendret", "Senest ændret", "Last changed"},
    };
    return texts;
}

}  // namespace skifte::cli
