// What each flag means: "flag.NAME", or "flag.NOUN.VERB.NAME" where one command means something else by it.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> flag_texts() {
    static constexpr Text texts[] = {
        {"flag.profile", "Profil i konfigurationen (SKIFTE_PROFILE).", "Profile of the configuration (SKIFTE_PROFILE)."},
        {"flag.config", "Konfigurationsfil (SKIFTE_CONFIG).", "Configuration file (SKIFTE_CONFIG)."},
        {"flag.output", "Udskriftens form (SKIFTE_OUTPUT).", "Form of the output (SKIFTE_OUTPUT)."},
        {"flag.fields", "Kun disse felter, adskilt af komma.", "Only these fields, separated by commas."},
        {"flag.lang", "Sprog i beskeder og hjælp (SKIFTE_LANG).", "Language of messages and help (SKIFTE_LANG)."},
        {"flag.dry-run", "Viser, hvad der ville blive indgivet, og sender intet.",
         "Shows what would be filed, and sends nothing."},
        {"flag.yes", "Svarer ja til alle spørgsmål.", "Answers yes to every question."},
        {"flag.vis-cpr", "Viser hele CPR-numre i tabeller.", "Shows whole CPR numbers in tables."},
        {"flag.timeout", "Tidsgrænse for hvert kald, fx 30s (SKIFTE_TIMEOUT).",
         "Time limit of each call, such as 30s (SKIFTE_TIMEOUT)."},
        {"flag.verbose", "Siger mere om det, der går galt.", "Says more about what goes wrong."},
        {"flag.quiet", "Kun resultat og fejl.", "Result and errors only."},
        {"flag.trace", "Viser hvert kald på stderr, uden hemmeligheder.", "Shows each call on stderr, without secrets."},
        {"flag.no-color", "Ingen farver (NO_COLOR).", "No colours (NO_COLOR)."},

        {"flag.sag", "Sagens id.", "Id of the case."},
        {"flag.frist.liste.sag", "Kun fristerne i denne sag.", "Only the deadlines of this case."},
        {"flag.status", "Kun sager med en af disse statusser.", "Only cases of one of these statuses."},
        {"flag.cvr", "Kun selskabet med dette CVR-nummer.", "Only the company of this CVR number."},
        {"flag.frist", "Fristens id.", "Id of the deadline."},
        {"flag.udsaettelse", "Fristudsættelsens id.", "Id of the extension."},
        {"flag.redegoerelse", "Redegørelsens id.", "Id of the report."},
        {"flag.anmodning", "Anmodningens id.", "Id of the request."},
        {"flag.dokument", "Dokumentets id.", "Id of the document."},
        {"flag.indsendelse", "Indsendelsens id, f-…", "Id of the filing, f-…"},
        {"flag.kvittering", "Kvitteringens id, k-…", "Id of the receipt, k-…"},

        {"flag.redegoerelse.indsend.fil", "Redegørelsen som PDF.", "The report as PDF."},
        {"flag.indstilling", "Hvad likvidator indstiller, fx KONKURS.", "What the likvidator recommends, such as KONKURS."},
        {"flag.periode", "Perioden, redegørelsen dækker.", "The period the report covers."},
        {"flag.naeste", "Næste skridt i sagen.", "Next step in the case."},
        {"flag.bilag", "Bilag, der sendes med.", "Attachments to send along."},
        {"flag.uden-opslag", "Slår ikke sagen op først.", "Does not look the case up first."},
        {"flag.igen", "Indgiver på ny, selv om det samme er indgivet før.", "Files anew, even if the same was filed before."},
        {"flag.til", "Filen, der gemmes i; - er stdout.", "File to save to; - is stdout."},
        {"flag.frist.udsaet.til", "Den dato, fristen ønskes udsat til.", "The date asked for."},
        {"flag.begrundelse", "Begrundelsen til retten.", "The reason given to the court."},
        {"flag.vent", "Hvor længe der ventes på afgørelsen, fx 2h.", "How long to wait for the decision, such as 2h."},
        {"flag.type", "Anmodningens art, fx SALAER.", "Kind of request, such as SALAER."},
        {"flag.beloeb", "Beløb i kroner, fx 12.500,00.", "Amount in kroner, such as 12.500,00."},
        {"flag.reference", "Jeres egen reference.", "Your own reference."},

        {"flag.tilstand", "Kun planned, sending, accepted, refused eller unknown.",
         "Only planned, sending, accepted, refused or unknown."},
        {"flag.indsendelse.afklar.vent", "Venter, til retten burde vise den.", "Waits until the court should show it."},
        {"flag.som", "Registrerer det, du selv har set på portalen.", "Records what you saw on the portal yourself."},
        {"flag.server-id", "Id hos retten, med --som indgivet.", "Id at the court, with --som indgivet."},

        {"flag.cert.show.fil", "En .p12-fil i stedet for profilens.", "A .p12 file in place of the profile's."},
        {"flag.spec", "Specifikation på YAML eller JSON i stedet for den indbyggede.",
         "Specification in YAML or JSON in place of the one built in."},
        {"flag.operation", "Operationens id.", "Id of the operation."},
        {"flag.param", "En parameter til kaldet.", "A parameter of the call."},
        {"flag.body", "JSON-indhold fra en fil, eller fra stdin med -.", "JSON body from a file, or from stdin with -."},
        {"flag.api.call.fil", "En fil til en del af indholdet.", "A file for a part of the body."},
        {"flag.laeser", "Kaldet læser kun og journalføres ikke.", "The call only reads and is not put in the journal."},
        {"flag.dir", "Mappen til sandkassens tilstand og certifikater.", "Folder of the sandbox's state and certificates."},
        {"flag.port", "Porten på loopback; ellers en ledig.", "Port on loopback; else a free one."},
        {"flag.afgoerelse-efter", "Hvor længe retten er om at afgøre.", "How long the court takes to decide."},
    };
    return texts;
}

}  // namespace skifte::cli
