// What a command says while it works: questions, notes, headings, and the points of `doctor`.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> label_texts() {
    static constexpr Text texts[] = {
        {"confirm.choices", "[[j/N]", "[[y/N]"},
        {"confirm.production", "Profilen »{profile}« er produktion: det, der indgives, har retsvirkning.",
         "The profile \"{profile}\" is production: what is filed has legal effect."},
        {"confirm.redegoerelse", "Indsend {file}[ i sag {sagsnummer}][ ({selskab})]?",
         "Submit {file}[ in case {sagsnummer}][ ({selskab})]?"},
        {"confirm.udsaet", "Anmod om at få frist {frist} i sag {case} udsat til {date}?",
         "Ask for deadline {frist} of case {case} to be extended to {date}?"},
        {"confirm.anmodning", "Send anmodning {type} i sag {case}?", "Send request {type} in case {case}?"},
        {"confirm.api", "Indgiv {operation}?", "File {operation}?"},
        {"confirm.afklar.indgivet", "Registrér {operation} ({id}) som indgivet? Det kan ikke fortrydes.",
         "Record {operation} ({id}) as filed? This cannot be undone."},
        {"confirm.afklar.ikke-indgivet",
         "Registrér {operation} ({id}) som ikke indgivet? Så kan det sendes igen.",
         "Record {operation} ({id}) as not filed? It can then be sent again."},
        {"show.redegoerelse",
         "[Sag {sagsnummer}: {selskab}, CVR {cvr}\n]Fil {file}, {size} bytes\nSHA-256 {sha256}",
         "[Case {sagsnummer}: {selskab}, CVR {cvr}\n]File {file}, {size} bytes\nSHA-256 {sha256}"},

        {"prompt.certificate-password", "Adgangskode til certifikatet", "Password of the certificate"},
        {"prompt.client-secret", "Client secret", "Client secret"},

        {"internal", "Intern fejl ({reason}). Meld den, med det, du skrev.",
         "Internal fault ({reason}). Report it, with what you wrote."},

        {"note.empty", "Der er ingen.", "There are none."},
        {"note.dry_run", "Prøvekørsel: intet er sendt.", "Dry run: nothing was sent."},
        {"note.filed_before",
         "Det samme er indgivet før, og intet er sendt. Her er kvitteringen {id}; --igen indgiver på ny.",
         "The same was filed before, and nothing was sent. This is its receipt {id}; --igen files anew."},
        {"note.receipt_log", "Loggen er skrevet til {path}. Hoved: {head}. Gem hovedet et andet sted.",
         "The log is written to {path}. Head: {head}. Keep the head somewhere else."},
        {"note.log.intact", "{path} er, som den blev skrevet.", "{path} is as it was written."},
        {"note.log.line", "Linje {line} i {path} er ingen linje af en log over kvitteringer.",
         "Line {line} of {path} is no line of a log of receipts."},
        {"note.log.order",
         "Linje {line} i {path} følger ikke efter den før: noget mangler eller er byttet om.",
         "Line {line} of {path} does not follow the one before: something is missing or out of order."},
        {"note.log.changed", "Kvitteringen på linje {line} i {path} er ændret.",
         "The receipt on line {line} of {path} was changed."},
        {"note.log.truncated", "{path} er afkortet: den ender ikke med et hoved, der passer (linje {line}).",
         "{path} is truncated: it does not end with a head that fits (line {line})."},
        {"note.log.head", "{path} har aldrig haft det hoved, du gav.",
         "{path} never had the head that you gave."},
        {"note.log.signature", "Underskriften i {path} passer ikke til hovedet (linje {line}).",
         "The signature in {path} does not fit the head (line {line})."},
        {"note.saved", "Gemt i {path} ({size} bytes).", "Saved as {path} ({size} bytes)."},
        {"note.auth.ok", "Profilen »{profile}« kan få et token til {url}.",
         "The profile \"{profile}\" can get a token for {url}."},
        {"note.token.cleared", "Det gemte token er slettet.", "The kept token is removed."},
        {"note.token.none", "Der var intet gemt token.", "There was no kept token."},
        {"note.cert.old",
         "{path} er krypteret med {algorithm}, som er forældet. Skriv den om: `openssl pkcs12 -legacy -in "
         "'{path}' -out mellem.pem && openssl pkcs12 -export -in mellem.pem -out nyt.p12 && rm mellem.pem`; "
         "openssl spørger selv om adgangskoderne.",
         "{path} is encrypted with {algorithm}, which is outdated. Rewrite it: `openssl pkcs12 -legacy -in "
         "'{path}' -out between.pem && openssl pkcs12 -export -in between.pem -out new.p12 && rm "
         "between.pem`; openssl asks for the passwords itself."},
        {"note.cert.plain_key",
         "Den private nøgle i {path} er ikke krypteret: alle, der kan læse filen, kan bruge den. Slet filen, "
         "når en .p12 har afløst den.",
         "The private key in {path} is not encrypted: whoever can read the file can use it. Remove the file "
         "once a .p12 has taken its place."},
        {"note.cert.incomplete",
         "Udstederens certifikat ({issuer}) er ikke i filen, så miljøet er ikke fastslået.",
         "The issuer's certificate ({issuer}) is not in the file, so the environment is not established."},
        {"note.cert.password_needed", "Filen viser intet uden sin adgangskode.",
         "The file shows nothing without its password."},
        {"note.connecting", "Forbinder til {url} (profil {profile}) …",
         "Connecting to {url} (profile {profile}) …"},
        {"note.waiting", "Anmodningen er indgivet. Venter i op til {time} på rettens afgørelse …",
         "The request is filed. Waiting up to {time} for the court's decision …"},
        {"note.frist.due", "Frister, der er overskredet eller udløber inden {days} dage: {count}.",
         "Deadlines that have passed or end within {days} days: {count}."},
        {"note.extension.granted", "Retten har udsat fristen[ til {date}].",
         "The court has extended the deadline[ to {date}]."},
        {"note.visible_within", "Den ses ikke endnu; spørger igen om {time} …",
         "It is not seen yet; asking again in {time} …"},
        {"note.settled.found", "{id} er indgivet.", "{id} was filed."},
        {"note.settled.absent", "{id} er ikke indgivet og kan sendes igen.",
         "{id} was not filed and can be sent again."},
        {"note.reconstructed",
         "Specifikationen er en rekonstruktion og ikke domstolenes egen fil; `skifte api list -o json` "
         "siger, hvad der "
         "er belagt.",
         "The specification is a reconstruction and not the courts' own file; `skifte api list -o json` says "
         "what is "
         "attested."},

        {"label.frister", "Frister", "Deadlines"},
        {"label.ledelse", "Ledelse", "Management"},
        {"label.statushistorik", "Statushistorik", "Status history"},
        {"label.fristudsaettelser", "Anmodninger om udsættelse", "Requests for extension"},
        {"label.parameters", "Parametre", "Parameters"},
        {"label.example", "Eksempel på indhold", "Example of a body"},
        {"label.request_id", "Request-id: {request_id}", "Request id: {request_id}"},

        {"doctor.config", "Konfiguration", "Configuration"},
        {"doctor.profile", "Profil", "Profile"},
        {"doctor.journal", "Journal", "Journal"},
        {"doctor.certificate", "Certifikat", "Certificate"},
        {"doctor.certificate.dates", "Certifikatets gyldighed", "Validity of the certificate"},
        {"doctor.certificate.environment", "Certifikatets miljø", "Environment of the certificate"},
        {"doctor.token", "Adgangstoken", "Access token"},
        {"doctor.call", "Kald til portalen", "Call to the portal"},
        {"doctor.config.writable", "Andre kan skrive i {path}. Kør `chmod go-w {path}`.",
         "Others can write to {path}. Run `chmod go-w {path}`."},
        {"doctor.days_left", "Udløber {date}, om {days} dage.", "Expires {date}, in {days} days."},
        {"doctor.token.ok", "Hentet nu; gælder til {time}.", "Fetched now; valid until {time}."},
        {"doctor.handshake.token", "TLS til tokenserveren", "TLS to the token server"},
        {"doctor.handshake.call", "TLS til portalen", "TLS to the portal"},
        {"doctor.handshake.ok", "{tls}, {protocol}; serveren bad om certifikatet og fik det.",
         "{tls}, {protocol}; the server asked for the certificate and got it."},
        {"doctor.handshake.unsent", "{tls}, {protocol}; serveren bad om et certifikat, men fik intet.",
         "{tls}, {protocol}; the server asked for a certificate, but got none."},
        {"doctor.handshake.unasked",
         "{tls}, {protocol}; serveren bad ikke om certifikatet. Måske svarer en proxy i dens sted.",
         "{tls}, {protocol}; the server did not ask for the certificate. A proxy may answer in its place."},
        {"doctor.call.ok", "Svarer; sager i alt: {total}.", "Answers; cases in all: {total}."},
    };
    return texts;
}

}  // namespace skifte::cli
