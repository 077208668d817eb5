// What is wrong on this machine: configuration, secrets, certificate file, disk, journal.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> machine_error_texts() {
    static constexpr Text texts[] = {
        {"config.missing",
         "Konfigurationsfilen {path} findes ikke. Opret den, eller peg på en anden med --config.",
         "The configuration file {path} does not exist. Create it, or name another with --config."},
        {"config.unreadable",
         "Konfigurationsfilen {path} kan ikke læses[ ({reason})]. Ret filens rettigheder.",
         "The configuration file {path} cannot be read[ ({reason})]. Correct its permissions."},
        {"config.syntax", "{path}, linje {line}, er ikke gyldig TOML[ ({reason})]. Ret linjen.",
         "{path}, line {line}, is not valid TOML[ ({reason})]. Correct the line."},
        {"config.unknown_key",
         "{path}, linje {line}: nøglen »{key}« findes ikke.[ Mente du »{nearest}«?] Ret eller fjern den.",
         "{path}, line {line}: there is no key \"{key}\".[ Did you mean \"{nearest}\"?] Correct or remove "
         "it."},
        {"config.group",
         "{path}, linje {line}: »{value}« i `groups` er ikke et behov.[ Mente du »{nearest}«?] README.md "
         "nævner "
         "dem alle.",
         "{path}, line {line}: \"{value}\" in `groups` is no need.[ Did you mean \"{nearest}\"?] README.md "
         "names them all."},
        {"config.value", "{path}, linje {line}: værdien af »{key}« skal være {expected}. Ret den.",
         "{path}, line {line}: the value of \"{key}\" must be {expected}. Correct it."},
        {"config.missing_key",
         "{path}: profilen »{profile}« mangler »{key}«. Tilføj den under [[profiles.{profile}].",
         "{path}: the profile \"{profile}\" lacks \"{key}\". Add it under [[profiles.{profile}]."},
        {"config.open",
         "Andre kan skrive i {path}, og kunne få hemmelighederne sendt et andet sted hen.\nGør den til "
         "din egen, og kør `chmod go-w {path}`.",
         "Others can write to {path}, and could have the secrets sent elsewhere.\nMake it "
         "your own, and run `chmod go-w {path}`."},
        {"config.secret_in_clear",
         "{path}, linje {line}: »{key}« skal være en henvisning og ikke selve hemmeligheden. Skriv env:NAVN, "
         "file:STI, keyring:NAVN eller prompt, og skift hemmeligheden, hvis den har stået i filen.",
         "{path}, line {line}: \"{key}\" must be a reference and not the secret itself. Write env:NAME, "
         "file:PATH, "
         "keyring:NAME or prompt, and have the secret changed if it stood in the file."},
        {"config.profile", "Profilen »{name}« findes ikke i {path}.[ Der er: {known}.] Vælg en med -p.",
         "There is no profile \"{name}\" in {path}.[ There is: {known}.] Choose one with -p."},
        {"config.no_profile",
         "Det er ikke sagt, hvilken profil i {path} der skal bruges.[ Der er: {known}.] Vælg en med -p, "
         "eller sæt "
         "`profile` i filen.",
         "It is not said which profile of {path} to use.[ There is: {known}.] Choose one with -p, or set "
         "`profile` "
         "in the file."},

        {"secret.reference",
         "En hemmelighed er angivet på en måde, der ikke kan læses. Skriv env:NAVN, file:STI, keyring:NAVN "
         "eller "
         "prompt.",
         "A secret is given in a way that cannot be read. Write env:NAME, file:PATH, keyring:NAME or "
         "prompt."},
        {"secret.empty", "Hemmeligheden fra {reference} er tom. Læg den dér, og prøv igen.",
         "The secret from {reference} is empty. Put it there, and try again."},
        {"secret.env_missing",
         "Miljøvariablen {name}, som skal holde hemmeligheden, er ikke sat. Sæt den, og prøv igen.",
         "The environment variable {name}, which is to hold the secret, is not set. Set it, and try again."},
        {"secret.file_missing",
         "Filen {path}, som skal holde hemmeligheden, findes ikke. Opret den med rettighederne 0600.",
         "The file {path}, which is to hold the secret, does not exist. Create it with mode 0600."},
        {"secret.file_open", "Andre kan læse hemmeligheden i {path}. Kør `chmod 600 {path}`.",
         "Others can read the secret in {path}. Run `chmod 600 {path}`."},
        {"secret.file_unreadable",
         "Hemmeligheden i {path} kan ikke læses[ ({reason})]. Kontrollér filen og dens rettigheder.",
         "The secret in {path} cannot be read[ ({reason})]. Check the file and its permissions."},
        {"secret.command_refused",
         "Kommandoen {name} køres ikke, fordi andre kan skrive i konfigurationsfilen. Kør `chmod go-w` på "
         "den.",
         "The command {name} is not run, because others can write to the configuration file. Run `chmod "
         "go-w` on it."},
        {"secret.command_failed",
         "Kommandoen {name} gav ingen hemmelighed ({status}). Kør den selv, og se, hvad den siger.",
         "The command {name} gave no secret ({status}). Run it yourself, and see what it says."},
        {"secret.keyring_absent",
         "Der er ingen nøglering at hente hemmeligheden fra[ ({reason})]. Lås den op, eller brug env: eller "
         "file:.",
         "There is no keyring to take the secret from[ ({reason})]. Unlock it, or use env: or file:."},
        {"secret.keyring_locked", "Nøgleringen med {name} er låst. Lås den op, og prøv igen.",
         "The keyring with {name} is locked. Unlock it, and try again."},
        {"secret.keyring_missing",
         "Nøgleringen har ingen hemmelighed ved navn {name}. Læg den dér, eller ret navnet i profilen.",
         "The keyring has no secret called {name}. Put it there, or correct the name in the profile."},
        {"secret.no_terminal",
         "Der er ingen terminal at spørge om hemmeligheden på ({what}). Angiv den i profilen med env:, file: "
         "eller "
         "keyring:.",
         "There is no terminal to ask for the secret on ({what}). Give it in the profile by env:, file: or "
         "keyring:."},

        {"secret.no_terminal.flag",
         "Der er ingen terminal at spørge om filens adgangskode på. Angiv den med --password, som env:NAVN, "
         "file:STI eller keyring:NAVN.",
         "There is no terminal to ask for the file's password on. Give it by --password, as env:NAME, "
         "file:PATH or keyring:NAME."},

        {"cert.missing",
         "Certifikatfilen {path} findes ikke. Kontrollér stien, eller ret `certificate` i profilen.",
         "The certificate file {path} does not exist. Check the path, or correct `certificate` in the "
         "profile."},
        {"cert.unreadable",
         "Certifikatfilen {path} kan ikke læses[ ({reason})]. Kontrollér dens rettigheder.",
         "The certificate file {path} cannot be read[ ({reason})]. Check its permissions."},
        {"cert.empty", "Certifikatfilen {path} er tom. Hent .p12-filen igen i MitID Erhverv.",
         "The certificate file {path} is empty. Download the .p12 again from MitID Erhverv."},
        {"cert.truncated",
         "Certifikatfilen {path} er ufuldstændig: slutningen mangler. Kopiér den igen, eller hent den på ny "
         "i "
         "MitID Erhverv.",
         "The certificate file {path} is incomplete: its end is missing. Copy it again, or download it anew "
         "from "
         "MitID Erhverv."},
        {"cert.not_pkcs12",
         "{path} er ikke en .p12-fil. Peg profilens `certificate` på filen fra MitID Erhverv.",
         "{path} is not a .p12 file. Point `certificate` of the profile to the file from MitID Erhverv."},
        {"cert.not_pkcs12.pem",
         "{path} er en PEM-fil og ikke en .p12. Brug den oprindelige .p12, eller lav en med "
         "`openssl pkcs12 -export -in {path} -out nyt.p12`.",
         "{path} is a PEM file and not a .p12. Use the original .p12, or make one with "
         "`openssl pkcs12 -export -in {path} -out new.p12`."},
        {"cert.not_pkcs12.base64",
         "{path} er base64-kodet. Afkod den med `base64 -d {path} > certifikat.p12`, og peg profilen på den "
         "nye fil.",
         "{path} is base64 text. Decode it with `base64 -d {path} > certificate.p12`, and point the profile "
         "to the "
         "new file."},
        {"cert.not_pkcs12.certificate",
         "{path} er kun certifikatet, uden sin private nøgle. Brug .p12-filen, som også har nøglen.",
         "{path} is the certificate alone, without its private key. Use the .p12 file, which has the key as "
         "well."},
        {"cert.not_pkcs12.key",
         "{path} er kun en privat nøgle, uden certifikat. Brug .p12-filen, som har begge dele.",
         "{path} is a private key alone, without a certificate. Use the .p12 file, which has both."},
        {"cert.not_pkcs12.damaged",
         "Certifikatfilen {path} er beskadiget. Kopiér den igen, eller hent den på ny i MitID Erhverv.",
         "The certificate file {path} is damaged. Copy it again, or download it anew from MitID Erhverv."},
        {"cert.not_certificate",
         "{path} er ikke et certifikat i en form, der kendes. Brug .p12-filen fra MitID Erhverv, eller en "
         "PEM- eller DER-fil.",
         "{path} is no certificate in a form that is known. Use the .p12 file from MitID Erhverv, or a PEM "
         "or DER file."},
        {"cert.not_certificate.key",
         "{path} er kun en privat nøgle, uden certifikat. Brug .p12-filen, som har begge dele.",
         "{path} is a private key alone, without a certificate. Use the .p12 file, which has both."},
        {"cert.not_certificate.request",
         "{path} er en anmodning om et certifikat og ikke certifikatet selv. Brug den fil, som udstederen "
         "svarede med.",
         "{path} is a request for a certificate and not the certificate itself. Use the file that the "
         "issuer answered with."},
        {"cert.not_certificate.base64",
         "{path} er base64-kodet. Afkod den med `base64 -d {path} > certifikat.p12`, og vis den nye fil.",
         "{path} is base64 text. Decode it with `base64 -d {path} > certificate.p12`, and show the new "
         "file."},
        {"cert.not_certificate.damaged",
         "Certifikatfilen {path} er beskadiget. Kopiér den igen, eller hent den på ny i MitID Erhverv.",
         "The certificate file {path} is damaged. Copy it again, or download it anew from MitID Erhverv."},
        {"cert.password",
         "Adgangskoden passer ikke til {path}. Den angives med `certificate-password` i profilen, for en "
         "navngiven fil med --password.",
         "The password does not fit {path}. It is given by `certificate-password` in the profile, for a "
         "named file by --password."},
        {"cert.old_encryption",
         "{path} er krypteret med {algorithm}, som OpenSSL på denne maskine ikke læser. Skriv den om på en, "
         "der kan: `openssl pkcs12 -legacy -in '{path}' -out mellem.pem && openssl pkcs12 -export -in "
         "mellem.pem -out nyt.p12 && rm mellem.pem`.",
         "{path} is encrypted with {algorithm}, which OpenSSL on this machine does not read. Rewrite it on "
         "one that does: `openssl pkcs12 -legacy -in '{path}' -out between.pem && openssl pkcs12 -export -in "
         "between.pem -out new.p12 && rm between.pem`."},
        {"cert.unsupported_encryption",
         "{path} er krypteret med {algorithm}, som ikke kendes her. Eksportér den igen med AES-256.",
         "{path} is encrypted with {algorithm}, which is not known here. Export it again with AES-256."},
        {"cert.signing",
         "Der kunne ikke underskrives med certifikatets nøgle ({reason}). `skifte cert show` viser, hvad "
         "certifikatet er.",
         "The certificate's key could not sign ({reason}). `skifte cert show` shows what the certificate "
         "is."},
        {"cert.no_key",
         "{path} indeholder ingen privat nøgle. Eksportér certifikatet igen sammen med sin nøgle.",
         "{path} holds no private key. Export the certificate again together with its key."},
        {"cert.no_certificate", "{path} indeholder intet certifikat. Hent .p12-filen igen i MitID Erhverv.",
         "{path} holds no certificate. Download the .p12 again from MitID Erhverv."},
        {"cert.key_mismatch",
         "Den private nøgle i {path} hører ikke til certifikatet. Hent .p12-filen igen i MitID Erhverv.",
         "The private key in {path} does not belong to the certificate. Download the .p12 again from MitID "
         "Erhverv."},
        {"cert.expired",
         "Certifikatet[ i {path}] udløb {notAfter}.\nBestil et nyt i MitID Erhverv, og peg profilens "
         "`certificate` på den nye fil.",
         "The certificate[ in {path}] expired on {notAfter}.\nOrder a new one in MitID Erhverv, and point "
         "`certificate` of the profile to the new file."},
        {"cert.not_yet_valid",
         "Certifikatet[ i {path}] gælder først fra {notBefore}.\nVent til da, eller kontrollér maskinens ur.",
         "The certificate[ in {path}] is not valid until {notBefore}.\nWait until then, or check this "
         "machine's clock."},
        {"cert.wrong_environment",
         "Certifikatet[ i {path}] hører til miljøet {certificate}, men profilen er til {profile}, og der er "
         "ikke oprettet forbindelse.\nVælg den rigtige profil med -p, eller ret dens `certificate`.",
         "The certificate[ in {path}] belongs to the environment {certificate}, but the profile is for "
         "{profile}, and no connection was made.\nChoose the right profile with -p, or correct its "
         "`certificate`."},
        {"cert.wrong_environment.neither",
         "Certifikatet[ i {path}] er ikke udstedt af en kendt OCES3-udsteder og kan ikke bruges i "
         "{profile}.\nBrug et fra MitID Erhverv.",
         "The certificate[ in {path}] was not issued by a known OCES3 authority and cannot be used in "
         "{profile}.\nUse one from MitID Erhverv."},
        {"cert.issuer_missing",
         "Udstederens certifikat ({issuer}) er ikke i filen[ {path}], så certifikatets miljø kan ikke "
         "fastslås. "
         "Eksportér filen igen med hele kæden.",
         "The issuer's certificate ({issuer}) is not in the file[ {path}], so the environment of yours "
         "cannot be "
         "told. "
         "Export the file again with the whole chain."},
        {"cert.chain_broken",
         "Certifikatet[ i {path}] er ikke underskrevet af den udsteder, der ligger i filen ({issuer}). Hent "
         ".p12-filen "
         "igen i "
         "MitID Erhverv.",
         "The certificate[ in {path}] is not signed by the issuer in its file ({issuer}). Download the .p12 "
         "again from "
         "MitID Erhverv."},

        {"cert.not_oces3",
         "Certifikatet er ikke udstedt af en kendt OCES3-udsteder, men af {issuer}. Brug et fra MitID "
         "Erhverv.",
         "The certificate was not issued by a known OCES3 authority, but by {issuer}. Use one from MitID "
         "Erhverv."},
        {"cert.issuer_expired",
         "Udstederens eget certifikat ({issuer}) gælder kun fra {notBefore} til {notAfter}. Kontrollér "
         "maskinens ur; passer det, så bestil et nyt certifikat i MitID Erhverv.",
         "The issuer's own certificate ({issuer}) is valid only from {notBefore} to {notAfter}. Check this "
         "machine's clock; if it is right, order a new certificate in MitID Erhverv."},
        {"cert.due", "Certifikatet i {path} udløber {date}, om {days} dage. Bestil et nyt i MitID Erhverv.",
         "The certificate in {path} expires {date}, in {days} days. Order a new one in MitID Erhverv."},
        {"cert.revoked",
         "Certifikatet {subject} blev spærret {date}[ ({why})]. Bestil et nyt i MitID Erhverv.",
         "The certificate {subject} was revoked {date}[ ({why})]. Order a new one in MitID Erhverv."},

        {"revocation.no_address",
         "Certifikatet {subject} angiver ingen adresse at spørge på. Spørg udstederen.",
         "The certificate {subject} names no address to ask at. Ask its issuer."},
        {"revocation.address",
         "Der spørges ikke på {address}, som ikke er en http-adresse. Spørg udstederen på anden vis.",
         "Nobody is asked at {address}, which is no http address. Ask the issuer in another way."},
        {"revocation.unreachable",
         "Der kom intet svar fra {address} ({cause}). Luk op for http dertil i firewall eller proxy, eller "
         "giv --uden-opslag.",
         "No answer came from {address} ({cause}). Open firewall or proxy for http to it, or give "
         "--uden-opslag."},
        {"revocation.http",
         "{address} svarede {status} og ikke på spørgsmålet. Kontrollér, om en proxy svarer i dens sted, "
         "eller prøv senere.",
         "{address} answered {status} and not the question. Check whether a proxy answers in its place, or "
         "try later."},
        {"revocation.unreadable",
         "Svaret fra {address} er hverken et OCSP-svar eller en spærreliste. Kontrollér, om en proxy svarer "
         "i dens sted.",
         "The answer from {address} is neither an OCSP response nor a revocation list. Check whether a proxy "
         "answers in its place."},
        {"revocation.refused", "{address} vil ikke svare nu ({status}). Prøv senere.",
         "{address} will not answer now ({status}). Try later."},
        {"revocation.untrusted",
         "Svaret fra {address} er ikke underskrevet af udstederen, eller handler om noget andet, og tæller "
         "ikke. Kontrollér, om en proxy svarer i dens sted.",
         "The answer from {address} is not signed by the issuer, or is about something else, and does not "
         "count. Check whether a proxy answers in its place."},
        {"revocation.stale",
         "Svaret fra {address} gælder ikke nu, det er fra {asOf}. Kontrollér maskinens ur, eller prøv "
         "senere.",
         "The answer from {address} does not hold now, it is of {asOf}. Check this machine's clock, or try "
         "later."},
        {"revocation.unknown", "{address} kender ikke certifikatet. Spørg udstederen, om det er udstedt.",
         "{address} does not know the certificate. Ask the issuer whether it was issued."},

        {"disk.full", "Der er ikke mere plads på disken til {path}. Frigør plads.",
         "There is no room left on the disk for {path}. Free some."},
        {"output.write",
         "Resultatet kunne ikke skrives til stdout ({reason}). Kontrollér det, der modtager det.",
         "The result could not be written to stdout ({reason}). Check what receives it."},
        {"sandbox.missing",
         "Sandkassens program {path} findes ikke. Byg eller installér det sammen med skifte.",
         "The sandbox program {path} does not exist. Build or install it together with skifte."},
        {"sandbox.start", "Sandkassen {path} kunne ikke startes ({reason}). Kontrollér, at filen må køres.",
         "The sandbox {path} could not be started ({reason}). Check that the file may be executed."},

        {"journal.open",
         "Journalen {path} kan ikke åbnes ({reason}). Den og dens mappe skal være dine, og kun du må skrive "
         "i dem.",
         "The journal {path} cannot be opened ({reason}). It and its folder must be yours, and only you may "
         "write "
         "there."},
        {"journal.locked",
         "Journalen {path} er optaget af et andet program. Luk det, eller vent, til det er færdigt.",
         "The journal {path} is taken by another program. Close it, or wait until it has finished."},
        {"journal.corrupt",
         "Journalen {path} er beskadiget[, tabel {table}][, række {row}] ({reason}). Læg den til side, og "
         "hent den "
         "fra sikkerhedskopien, før der indgives mere.",
         "The journal {path} is damaged[, table {table}][, row {row}] ({reason}). Put it aside, and restore "
         "it from "
         "the backup before anything more is filed."},
        {"journal.write", "Der kan ikke skrives i journalen {path} ({reason}). Kontrollér disken.",
         "The journal {path} cannot be written ({reason}). Check the disk."},
        {"journal.version",
         "Journalen {path} er fra en nyere udgave af skifte ({found}; her kendes {known}). Opdatér skifte.",
         "The journal {path} is of a later version of skifte ({found}; known here is {known}). Update "
         "skifte."},
        {"journal.key_missing",
         "Nøglen {path} til journalen mangler. Hent den fra sikkerhedskopien; uden den kan gentagelser ikke "
         "kendes.",
         "The journal's key {path} is missing. Restore it from the backup; without it repeats cannot be "
         "recognised."},
        {"journal.key_invalid",
         "Nøglen {path} til journalen er beskadiget. Hent den fra sikkerhedskopien; uden den kan gentagelser "
         "ikke "
         "kendes.",
         "The journal's key {path} is damaged. Restore it from the backup; without it repeats cannot be "
         "recognised."},
        {"journal.behind",
         "Journalen {path} er sat tilbage til en tidligere tilstand: den kender {known} af {mark} "
         "indsendelser. Se på portalen efter, hvad "
         "der er indgivet siden, og slet så {mark_path} for at godtage journalen, som den er.",
         "The journal {path} has been set back to an earlier state: it knows {known} of {mark} filings. See "
         "on the portal what was "
         "filed since, and then remove {mark_path} to accept the journal as it is."},
        {"journal.state",
         "Indsendelsen {id} er i mellemtiden blevet ændret af et andet program (nu {state}, ventet "
         "{wanted}). Se den "
         "med `skifte indsendelse vis {id}`.",
         "The filing {id} has meanwhile been changed by another program (now {state}, wanted {wanted}). See "
         "it with "
         "`skifte indsendelse vis {id}`."},
        {"journal.taken",
         "Indsendelsen {id} kan ikke skelnes fra {other}, som allerede har sin plads hos retten. Se begge "
         "med "
         "`skifte indsendelse vis`.",
         "The filing {id} cannot be told from {other}, which has its place at the court already. See both "
         "with "
         "`skifte indsendelse vis`."},
        {"journal.not_found",
         "Journalen kender ikke {id}. `skifte indsendelse liste` og `skifte kvittering liste` viser, hvad "
         "der er.",
         "The journal does not know {id}. `skifte indsendelse liste` and `skifte kvittering liste` show what "
         "there "
         "is."},
    };
    return texts;
}

}  // namespace skifte::cli
