// What is wrong with a certificate or its key: its file, the hardware it is in, what was asked of its issuer.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> certificate_error_texts() {
    static constexpr Text texts[] = {
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
        {"cert.pkcs11_absent",
         "Dette skifte er bygget uden PKCS#11, og kan ikke bruge en nøgle i hardware.\nByg det med "
         "libp11-dev, eller brug en .p12 i stedet for `certificate-key`.",
         "This skifte was built without PKCS#11, and cannot use a key in hardware.\nBuild it with "
         "libp11-dev, "
         "or use a .p12 in place of `certificate-key`."},
        {"cert.pkcs11_module",
         "PKCS#11-modulet {module} kan ikke bruges ({reason}).\nKontrollér module-path i `certificate-key`, "
         "og "
         "om hardwarens program er installeret.",
         "The PKCS#11 module {module} cannot be used ({reason}).\nCheck module-path in `certificate-key`, "
         "and "
         "whether the hardware's software is installed."},
        {"cert.pkcs11_token",
         "Der er ingen token, som {key} passer på.\nSæt den i, eller kontrollér `certificate-key`: "
         "`pkcs11-tool "
         "--list-slots` viser, hvad der er.",
         "There is no token that {key} fits.\nPut it in, or check `certificate-key`: `pkcs11-tool "
         "--list-slots` "
         "shows what is there."},
        {"cert.pkcs11_token.several",
         "Der er {count} tokens, som {key} passer på, og PIN-koden prøves kun på én.\nSkriv også token= "
         "eller "
         "serial= i `certificate-key`: `pkcs11-tool --list-slots` viser dem.",
         "There are {count} tokens that {key} fits, and the PIN is tried on one only.\nWrite token= or "
         "serial= "
         "in `certificate-key` as well: `pkcs11-tool --list-slots` shows them."},
        {"cert.pkcs11_pin",
         "PIN-koden passer ikke til tokenen {token}.\nRet den, som `certificate-password` henviser til, før "
         "du "
         "prøver igen: efter få forsøg låses den.",
         "The PIN does not fit the token {token}.\nCorrect what `certificate-password` refers to before you "
         "try "
         "again: it is locked after a few tries."},
        {"cert.pkcs11_locked",
         "Tokenen {token} er låst efter for mange forkerte PIN-koder.\nFå den låst op med dens SO-PIN.",
         "The token {token} is locked after too many wrong PINs.\nHave it unlocked with its SO PIN."},
        {"cert.pkcs11_login",
         "Der kunne ikke logges på tokenen {token} ({reason}).\nKontrollér den med `pkcs11-tool --login`.",
         "The token {token} could not be logged in to ({reason}).\nCheck it with `pkcs11-tool --login`."},
        {"cert.pkcs11_object",
         "Der er ingen privat nøgle på tokenen {token}, som {key} passer på.\nKontrollér object= og id=, og "
         "at "
         "`certificate-password` henviser til PIN-koden, uden hvilken den ikke ses.",
         "There is no private key on the token {token} that {key} fits.\nCheck object= and id=, and that "
         "`certificate-password` refers to the PIN, without which it is not seen."},
        {"cert.pkcs11_mismatch",
         "Nøglen {key} hører ikke til noget certifikat i {path}.\nKontrollér object= og id=, og at filen er "
         "den, der blev udstedt til nøglen.",
         "The key {key} belongs to no certificate in {path}.\nCheck object= and id=, and that the file is "
         "the "
         "one that was issued for the key."},
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
    };
    return texts;
}

}  // namespace skifte::cli
