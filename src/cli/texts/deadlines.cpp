// Deadlines: what `frist liste` and `frist kalender` say, and what stands in the calendar.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> deadline_texts() {
    static constexpr Text texts[] = {
        {"help.frist.liste", "Viser fristerne i alle jeres sager eller i én.",
         "Lists the deadlines of all your cases, or of one."},
        {"help.frist.liste.details",
         "Den tidligste først, med dage og arbejdsdage til den udløber. Exitkode 11, når en frist,\nder ikke "
         "er overholdt, er overskredet eller udløber inden --inden. Med --kreditor også\nproklamaer og "
         "foreløbige krav; et proklama tæller ikke med, når I har krav i boet.",
         "The earliest first, with the days and working days until it ends. Exit code 11 if one that\nis not "
         "met has passed, or ends within --inden. With --kreditor proklamaer and provisional\nkrav too; a "
         "proklama is not due where you have a krav in the estate."},
        {"help.frist.kalender", "Skriver fristerne som en kalenderfil (iCalendar).",
         "Writes the deadlines as a calendar file (iCalendar)."},
        {"help.frist.kalender.details",
         "Filen erstattes hel. Indlæses den igen, opdaterer kalenderen sine poster og fordobler dem\nikke. "
         "Rettens frister og skiftes råd (arbejdsdagen før, med alarm kl. 9) er hver sin post.",
         "The file is replaced whole. Read in again, it updates the calendar's entries and does not\ndouble "
         "them. The court's deadlines and skifte's advice (the working day before, with an\nalarm at 9) are "
         "entries of their own."},

        {"flag.frist.liste.sag", "Kun fristerne i denne sag.", "Only the deadlines of this case."},
        {"flag.inden", "Advar om frister, der udløber inden så mange dage.",
         "Warn of deadlines that end within so many days."},
        {"flag.ics", "Kalenderfilen; - er stdout.", "The calendar file; - is stdout."},
        {"flag.frist.kalender.sag", "Kun fristerne i denne sag.", "Only the deadlines of this case."},
        {"flag.frist.liste.kreditor",
         "Også proklamaer og foreløbige krav i de dødsboer, I har indgivet noget i: vores råd.",
         "Proklamaer and provisional krav as well, in the estates you have filed in: our advice."},
        {"flag.frist.kalender.kreditor",
         "Også proklamaer og foreløbige krav i de dødsboer, I har indgivet noget i: vores råd.",
         "Proklamaer and provisional krav as well, in the estates you have filed in: our advice."},
        {"flag.frist.liste.bo", "Også dette dødsbo, selv om intet er indgivet i det herfra.",
         "This estate too, though nothing was filed in it from here."},
        {"flag.frist.kalender.bo", "Også dette dødsbo, selv om intet er indgivet i det herfra.",
         "This estate too, though nothing was filed in it from here."},

        {"column.raadDato", "Råd: senest", "Advice: by"},
        {"column.arbejdsdageTilbage", "Arbejdsdage", "Working days"},
        {"column.hvad", "Hvad", "What"},
        {"column.hvor", "Hvor", "Where"},

        {"word.deadline.frist", "rettens frist", "the court's"},
        {"word.deadline.raad", "råd", "advice"},
        {"word.date.retten", "portalen", "the portal"},
        {"word.date.beregnet", "beregnet", "computed"},

        {"note.frist.advice",
         "Det, der kaldes råd, er lagt til af skifte og ikke sat af retten: efterprøv det, før I retter jer "
         "efter "
         "det.",
         "What is called advice was added by skifte and not set by the court: verify it before you rely on "
         "it."},
        {"note.frist.no_cases", "Profilen har ikke adgang til sager som likvidator; kun dødsboer er med.",
         "The profile has no access to cases as likvidator; only estates are listed."},
        {"note.frist.forbidden_estate",
         "Jeres adgang omfatter ikke boet {id}, og intet vises om det. `skifte bo vis {id}` siger mere.",
         "Your access does not include the estate {id}, and nothing is shown of it. `skifte bo vis {id}` "
         "says "
         "more."},
        {"note.frist.no_estate", "Portalen kender ikke boet {id} og viser intet om det.",
         "The portal does not know the estate {id} and shows nothing of it."},
        {"note.frist.no_company", "Portalen viser ingen krav mod CVR {cvr}; dem er intet kendt om.",
         "The portal shows no krav against CVR {cvr}; nothing is known of those."},
        {"note.frist.calendar", "Gemt i {path}; frister: {count}.", "Saved as {path}; deadlines: {count}."},
        {"note.frist.calendar_same", "{path} er uændret; frister: {count}.",
         "{path} is unchanged; deadlines: {count}."},
        {"frist.due", "Frister, der er overskredet eller udløber inden {days} dage: {count}.",
         "Deadlines that have passed or end within {days} days: {count}."},
        {"file.foreign_calendar",
         "{path} er ikke en kalender, skifte har skrevet, og er ikke rørt. Vælg en anden fil til --ics.",
         "{path} is no calendar that skifte wrote, and is left alone. Choose another file for --ics."},

        {"calendar.name", "Frister (skifte)", "Deadlines (skifte)"},
        {"calendar.category.court", "Frist", "Deadline"},
        {"calendar.category.advice", "Råd fra skifte", "Advice of skifte"},
        {"calendar.title.court", "Rettens frist: {what}, {where}[ ({detail})]",
         "The court's deadline: {what}, {where}[ ({detail})]"},
        {"calendar.title.proklama", "Proklama udløber: {where}", "Proklama ends: {where}"},
        {"calendar.title.final_claim", "Sidste dag for endelig anmeldelse: {where}[ ({detail})]",
         "Last day to file the final claim: {where}[ ({detail})]"},
        {"calendar.title.advice", "Råd fra skifte: indgiv senest i dag. {what}, {where}[ ({detail})]",
         "Advice of skifte: file today at the latest. {what}, {where}[ ({detail})]"},
        {"calendar.met", "Overholdt:", "Met:"},
        {"calendar.source.court", "Datoen er rettens egen.", "The date is the court's own."},
        {"calendar.source.portal",
         "Datoen er portalens egen ({law}). At den står her, er et råd fra skifte: retten har ikke sat jer "
         "en "
         "frist.",
         "The date is the portal's own ({law}). That it stands here is advice of skifte: the court has set "
         "you "
         "no deadline."},
        {"calendar.source.computed",
         "Datoen er ikke portalens, men beregnet af skifte efter {law}. At den står her, er et råd: retten "
         "har "
         "ikke sat jer en frist.",
         "The date is not the portal's: skifte has computed it by {law}. That it stands here is advice: the "
         "court has set you no deadline."},
        {"calendar.source.advice",
         "Den sidste arbejdsdag før {date}. Det er skiftes råd og ikke rettens ord: det indgivne er først "
         "modtaget, når det er tilgængeligt for retten.",
         "The last working day before {date}. This is advice of skifte and no word of the court's: what is "
         "filed "
         "has arrived only when it is available to the court."},
    };
    return texts;
}

}  // namespace skifte::cli
