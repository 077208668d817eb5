// What stands in the way of a batch as a whole, and how one ends.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> batch_error_texts() {
    static constexpr Text texts[] = {
        {"batch.invalid",
         "{path}: {count} af {rows} rækker kan ikke indgives, og intet er sendt.[ Fejlene står også i "
         "{result}.] Ret dem, eller indgiv resten med --kun-gyldige:[ (og {more} fejl mere)]",
         "{path}: {count} of {rows} rows cannot be filed, and nothing was sent.[ The faults also stand in "
         "{result}.] Correct them, or file the rest with --kun-gyldige:[ (and {more} faults more)]"},
        {"batch.left_out",
         "{path}: {count} af {rows} rækker kan ikke indgives og er udeladt.[ De står i {result}.] Ret dem, "
         "og "
         "giv filen igen:[ (og {more} fejl mere)]",
         "{path}: {count} of {rows} rows cannot be filed and are left out.[ They stand in {result}.] Correct "
         "them, and give the file once more:[ (and {more} faults more)]"},
        {"batch.no_rows", "{path} har ingen rækker. Skriv én for hvert krav under overskrifterne.",
         "{path} has no rows. Write one for each krav below the headings."},
        {"batch.unknown_column",
         "{path}: ingen felter hedder »{column}«.[ Mente du {nearest}?] Ret overskriften, eller sig med "
         "--kolonner \"{column}=FELT\", hvad den betyder; \"{column}=\" springer den over.",
         "{path}: no field is called \"{column}\".[ Did you mean {nearest}?] Correct the heading, or say by "
         "--kolonner \"{column}=FIELD\" what it means; \"{column}=\" passes over it."},
        {"batch.no_place_column",
         "{path} siger ikke, hvor rækkerne skal indgives. Giv --selskab eller --bo for dem alle, eller en "
         "kolonne af det navn; et bo findes også på kolonnen cpr eller på navn og adresse.",
         "{path} does not say where its rows are to be filed. Give --selskab or --bo for all of them, or a "
         "column of that name; an estate is also found by the column cpr, or by navn and adresse."},
        {"batch.run_busy",
         "Et andet program er i gang med at indgive {path}. Vent, til det er færdigt, og kør det samme igen.",
         "Another program is filing {path} at this moment. Wait until it has finished, and run the same "
         "again."},
        {"batch.other_certificate",
         "Kørslen {id} er begyndt med et certifikat for CVR {cvr} og ikke {found}. Gå videre med den profil, "
         "den blev begyndt med.",
         "The run {id} was begun with a certificate of CVR {cvr} and not {found}. Go on with the profile "
         "that "
         "it was begun with."},
        {"batch.other_environment",
         "Kørslen {id} hører til miljøet {environment} og ikke til profilen {profile}. Vælg en anden profil "
         "med --profile.",
         "The run {id} belongs to the environment {environment} and not to the profile {profile}. Choose "
         "another profile by --profile."},
        {"batch.other_spec",
         "Kørslen {id} er begyndt efter version {version} af specifikationen, og denne udgave har {found}. "
         "Gør "
         "den færdig med den udgave af skifte, der begyndte den.",
         "The run {id} was begun by version {version} of the specification, and this program has {found}. "
         "Finish it with the version of skifte that began it."},
        {"batch.settings",
         "Kørslen {id} siger ikke, hvordan dens fil skal læses; en nyere udgave af skifte har nok begyndt "
         "den. "
         "Brug den.",
         "The run {id} does not say how its file is read; a newer version of skifte has probably begun it. "
         "Use that one."},
        {"batch.input_changed",
         "{path} er ændret, siden kørslen {id} begyndte. Indgiv den med `anmeld --fil`: det, der er "
         "indgivet, "
         "sendes ikke igen.",
         "{path} has changed since the run {id} began. File it by `anmeld --fil`: what is filed is not sent "
         "again."},
        {"batch.input_gone",
         "Rækkerne i kørslen {id} kom fra stdin og er ikke gemt, efter at den sluttede. `skifte indsendelse "
         "liste` viser, hvad der blev af dem.",
         "The rows of the run {id} came by stdin and were not kept after it ended. `skifte indsendelse "
         "liste` "
         "shows what became of them."},
        {"journal.behind_batch",
         "Journalen {path} kender {count} indsendelser færre, end der er begyndt, og hvad portalen ikke "
         "viser, "
         "kan være på vej. Angiv `visible-within` i profilen, så det kan afgøres; intet er sendt.",
         "The journal {path} knows {count} filings fewer than were begun, and what the portal does not show "
         "may "
         "be on its way. State `visible-within` in the profile, so that it can be told; nothing was sent."},
        {"batch.no_run",
         "Der er ingen kørsel at gå videre med. `skifte batch list` viser dem, der har været.",
         "There is no run to go on with. `skifte batch list` shows those that there were."},
        {"batch.which_run", "Flere kørsler er åbne: {runs}. Nævn en af dem.",
         "Several runs are open: {runs}. Name one of them."},
        {"batch.closed",
         "Kørslen {id} er afsluttet. Skal rækker prøves igen, så giv filen med `anmeld --fil`.",
         "The run {id} has ended. To try rows again, give the file by `anmeld --fil`."},
        {"batch.all_refused",
         "Retten afviste {count} rækker i træk ({cause}), og resten er ikke sendt. Se efter i resultatet, om "
         "det er den samme fejl i dem alle.",
         "The court refused {count} rows one after another ({cause}), and the rest were not sent. See in the "
         "result whether it is one fault in all of them."},
        {"batch.unknown",
         "Det vides ikke, om {count} rækker blev indgivet. Når portalen svarer, så kør `skifte batch "
         "resume {run}`: de slås op, og ingen sendes to gange.",
         "It is not known whether {count} rows were filed. Once the portal answers, run `skifte batch resume "
         "{run}`: they are looked up, and none is sent twice."},
        {"batch.never_arrived",
         "{count} rækker nåede aldrig frem: hver gang de blev sendt, svarede portalens server med en fejl, "
         "før den havde "
         "læst dem, eller slet ikke, og et opslag viste, at de ikke er der. Fejlen er serverens, ikke "
         "rækkernes. "
         "`skifte batch resume {run}` sender dem, når den virker igen.[ Desuden er {others} rækker ikke "
         "indgivet; "
         "{result} siger hvorfor.]",
         "{count} rows never arrived: each time they were sent the portal's server answered with a fault "
         "before it had "
         "read them, or not at all, and a look-up showed that they are not there. The fault is the server's "
         "and "
         "not the rows'. `skifte batch resume {run}` sends them once it works again.[ Besides, {others} rows "
         "were "
         "not filed; {result} says why.]"},
        {"batch.partly",
         "{count} af {rows} rækker er ikke indgivet.[ {result} siger, hvilke og hvorfor; med --kun-fejl kun "
         "dem.] Ret dem, og giv filen igen: det, der er indgivet, sendes ikke to gange.",
         "{count} of {rows} rows were not filed.[ {result} says which and why; with --kun-fejl only those.] "
         "Correct them, and give the file again: what is filed is not sent twice."},
        {"batch.differs",
         "Alt er indgivet, men {count} står anderledes hos retten, end de blev sendt. `skifte kvittering "
         "liste` viser hvilke.",
         "All is filed, but {count} stand otherwise at the court than they were sent. `skifte kvittering "
         "liste` shows which."},
        {"usage.not_with_sheet",
         "{flag} gælder én indsendelse og kan ikke stå sammen med --fil. Skriv det i en kolonne.",
         "{flag} is of a single filing and cannot go together with --fil. Write it in a column."},
        {"usage.only_with_sheet", "{flag} gælder mange på én gang. Giv også --fil FIL.",
         "{flag} is of many at once. Give --fil FILE as well."},
        {"usage.only_with_template", "{flag} gælder et regneark. Giv også --csv eller --xlsx.",
         "{flag} is of a sheet. Give --csv or --xlsx as well."},
        {"usage.needs_confirm",
         "Der er ingen terminal at spørge på, og intet er sendt. I produktion bekræftes antallet: giv "
         "--confirm={count}, når {count} skal indgives.",
         "There is no terminal to ask on, and nothing was sent. In production the number is confirmed: give "
         "--confirm={count} if {count} are to be filed."},
        {"usage.wrong_count",
         "Der er {count} rækker at indgive og ikke »{value}«, og intet er sendt. Se efter, om det er den "
         "rigtige "
         "fil.",
         "There are {count} rows to be filed and not \"{value}\", and nothing was sent. See whether it is "
         "the "
         "right file."},
        {"usage.result_is_input",
         "Resultatet kan ikke skrives over {path}, som rækkerne kommer fra. Giv --resultat en anden fil.",
         "The result cannot be written over {path}, which the rows come from. Give --resultat another file."},
    };
    return texts;
}

}  // namespace skifte::cli
