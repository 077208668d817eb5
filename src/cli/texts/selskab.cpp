// What the commands about companies say, and a search for many.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> selskab_texts() {
    static constexpr Text texts[] = {
        {"help.selskab.soeg", "Søger efter selskaber under tvangsopløsning.",
         "Searches for companies under tvangsopløsning (compulsory dissolution)."},
        {"help.selskab.soeg.details",
         "Enten --cvr, --navn eller --fil. En fil er et regneark, CSV eller JSON Lines med en kolonne,\nder "
         "hedder cvrNummer eller navn. For hver række vises det, der blev fundet: intet, et eller\nflere "
         "selskaber, med rækkens nummer og antallet. Alle rækker kontrolleres, før den første søges.",
         "Either --cvr, --navn or --fil. A file is a spreadsheet, CSV or JSON Lines with a column called\n"
         "cvrNummer or navn. For each row it shows what was found: none, one or several companies, with\nthe "
         "number of the row and the count. All rows are checked before the first is searched for."},
        {"help.selskab.vis", "Viser et selskab under tvangsopløsning, med dets status og likvidator.",
         "Shows a company under tvangsopløsning, with its status and likvidator."},

        {"flag.selskab.soeg.cvr", "Selskabets CVR-nummer.", "CVR number of the company."},
        {"flag.selskab.soeg.navn", "En del af selskabets navn.", "A part of the company's name."},
        {"flag.selskab.soeg.fil", "En fil med mange: kolonnen cvrNummer eller navn.",
         "A file with many: the column cvrNummer or navn."},

        {"note.selskab.several", "{count} selskaber passer. Vælg ét af dem ved dets CVR-nummer.",
         "{count} companies fit. Choose one of them by its CVR number."},
        {"note.searched", "{count} rækker søgt; {none} fandt intet, og {several} fandt flere end ét.",
         "{count} rows searched for; {none} found nothing, and {several} found more than one."},
        {"label.progress", "{done} af {total}, {rate} i sekundet, {left} tilbage",
         "{done} of {total}, {rate} a second, {left} left"},
        {"label.cell", "række {row}[, kolonne {column}]", "row {row}[, column {column}]"},

        {"selskab.none",
         "Intet selskab under tvangsopløsning passer. Kontrollér CVR-nummeret, eller søg på en del af "
         "navnet.",
         "No company under tvangsopløsning fits. Check the CVR number, or search for a part of the name."},
        {"selskab.outside",
         "Selskabet er ikke og har ikke været under tvangsopløsning på Skifteportalen ({operation}, "
         "{status}).[ Rettens svar: {court}]",
         "The company is not and was not under tvangsopløsning on Skifteportalen ({operation}, {status}).[ "
         "The "
         "court's answer: {court}]"},
        {"sheet.no_search_column",
         "{path} har ingen kolonne at søge efter. Kald en af kolonnerne {expected}.",
         "{path} has no column to search by. Call one of its columns {expected}."},
        {"sheet.rows_invalid", "{count} rækker i {path} kan ikke bruges, og intet er sendt. Ret dette:",
         "{count} rows of {path} cannot be used, and nothing was sent. Correct this:"},

        {"column.likvidatornavn", "Likvidator", "Likvidator"},
        {"column.likvidator/firmanavn", "Likvidators firma", "Likvidator's firm"},
        {"column.likvidator/cvrNummer", "Likvidators CVR", "Likvidator's CVR"},
        {"column.likvidator/email", "Likvidators mail", "Likvidator's e-mail"},
        {"column.likvidator/telefonnummer", "Likvidators telefon", "Likvidator's telephone"},
        {"column.udpegetDato", "Udpeget", "Appointed"},
        {"column.skifte/raekke", "Række", "Row"},
        {"column.skifte/soegt", "Søgt", "Searched for"},
        {"column.skifte/antal", "Antal", "Count"},
    };
    return texts;
}

}  // namespace skifte::cli
