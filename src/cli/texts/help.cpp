// Help: the frame around it, and what each command is for. Flags are in flags.cpp.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> help_texts() {
    static constexpr Text texts[] = {
        {"help.usage.all", "skifte KOMMANDO [[VERBUM] [[flag …]", "skifte COMMAND [[VERB] [[flags …]"},
        {"help.usage.verb", "VERBUM [[flag …]", "VERB [[flags …]"},
        {"help.usage.flags", "[[flag …]", "[[flags …]"},
        {"help.about",
         "Klient til domstolenes Skifteportal for likvidatorer og kreditorer i tvangsopløsning og "
         "for\nkreditorer i "
         "dødsboer. Specifikationerne er rekonstruktioner og ikke domstolenes egne filer.",
         "Client of the Danish courts' Skifteportal for likvidatorer and creditors in tvangsopløsning and "
         "for\n"
         "creditors in estates. The specifications are reconstructions and not the courts' own files."},
        {"help.commands", "Kommandoer:", "Commands:"},
        {"help.flags", "Flag:", "Flags:"},
        {"help.flags.everywhere", "Flag til alle kommandoer:", "Flags of every command:"},
        {"help.more", "`skifte {noun} VERBUM --help` siger mere.", "`skifte {noun} VERB --help` says more."},
        {"help.example", "Eksempel:", "Example:"},
        {"help.required", "Påkrævet.", "Required."},
        {"help.default", "Standard: {value}.", "Default: {value}."},
        {"help.exits",
         "Exitkoder:\n"
         "  0    udført\n"
         "  1    intern fejl\n"
         "  2    forkert brug eller ugyldigt input; intet er sendt\n"
         "  3    konfiguration, hemmelighed eller denne maskine, fx fuld disk\n"
         "  4    certifikat, token eller adgang\n"
         "  5    afvist af retten eller af en regel, der beskytter den\n"
         "  6    netværk eller server; intet er indgivet\n"
         "  7    det vides ikke, om en indsendelse blev indgivet\n"
         "  8    rækker i et regneark blev afvist eller har fejl; ingen er uvisse\n"
         "  9    findes ikke\n"
         "  10   retten har givet afslag\n"
         "  11   en kontrol fandt en frist, der udløber, eller en afvigelse\n"
         "  12   ingen afgørelse endnu, da ventetiden var gået\n"
         "  130  afbrudt",
         "Exit codes:\n"
         "  0    done\n"
         "  1    internal fault\n"
         "  2    wrong usage or invalid input; nothing was sent\n"
         "  3    configuration, a secret or this machine, such as a full disk\n"
         "  4    certificate, token or permission\n"
         "  5    refused by the court or by a rule that protects it\n"
         "  6    network or server; nothing was filed\n"
         "  7    it is not known whether something was filed\n"
         "  8    rows of a sheet were refused or are faulty; none is unknown\n"
         "  9    not found\n"
         "  10   the court has refused the request\n"
         "  11   a check found a deadline that is due, or a difference\n"
         "  12   no decision yet when the wait ended\n"
         "  130  interrupted"},

        {"help.sag.liste", "Viser jeres egne sager.", "Lists your own cases."},
        {"help.sag.vis", "Viser en sag med frister, ledelse og statushistorik.",
         "Shows a case with deadlines, management and status history."},
        {"help.redegoerelse.indsend", "Indsender en redegørelse i en sag.", "Submits a report in a case."},
        {"help.redegoerelse.indsend.details",
         "Sag og fil vises med SHA-256, før der spørges; præcis den fil sendes. Er den samme\nredegørelse "
         "indgivet "
         "før, sendes intet, og den gamle kvittering vises.",
         "Case and file are shown with the SHA-256 before you are asked; exactly that file is\nsent. If the "
         "same report "
         "was filed before, nothing is sent, and the old receipt is shown."},
        {"help.redegoerelse.liste", "Viser redegørelserne i en sag.", "Lists the reports of a case."},
        {"help.redegoerelse.vis", "Viser en redegørelse og dens behandling.",
         "Shows a report and how it was handled."},
        {"help.redegoerelse.hent", "Henter en redegørelses PDF.", "Fetches the PDF of a report."},
        {"help.redegoerelse.hent.details",
         "En fil, der er der i forvejen, røres ikke uden --overskriv. Bliver overførslen afbrudt,\nhenter "
         "den "
         "samme kommando resten.",
         "A file that is there already is left alone without --overskriv. If the transfer is cut,\nthe same "
         "command fetches the rest."},
        {"help.frist.vis", "Viser en frist og anmodningerne om at få den udsat.",
         "Shows a deadline and the requests to extend it."},
        {"help.frist.udsaet", "Anmoder retten om at udsætte en frist.",
         "Asks the court to extend a deadline."},
        {"help.frist.udsaet.details",
         "Med --vent ventes på afgørelsen: exitkode 0, når fristen udsættes, 10 ved afslag\nog 12, når der "
         "ikke er "
         "afgjort noget i tide.",
         "With --vent the decision is waited for: exit code 0 when the deadline is extended,\n10 when that "
         "is refused, "
         "and 12 when nothing was decided in time."},
        {"help.frist.afvent", "Venter på rettens afgørelse om en udsættelse.",
         "Waits for the court's decision on an extension."},
        {"help.anmodning.opret", "Sender en anmodning til retten, fx om salær.",
         "Sends a request to the court, such as for the fee."},
        {"help.anmodning.liste", "Viser anmodningerne i en sag.", "Lists the requests of a case."},
        {"help.anmodning.vis", "Viser en anmodning og rettens afgørelse.",
         "Shows a request and the court's decision."},
        {"help.dokument.liste", "Viser rettens dokumenter i en sag.",
         "Lists the court's documents of a case."},
        {"help.dokument.hent", "Henter et dokument, fx retsbogen.",
         "Fetches a document, such as the court record."},
        {"help.dokument.hent.details",
         "En fil, der er der i forvejen, røres ikke uden --overskriv. Bliver overførslen afbrudt,\nhenter "
         "den "
         "samme kommando resten.",
         "A file that is there already is left alone without --overskriv. If the transfer is cut,\nthe same "
         "command fetches the rest."},
        {"help.indsendelse.liste", "Viser alt, der er sendt herfra, og hvad der blev af det.",
         "Lists all that was sent from here, and what became of it."},
        {"help.indsendelse.vis", "Viser én indsendelse.", "Shows one filing."},
        {"help.indsendelse.afklar", "Slår op hos retten, om en uvis indsendelse blev indgivet.",
         "Looks up at the court whether an unknown filing was filed."},
        {"help.indsendelse.afklar.details",
         "Exitkode 0, når det er afklaret, og 7, når det stadig er uvist. Kan intet opslag vise\ndet, så se "
         "efter på "
         "portalen og registrér svaret med --som.",
         "Exit code 0 when it is settled, and 7 when it is still unknown. If no look-up can\ntell, look on "
         "the portal "
         "and record the answer with --som."},
        {"help.kvittering.liste", "Viser kvitteringerne for det, der er indgivet.",
         "Lists the receipts of what was filed."},
        {"help.kvittering.vis", "Viser én kvittering.", "Shows one receipt."},
        {"help.kvittering.efterproev", "Efterprøver en log over kvitteringer, uden net.",
         "Checks a log of receipts, without any network."},
        {"help.kvittering.efterproev.details",
         "Loggen skrives med `kvittering liste --log FIL`. Finder ændringer, ombytning og afkortning, "
         "og\nhvis "
         "certifikat der har underskrevet. Det viser, at loggen er, som denne klient skrev den; ikke "
         "at\nretten har "
         "modtaget noget: det viser kun retten selv. Exitkode 11, når noget afviger.",
         "The log is written by `kvittering liste --log FILE`. Finds changes, reordering and truncation, "
         "and\nwhose "
         "certificate signed it. It shows that the log is as this client wrote it; not that the court\nhas "
         "received "
         "anything: only the court itself shows that. Exit code 11 when something differs."},
        {"help.auth.check", "Prøver, om profilen kan få et adgangstoken.",
         "Tries whether the profile can get an access token."},
        {"help.auth.token", "Viser adgangstokenets udløb og omfang, aldrig tokenet selv.",
         "Shows expiry and scope of the access token, never the token itself."},
        {"help.auth.clear", "Glemmer det gemte adgangstoken.", "Forgets the kept access token."},
        {"help.cert.show", "Viser, hvad profilens certifikat eller en fil siger om sig selv.",
         "Shows what the profile's certificate, or a file, says of itself."},
        {"help.cert.show.details",
         "En .p12-, .pfx-, PEM- eller DER-fil kendes på sit indhold og vises, så langt det går\nuden "
         "adgangskode.",
         "A .p12, .pfx, PEM or DER file is known by its content, and shown as far as it goes\nwithout a "
         "password."},
        {"help.cert.check", "Afgør med begrundelse, om et certifikat kan bruges.",
         "Decides, with reasons, whether a certificate can be used."},
        {"help.cert.check.details",
         "Kæde, datoer, nøgle, miljø og spærring. Om spærring spørges (OCSP og spærreliste) kun på\nde "
         "adresser, som certifikater under en kendt OCES3-udsteder angiver. Exitkode 4, når det\nikke kan "
         "bruges, og 6, når intet taler imod det, men ingen svarede om spærring.",
         "Chain, dates, key, environment and revocation. About revocation (OCSP and list) only "
         "the\naddresses "
         "are asked that certificates below a known OCES3 authority name. Exit code 4 when it\ncannot be "
         "used, and 6 when nothing speaks against it but nobody answered about revocation."},
        {"help.cert.renew-check", "Siger til cron, om det er tid at forny certifikatet.",
         "Tells cron whether it is time to renew the certificate."},
        {"help.cert.renew-check.details",
         "Exitkode 0, når der er længere igen, 11, når det skal fornyes, og 4, når det er udløbet\neller "
         "ikke kan bruges. Spørger ingen over nettet.",
         "Exit code 0 while there is longer left, 11 when it is to be renewed, and 4 when it has\nexpired or "
         "cannot be used. Asks nobody over the network."},
        {"help.config.show", "Viser konfigurationen, og hvor hver værdi kommer fra.",
         "Shows the configuration, and where each value comes from."},
        {"help.config.path", "Viser stien til konfigurationsfilen.",
         "Shows the path of the configuration file."},
        {"help.api.list", "Viser alle specifikationernes operationer.",
         "Lists all operations of the specifications."},
        {"help.api.describe", "Beskriver en operation med parametre og eksempel.",
         "Describes an operation with parameters and an example."},
        {"help.api.call", "Kalder en vilkårlig operation.", "Calls any operation."},
        {"help.api.call.details",
         "Står navnet i flere specifikationer, skrives SPEC/OPERATIONID, fx likvidator/listKrav.\nEn "
         "operation, der indgiver noget, går gennem journalen som alle andre indsendelser.\nSvaret er JSON, "
         "som det "
         "kom; -o csv, -o jsonl og --fields virker som ellers.\nMed --spec "
         "kan den "
         "officielle specifikation bruges, uden at skifte bygges igen.",
         "Where several specifications have the name, write SPEC/OPERATIONID, such as "
         "likvidator/listKrav.\nAn "
         "operation that files something goes through the journal like every other filing.\nThe answer is "
         "JSON as it came; -o "
         "csv, -o jsonl and --fields work as elsewhere.\nWith --spec "
         "the "
         "official specification can be used without building skifte anew."},
        {"help.sandbox.serve", "Starter en lokal sandkasse med opdigtede sager.",
         "Starts a local sandbox with invented cases."},
        {"help.sandbox.serve.details",
         "Sandkassen er ikke domstolenes system. Når den er klar, skriver den én JSON-linje med\nurl, config "
         "og pid; den stopper på ctrl-C. Mappens testdata.json siger, hvad hver sag er\ntil; dens "
         "faults.json, hvad der "
         "skal gå galt: se docs/sandbox.md.",
         "The sandbox is not the courts' system. When ready it prints one JSON line with url,\nconfig and "
         "pid; it stops on ctrl-C. testdata.json in the folder says what each case is for; its\nfaults.json, "
         "what is to go "
         "wrong: see docs/sandbox.md."},
        {"help.doctor", "Efterprøver alt, hvad et kald kræver, trin for trin.",
         "Checks all that a call needs, step by step."},
        {"help.version", "Viser version og specifikationer.", "Shows version and specifications."},
    };
    return texts;
}

}  // namespace skifte::cli
