// What is wrong with a sheet as a file: its format, its encoding, its headings.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> sheet_error_texts() {
    static constexpr Text texts[] = {
        {"sheet.empty", "{path} er tom. Giv en fil med overskrifter i første række.",
         "{path} is empty. Give a file with headings in its first row."},
        {"sheet.old_excel",
         "{path} er en gammel Excel-fil (.xls) eller beskyttet med adgangskode. Gem den i Excel som "
         "Excel-projektmappe (.xlsx) eller CSV UTF-8 uden adgangskode.",
         "{path} is an old Excel file (.xls), or protected by a password. Save it in Excel as Excel Workbook "
         "(.xlsx) or CSV UTF-8 without a password."},
        {"sheet.not_a_sheet", "{path} er ikke et regneark, men {found}. Giv CSV, XLSX eller JSON Lines.",
         "{path} is no sheet but {found}. Give CSV, XLSX or JSON Lines."},
        {"sheet.json_array",
         "{path} er én JSON-liste. Skriv i stedet ét objekt på hver linje (JSON Lines), fx med `jq -c .[[]`.",
         "{path} is one JSON array. Write one object a line instead (JSON Lines), for instance by `jq -c "
         ".[[]`."},
        {"sheet.no_columns", "{path} har ingen overskrifter. Skriv felternes navne i første række.",
         "{path} has no headings. Write the names of the fields in its first row."},
        {"sheet.column_duplicate",
         "{path} har to kolonner, der hedder »{name}«[ (række {row})]. Giv dem hver sit navn.",
         "{path} has two columns called \"{name}\"[ (row {row})]. Give each a name of its own."},
        {"sheet.too_wide",
         "{path}[, række {row}] har over {limit} kolonner. Se efter, om skilletegnet er det rette.",
         "{path}[, row {row}] has more than {limit} columns. See whether it is the right delimiter."},
        {"sheet.row_too_large",
         "{path}, række {row} er over {limit} byte. Se efter, om det er den rigtige fil, og om hver række "
         "slutter med linjeskift.",
         "{path}, row {row} is larger than {limit} bytes. See whether it is the right file, and each row "
         "ends "
         "with a line break."},
        {"sheet.encoding",
         "{path}[, række {row}]: byte {offset} er ikke {encoding}. Gem filen igen som CSV UTF-8.",
         "{path}[, row {row}]: byte {offset} is not {encoding}. Save the file once more as CSV UTF-8."},
        {"sheet.csv_quote",
         "{path}, række {row}, kolonne {column}: der står noget efter det afsluttende anførselstegn. Skriv "
         "et "
         "anførselstegn i teksten som to (\"\").",
         "{path}, row {row}, column {column}: something follows the closing quote. Write a quote within a "
         "text as two (\"\")."},
        {"sheet.csv_unclosed",
         "{path}: et anførselstegn i række {row} lukkes aldrig. Luk det, eller skriv det som to (\"\").",
         "{path}: a quote in row {row} is never closed. Close it, or write it as two (\"\")."},
        {"sheet.json_line", "{path}, linje {row} er ikke et JSON-objekt ({reason}[, tegn {at}]). Ret linjen.",
         "{path}, line {row} is no JSON object ({reason}[, character {at}]). Correct the line."},
        {"sheet.json_nested",
         "{path}, linje {row}: {column} er en liste af objekter, og den kan ikke stå i en række. Indgiv den "
         "for sig med --fra.",
         "{path}, line {row}: {column} is a list of objects, which no row can hold. File it by itself with "
         "--fra."},
        {"sheet.xlsx_damaged",
         "{path} er ikke en hel XLSX-fil[, {part}][, række {row}]: {reason}. Gem den igen i Excel.",
         "{path} is no whole XLSX file[, {part}][, row {row}]: {reason}. Save it once more in Excel."},
        {"sheet.xlsx_too_large",
         "{path}: {part} fylder udpakket over {limit}. Er det den rigtige fil? Gem den ellers som CSV UTF-8.",
         "{path}: {part} unfolds to more than {limit}. Is it the right file? If so, save it as CSV UTF-8."},
        {"sheet.xlsx_doctype",
         "{path}: {part} har en dokumenttype, og det har ingen XLSX-fil fra et regneark. Filen læses ikke.",
         "{path}: {part} has a document type, as no XLSX file of a spreadsheet has. The file is not read."},
        {"sheet.xlsx_no_sheet", "{path} har ikke[ arket »{sheet}«]. Der er: {sheets}. Vælg et med --ark.",
         "{path} has no[ sheet \"{sheet}\"]. There is: {sheets}. Choose one with --ark."},
        {"sheet.xlsx_which_sheet", "{path} har flere ark: {sheets}. Vælg et med --ark.",
         "{path} has several sheets: {sheets}. Choose one with --ark."},
        {"sheet.xlsx_write", "{path} kan ikke skrives: {reason}. Skriv den som CSV, eller et andet sted.",
         "{path} cannot be written: {reason}. Write it as CSV, or elsewhere."},
    };
    return texts;
}

}  // namespace skifte::cli
