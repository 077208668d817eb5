// What is wrong with what the user gave: the command line, values, files, and a request as a whole.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> input_error_texts() {
    static constexpr Text texts[] = {
        {"usage.no_command", "Der mangler en kommando. `skifte --help` viser dem alle.",
         "There is no command. `skifte --help` shows them all."},
        {"usage.unknown_noun",
         "Kommandoen »{word}« findes ikke.[ Mente du `{nearest}`?] `skifte --help` viser dem alle.",
         "There is no command \"{word}\".[ Did you mean `{nearest}`?] `skifte --help` shows them all."},
        {"usage.no_verb",
         "Hvad skal `skifte {noun}` gøre? Vælg et af: {verbs}. `skifte {noun} --help` siger mere.",
         "What should `skifte {noun}` do? Choose one of: {verbs}. `skifte {noun} --help` says more."},
        {"usage.unknown_verb",
         "`skifte {noun}` kan ikke »{word}«.[ Mente du `{nearest}`?] Der er: {verbs}. "
         "`skifte {noun} --help` siger mere.",
         "`skifte {noun}` has no \"{word}\".[ Did you mean `{nearest}`?] There is: {verbs}. "
         "`skifte {noun} --help` says more."},
        {"usage.unknown_flag",
         "Flaget {flag} findes ikke her.[ Mente du {nearest}?] `skifte {command} --help` viser dem, der gør.",
         "There is no flag {flag} here.[ Did you mean {nearest}?] `skifte {command} --help` shows those "
         "there are."},
        {"usage.flag_value",
         "Flaget {flag} mangler sin værdi, eller har fået en, det ikke tager. Se `skifte {command} --help`.",
         "The flag {flag} lacks its value, or was given one it does not take. See `skifte {command} "
         "--help`."},
        {"usage.empty", "{flag}[ ({field})] har en tom værdi. Skriv værdien, eller lad flaget være ude.",
         "{flag}[ ({field})] has an empty value. Write the value, or leave the flag out."},
        {"usage.not_utf8",
         "Teksten i {flag} er ikke UTF-8 og ville blive en anden undervejs. Sæt terminalen eller scriptet "
         "til "
         "UTF-8, eller skriv teksten i en fil.",
         "The text in {flag} is not UTF-8 and would be changed on its way. Set the terminal or the script to "
         "UTF-8, or write the text in a file."},
        {"usage.extra",
         "»{word}« er et ord for meget. Skal det være en værdi med mellemrum, så sæt den i anførselstegn; "
         "`skifte {command} --help` viser formen.",
         "\"{word}\" is one word too many. If it belongs to a value with spaces, put that in quotes; "
         "`skifte {command} --help` shows the form."},
        {"usage.missing", "Der mangler {flags}. `skifte {command} --help` viser, hvad der skal stå.",
         "Missing: {flags}. `skifte {command} --help` shows what to write."},
        {"usage.choice", "{flag} skal være {expected}[ og ikke »{value}«]. Ret værdien.",
         "{flag} must be {expected}[ and not \"{value}\"]. Correct the value."},
        {"usage.days", "{flag} skal være et antal hele dage som 14d og ikke »{value}«. Ret værdien.",
         "{flag} must be a number of whole days, such as 14d, and not \"{value}\". Correct the value."},
        {"usage.unknown_field",
         "Resultatet har intet felt »{field}« (--fields).[ Mente du {nearest}?] Med -o json og uden --fields "
         "vises alle.",
         "The result has no field \"{field}\" (--fields).[ Did you mean {nearest}?] With -o json and without "
         "--fields all are shown."},
        {"usage.period", "Perioden i {flag} ender {to}, før den begynder {from}. Byt de to datoer om.",
         "The period in {flag} ends on {to}, before it begins on {from}. Swap the two dates."},
        {"usage.laeser",
         "{operation} indgiver noget, så --laeser gælder ikke her. Kør kommandoen uden --laeser.",
         "{operation} files something, so --laeser does not apply. Run the command without --laeser."},
        {"usage.dry_run",
         "`skifte {command}` kan ikke prøves af med --dry-run, for et svar herfra bliver skrevet ned. Kør "
         "den uden.",
         "`skifte {command}` cannot be tried with --dry-run, since its answer is recorded. Run it without."},
        {"usage.needs_yes",
         "Der er ingen terminal at spørge på, og intet er sendt. Giv --yes, når det skal sendes uden at "
         "spørge.",
         "There is no terminal to ask on, and nothing was sent. Give --yes to send it without asking."},
        {"usage.declined", "Du svarede ikke ja, og intet er sendt. Kør kommandoen igen, når det skal sendes.",
         "You did not answer yes, and nothing was sent. Run the command again when it is to be sent."},

        {"date.invalid", "[{flag}: ]»{value}« er ikke en dato. Skriv den som 2027-03-01 eller 01-03-2027.",
         "[{flag}: ]\"{value}\" is not a date. Write it as 2027-03-01 or 01-03-2027."},
        {"date.past", "Datoen {value} i {flag} er ikke i fremtiden. Giv en senere dato.",
         "The date {value} in {flag} is not in the future. Give a later one."},
        {"datetime.invalid", "»{value}« er ikke et tidspunkt. Skriv det som 2027-03-01T09:00:00+01:00.",
         "\"{value}\" is not a point in time. Write it as 2027-03-01T09:00:00+01:00."},
        {"duration.invalid", "[{flag}: ]»{value}« er ikke en varighed. Skriv fx 90s, 10m, 2h eller 14d.",
         "[{flag}: ]\"{value}\" is not a duration. Write for instance 90s, 10m, 2h or 14d."},
        {"amount.invalid", "[{flag}: ]»{value}« er ikke et beløb. Skriv det som 12.500,00 eller 12500,00.",
         "[{flag}: ]\"{value}\" is not an amount. Write it as 12.500,00 or 12500,00."},
        {"amount.ambiguous",
         "[{flag}: ]»{value}« kan læses som to forskellige beløb. Skriv det med ører, fx 1.234,00 eller "
         "1,23.",
         "[{flag}: ]\"{value}\" can be read as two different amounts. Write it with øre, such as 1.234,00 or "
         "1,23."},
        {"amount.too_precise",
         "[{flag}: ]Beløbet »{value}« har mere end to decimaler. Afrund det til hele ører.",
         "[{flag}: ]The amount \"{value}\" has more than two decimals. Round it to whole øre."},
        {"amount.too_large",
         "[{flag}: ]Beløbet »{value}« er for stort. Kontrollér, at der ikke er et ciffer for meget.",
         "[{flag}: ]The amount \"{value}\" is too large. Check that there is not a digit too many."},
        {"cvr.invalid", "[{flag}: ]»{value}« er ikke et CVR-nummer. Det har otte cifre.",
         "[{flag}: ]\"{value}\" is not a CVR number. It has eight digits."},
        {"cpr.invalid",
         "Det[, der står i {path},] er ikke et CPR-nummer. Det har ti cifre og begynder med en dato: "
         "DDMMÅÅ-LLLL.",
         "That[, which {path} holds,] is not a CPR number. It has ten digits and begins with a date: "
         "DDMMYY-SSSS."},

        {"file.missing", "Filen {path} findes ikke. Kontrollér stien.",
         "The file {path} does not exist. Check the path."},
        {"file.unreadable",
         "Filen {path} kan ikke læses[ ({reason})]. Kontrollér, at det er en fil, og at du må læse den.",
         "The file {path} cannot be read[ ({reason})]. Check that it is a file, and that you may read it."},
        {"file.not_regular",
         "{path} er ikke en almindelig fil. Angiv selve filen og ikke en mappe eller enhed.",
         "{path} is not a regular file. Name the file itself, not a folder or a device."},
        {"file.empty", "Filen {path} er tom. Gem dokumentet igen, og kontrollér dets størrelse.",
         "The file {path} is empty. Save the document again, and check its size."},
        {"file.too_large",
         "{path} er større end de tilladte {limit} bytes. Gør den mindre, eller vælg en anden.",
         "{path} is larger than the {limit} bytes allowed. Make it smaller, or choose another."},
        {"file.changed",
         "Filen {path} blev ændret, mens den blev læst, og intet er indgivet. Luk de programmer, der skriver "
         "i den, "
         "og kør kommandoen igen.",
         "The file {path} changed while it was being read, and nothing was filed. Close the programs that "
         "write to "
         "it, and run the command again."},
        {"file.unwritable",
         "{path} kan ikke skrives[ ({reason})]. Kontrollér, at mappen findes, og at du må skrive i den.",
         "{path} cannot be written[ ({reason})]. Check that the folder exists, and that you may write to "
         "it."},

        {"file.exists",
         "{path} findes allerede og er ikke rørt. Vælg et andet navn med --til, eller giv --overskriv.",
         "{path} exists already and was left alone. Choose another name with --til, or give --overskriv."},
        {"file.dangling",
         "{path} er et link til noget, der ikke findes. Ret linket, eller vælg et andet navn.",
         "{path} is a link to something that does not exist. Correct the link, or choose another name."},
        {"file.busy", "{path} er i brug af et andet program. Vent, til det er færdigt.",
         "{path} is in use by another program. Wait until it has finished."},
        {"usage.terminal",
         "Indholdet er ikke tekst og vises ikke på en terminal. Gem det med --til FIL, eller send stdout til "
         "et "
         "andet program.",
         "The content is no text and is not shown on a terminal. Save it with --til FIL, or send stdout to "
         "another program."},

        {"json.invalid",
         "[{path}: ]JSON-teksten kan ikke læses: linje {line}, tegn {column}[ ({reason})]. Ret den der.",
         "[{path}: ]The JSON text cannot be read: line {line}, column {column}[ ({reason})]. Correct it "
         "there."},
        {"json.too_deep", "[{path}: ]JSON-teksten er indlejret i mere end {limit} lag. Gør den fladere.",
         "[{path}: ]The JSON text is nested more than {limit} deep. Make it flatter."},
        {"json.duplicate_member",
         "[{path}: ]JSON-teksten har feltet »{name}« to gange i samme objekt. Fjern det ene.",
         "[{path}: ]The JSON text has the member \"{name}\" twice in one object. Remove one of them."},

        {"request.invalid",
         "Oplysningerne til {operation} passer ikke til specifikationen, og intet er sendt. Ret dette:",
         "What was given for {operation} does not fit the specification, and nothing was sent. Correct "
         "this:"},
        {"request.unsupported",
         "{what} kan ikke sendes, som det står i specifikationen eller er skrevet her. Ret værdien.",
         "{what} cannot be sent as the specification has it or as it is written here. Correct the value."},
        {"api.unknown_operation",
         "Operationen »{operation}« findes ikke i specifikationen.[ Mente du `{nearest}`?] "
         "`skifte api list` viser dem alle.",
         "There is no operation \"{operation}\" in the specification.[ Did you mean `{nearest}`?] "
         "`skifte api list` shows them all."},
        {"api.ambiguous_operation",
         "Flere specifikationer har en operation, der hedder »{operation}«. Skriv, hvilken der menes: "
         "{choices}.",
         "Several specifications have an operation \"{operation}\". Say which one is meant: {choices}."},
        {"api.repeated_parameter",
         "{operation} tager kun én {parameter}, og der er givet flere. Lad alle på nær den ene være ude.",
         "{operation} takes one {parameter} only, and several were given. Leave out all but one."},
        {"api.unknown_parameter",
         "{operation} har ingen parameter »{parameter}«. `skifte api describe {operation}` viser dem, der "
         "er.",
         "{operation} has no parameter \"{parameter}\". `skifte api describe {operation}` shows those there "
         "are."},
        {"api.no_decision",
         "Specifikationen siger ikke, hvor afgørelsen på {operation} kan læses. Se efter i sagen i stedet.",
         "The specification does not say where the decision on {operation} can be read. Look in the case "
         "instead."},
        {"openapi.invalid",
         "Specifikationen {file} kan ikke bruges ({count} fejl). Ret den, eller hent den igen:",
         "The specification {file} cannot be used ({count} faults). Correct it, or fetch it again:"},
    };
    return texts;
}

}  // namespace skifte::cli
