// Filing many: what its flags mean, what is said meanwhile, and what may be wrong with a row.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> batch_texts() {
    static constexpr Text texts[] = {
        {"flag.fil", "Mange på én gang, én i hver række: CSV, XLSX eller JSON Lines; - er stdin.",
         "Many at once, one a row: CSV, XLSX or JSON Lines; - is stdin."},
        {"flag.resultat", "Filen, der får rækkerne og deres status; ellers ved siden af --fil.",
         "The file that gets the rows and their status; else beside that of --fil."},
        {"flag.kun-gyldige", "Indgiver rækkerne uden fejl, selv om andre har.",
         "Files the rows without faults although others have some."},
        {"flag.kun-fejl", "Resultatet får kun de rækker, der ikke er indgivet.",
         "The result gets only the rows that were not filed."},
        {"flag.kolonner", "Hvad andre overskrifter betyder, fx Fakturanr=egenReference,Kundenavn=.",
         "What other headings mean, such as Fakturanr=egenReference,Kundenavn=."},
        {"flag.ark", "Arket i en XLSX med flere.", "The sheet of an XLSX that has several."},
        {"flag.skilletegn", "Skilletegnet i CSV, fx ; , tab; ellers det, filen viser.",
         "The delimiter of CSV, such as ; , tab; else the one that the file shows."},
        {"flag.decimaltegn", "Hvad der står før ører, så 1.234 kan læses.",
         "What stands before the decimals, so that 1.234 can be read."},
        {"flag.skjulte", "Hvad der sker med rækker, regnearket skjuler.",
         "What becomes of rows that the spreadsheet hides."},
        {"flag.ret-nuller", "Sætter det nul foran, som et CPR- eller CVR-nummer har mistet, og siger hvor.",
         "Puts back the zero in front that a CPR or CVR number has lost, and says where."},
        {"flag.samtidige",
         "Hvor mange der højst er undervejs på én gang, og fra begyndelsen; ellers begyndes med 4.",
         "How many are under way at once, at most and from the start; else it starts with 4."},
        {"flag.tempo", "Hvor mange der højst sendes i sekundet.", "How many are sent a second, at most."},
        {"flag.confirm", "Bekræfter på forhånd, at N rækker indgives.",
         "Confirms beforehand that N rows are filed."},

        {"help.batch.list", "Viser kørslerne af `anmeld --fil`.", "Lists the runs of `anmeld --fil`."},
        {"help.batch.status", "Viser, hvor langt en kørsel er kommet, uden at spørge portalen.",
         "Shows how far a run has come, without asking the portal."},
        {"help.batch.resume", "Går videre med en kørsel, der blev afbrudt.",
         "Goes on with a run that was cut short."},
        {"help.batch.resume.details",
         "Det, der aldrig blev sendt, sendes; det, hvis virkning er uvis, slås først op, når portalen\nburde "
         "vise "
         "det. Filen skal være den samme, og profilen, certifikatets CVR-nummer og\nspecifikationen de "
         "samme. "
         "Uden ID den eneste åbne kørsel.",
         "What was never sent is sent; what is of unknown effect is looked up first, once the portal\nshould "
         "show "
         "it. The file must be the same, and so must profile, the certificate's CVR number\nand the "
         "specification. Without ID the only open run."},
        {"help.batch.report", "Skriver, hvor hver række i en kørsel står, og hvad retten har gjort ved den.",
         "Writes where each row of a run stands, and what the court has made of it."},
        {"help.batch.report.details",
         "Som resultatet af `anmeld --fil`, med skifte.rettensStatus og skifte.rettensBegrundelse. Uden\nID "
         "den "
         "eneste åbne kørsel, ellers den seneste.",
         "As the result of `anmeld --fil`, with skifte.rettensStatus and skifte.rettensBegrundelse.\nWithout "
         "ID "
         "the only open run, else the latest."},
        {"help.batch.purge", "Sletter det gamle af journalen; kvitteringer bliver.",
         "Drops what is old from the journal; receipts stay."},
        {"help.batch.purge.details",
         "Det, der slettes, kendes ikke længere som indgivet: det samme kan indgives igen, hvis "
         "ikke\nportalen "
         "viser det. Det, hvis virkning er uvis, og åbne kørsler slettes aldrig.",
         "What is dropped is no longer known as filed: the same can be filed again, unless the portal\nshows "
         "it. "
         "What is of unknown effect, and open runs, are never dropped."},
        {"flag.koersel", "Kørslens id, r-…", "Id of the run, r-…"},
        {"flag.aeldre-end", "Hvor længe siden det er endt, fx 90d, 18m eller 5y.",
         "How long ago it has ended, such as 90d, 18m or 5y."},
        {"flag.csv", "Et regneark som CSV i stedet: overskrifter og én række som eksempel.",
         "A sheet as CSV instead: headings, and one row as an example."},
        {"flag.xlsx", "Det samme som XLSX, med lister at vælge af.",
         "The same as XLSX, with lists to choose from."},
        {"flag.krav.skabelon.til", "Filen, regnearket gemmes i; - er stdout.",
         "File to save the sheet to; - is stdout."},
        {"flag.tilgodehavende.skabelon.til", "Filen, regnearket gemmes i; - er stdout.",
         "File to save the sheet to; - is stdout."},
        {"confirm.purge", "Slet {count} indsendelser, der endte før {date}, af journalen?",
         "Drop {count} filings that ended before {date} from the journal?"},
        {"confirm.batch", "Indgiv {count} {noun} i {place} fra {file}?",
         "File {count} {noun} in {place} from {file}?"},
        {"confirm.batch.count", "Skriv antallet for at indgive {count} {noun} i {place} fra {file}:",
         "Type the number to file {count} {noun} in {place} from {file}:"},
        {"label.places_in_columns", "det, hver række siger", "what each row says"},
        {"progress.checking", "Kontrollerer række {row}", "Checking row {row}"},
        {"progress.batch",
         "{done} af {total} indgivet, {refused} afvist, {unknown} uvisse, {rate}/s[, {left} tilbage], {pace} "
         "ad gangen",
         "{done} of {total} filed, {refused} refused, {unknown} unknown, {rate}/s[, {left} left], {pace} at "
         "a time"},
        {"note.batch.zero", "Række {row}, kolonne {column}: et nul er sat foran.",
         "Row {row}, column {column}: a zero was put in front."},
        {"note.batch.anyway", "{count} rækker indgives, selv om fristen i proklamaet er udløbet.",
         "{count} rows are filed although the time of the proklama has run out."},
        {"note.batch.no_look_up",
         "Portalen er ikke spurgt, hvad der står der i forvejen: det, andre har indgivet, kan blive indgivet "
         "igen.",
         "The portal was not asked what stands there already: what others have filed may be filed again."},
        {"note.batch.resumed", "Kørslen {id} er åben, og der gås videre med den.",
         "The run {id} is open, and goes on."},
        {"note.batch.doubtful",
         "Journalen kender {count} indsendelser færre, end der er begyndt: intet sendes, før portalen har "
         "vist, "
         "at det ikke står der. Venter {time} først …",
         "The journal knows {count} filings fewer than were begun: nothing is sent before the portal has "
         "shown "
         "that it is not there. Waiting {time} first …"},
        {"note.batch.waiting", "{count} rækker er uvisse; venter {time}, til portalen burde vise dem …",
         "{count} rows are unknown; waiting {time} until the portal should show them …"},
        {"note.batch.settled",
         "Slået op: {found} er indgivet, {absent} er ikke og kan sendes, {unsure} er stadig uvisse.",
         "Looked up: {found} were filed, {absent} were not and can be sent, {unsure} are still unknown."},
        {"note.batch.comparing", "{count} rækker er indgivet; sammenligner dem med portalens lister …",
         "{count} rows are filed; comparing them with the portal's lists …"},
        {"note.batch.writing_result", "Skriver resultatet …", "Writing the result …"},
        {"note.batch.not_compared",
         "Det indgivne kunne ikke sammenholdes med portalen ({code}); det er indgivet alligevel.",
         "What was filed could not be compared with the portal ({code}); it is filed all the same."},
        {"effect.batch",
         "Kørslen {run} står åben[: {left} rækker er ikke sendt][; {unknown} er uvisse]. Samme kommando "
         "eller "
         "`skifte batch resume {run}` går videre; det, der er indgivet, sendes ikke to gange.",
         "The run {run} is open[: {left} rows were not sent][; {unknown} are unknown]. The same command or "
         "`skifte batch resume {run}` goes on; what is filed is not sent twice."},

        {"fault.batch.duplicate", "er den samme som række {first}", "is the same as row {first}"},
        {"fault.batch.duplicate_identity",
         "er efter sin egenReference og art det samme som række {first}, men med andet indhold",
         "is by its egenReference and kind the same as row {first}, but with other content"},
        {"fault.batch.changed",
         "er indgivet før med andet indhold ({id}[, hos retten {server_id}]); brug `ret` til at ændre det",
         "was filed before with other content ({id}[, at the court {server_id}]); use `ret` to change that"},
        {"fault.batch.reference_taken",
         "på portalen står {server_id} under samme reference med andet indhold; brug `ret`, eller giv rækken "
         "sin "
         "egen reference",
         "the portal has {server_id} under the same reference with other content; use `ret`, or give the row "
         "a "
         "reference of its own"},
        {"fault.batch.no_place", "siger ikke, hvor det skal indgives",
         "does not say where it is to be filed"},
        {"fault.batch.two_places", "siger to steder, det skal indgives", "says two places to be filed in"},
        {"fault.batch.nothing_filed", "der indgives intet, hvor rækken siger",
         "nothing is filed where the row says"},
        {"fault.batch.none_found", "intet bo passer[: {court}]", "no estate fits[: {court}]"},
        {"fault.batch.several_found", "{count} boer passer; skriv det rette i kolonnen bo: {ids}",
         "{count} estates fit; write the right one in the column bo: {ids}"},
        {"fault.batch.no_such_place", "findes ikke på portalen", "is not on the portal"},
        {"fault.batch.no_field", "feltet findes ikke, når der indgives i {place}",
         "there is no such field where the filing is in {place}"},
        {"fault.batch.field_twice", "giver {field}, som en kolonne før den siger noget andet om",
         "gives {field}, of which a column before it says something else"},
        {"fault.batch.beyond_columns", "»{value}« står efter den sidste overskrift",
         "\"{value}\" stands behind the last heading"},
        {"fault.batch.hidden_row",
         "er skjult i regnearket; sig med --skjulte medtag eller udelad, hvad der skal ske",
         "is hidden in the spreadsheet; say by --skjulte medtag or udelad what is to become of it"},
        {"fault.batch.unknown_column", "ingen felter hedder »{column}«[; mente du {nearest}?]",
         "no field is called \"{column}\"[; did you mean {nearest}?]"},
        {"fault.batch.amount_unsure",
         "\"{value}\" kan være {dot} eller {comma}; sig hvilket med --decimaltegn punktum eller komma",
         "\"{value}\" may be {dot} or {comma}; say which by --decimaltegn punktum or komma"},
        {"fault.batch.lost_zero",
         "»{value}« har ét ciffer for lidt til {digits}; er det et nul foran, så sæt det med --ret-nuller",
         "\"{value}\" is one digit short of {digits}; if it is a zero in front, put it back by --ret-nuller"},
        {"fault.batch.cell_error", "cellen er en fejl i regnearket ({value})",
         "the cell is an error in the spreadsheet ({value})"},
        {"fault.batch.formula", "formlen er ikke regnet ud; gem filen i et regneark",
         "the formula was never computed; save the file in a spreadsheet"},
        {"fault.batch.time_of_day", "»{value}« er et tidspunkt og ikke kun en dato",
         "\"{value}\" is a point in time and not only a date"},
        {"fault.amount.invalid", "»{value}« er ikke et beløb som 12.500,00",
         "\"{value}\" is no amount such as 12.500,00"},
        {"fault.amount.ambiguous", "»{value}« kan læses som to beløb",
         "\"{value}\" can be read as two amounts"},
        {"fault.amount.too_precise", "»{value}« har mere end to decimaler",
         "\"{value}\" has more than two decimals"},
        {"fault.amount.too_large", "»{value}« er for stort", "\"{value}\" is too large"},
        {"fault.date.invalid", "»{value}« er ikke en dato som 2027-03-01 eller 01-03-2027",
         "\"{value}\" is no date such as 2027-03-01 or 01-03-2027"},
        {"fault.cpr.invalid", "er ikke et CPR-nummer: ti cifre, DDMMÅÅ-LLLL",
         "is no CPR number: ten digits, DDMMYY-SSSS"},
        {"fault.filing.proklama_expired",
         "fristen efter boets proklama udløb {date}; --alligevel indgiver det alligevel",
         "the time of the estate's proklama ran out on {date}; --alligevel files it all the same"},

        {"column.afsluttetTidspunkt", "Afsluttet", "Ended"},
        {"column.undervejs", "Undervejs", "Under way"},
        {"column.foer", "Endt før", "Ended before"},
        {"column.indsendelser", "Indsendelser", "Filings"},
        {"column.koersler", "Kørsler", "Runs"},
        {"column.hoved", "Kvitteringernes hoved", "Head of the receipts"},
        {"column.koerselId", "Kørsel", "Run"},
        {"column.resultatSti", "Resultat", "Result"},
        {"column.raekker", "Rækker", "Rows"},
        {"column.indgivet", "Indgivet", "Filed"},
        {"column.tidligere", "Indgivet før", "Filed before"},
        {"column.findes", "Stod der i forvejen", "There already"},
        {"column.afvist", "Afvist", "Refused"},
        {"column.ukendt", "Uvisse", "Unknown"},
        {"column.aendret", "Ændret siden", "Changed since"},
        {"column.fejl", "Med fejl", "Faulty"},
        {"column.ikkeSendt", "Ikke sendt", "Not sent"},
        {"column.bekraeftet", "Bekræftet", "Confirmed"},
        {"column.afviger", "Afviger", "Differs"},
        {"column.ikkeEfterproevet", "Ikke efterprøvet", "Not verified"},
    };
    return texts;
}

}  // namespace skifte::cli
