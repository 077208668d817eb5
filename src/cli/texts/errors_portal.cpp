// What went wrong on the way to the portal, and what the court or a rule that protects it refused. Where an
// effect may be unknown, no text here says "again": the sentence about the effect follows it.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> portal_error_texts() {
    static constexpr Text texts[] = {
        {"interrupted", "Afbrudt.", "Interrupted."},

        {"net.name",
         "Navnet {host} kan ikke slås op.\nKontrollér netværket, og om adressen i profilen er stavet "
         "rigtigt.",
         "The name {host} cannot be resolved.\nCheck the network, and whether the address in the profile is "
         "spelt right."},
        {"net.connect",
         "Der kan ikke oprettes forbindelse til {host}[:{port}][ ({reason})].\nKontrollér netværk og "
         "firewall, og om en proxy skal bruges (https_proxy).",
         "No connection can be made to {host}[:{port}][ ({reason})].\nCheck network and firewall, and "
         "whether a proxy must be used (https_proxy)."},
        {"net.proxy",
         "Proxyen på vejen til {host} slap ikke forbindelsen igennem ({status}).\nBed om, at den åbnes til "
         "{host}[:{port}], eller kontrollér https_proxy.",
         "The proxy on the way to {host} did not let the connection through ({status}).\nHave it opened to "
         "{host}[:{port}], or check https_proxy."},
        {"net.proxy.away",
         "Proxyen på vejen til {host} svarer ikke ({reason}).\nKontrollér https_proxy, eller hold {host} "
         "uden om proxyen med no_proxy.",
         "The proxy on the way to {host} does not answer ({reason}).\nCheck https_proxy, or keep {host} off "
         "the proxy by no_proxy."},
        {"net.proxy.login",
         "Proxyen på vejen til {host} kræver login ({status}).\nSæt https_proxy til "
         "http://BRUGER:KODE@PROXY:PORT, eller hold {host} uden om den med no_proxy.",
         "The proxy on the way to {host} asks for a login ({status}).\nSet https_proxy to "
         "http://USER:PASSWORD@PROXY:PORT, or keep {host} off it by no_proxy."},
        {"net.timeout.connect",
         "{host}[:{port}] tog ikke imod forbindelsen i tide.\nKontrollér netværk og firewall, og om en proxy "
         "skal bruges (https_proxy).",
         "{host}[:{port}] did not take the connection in time.\nCheck network and firewall, and whether a "
         "proxy must be used (https_proxy)."},
        {"net.timeout.total",
         "Svaret[ fra {host}] kom ikke inden for tidsgrænsen.\nSæt en længere med --timeout.",
         "The answer[ from {host}] did not come within the time limit.\nSet a longer one with --timeout."},
        {"net.timeout.total.held",
         "Serveren har bedt om en pause, der er længere end tidsgrænsen.\nVent, eller sæt en længere grænse "
         "med --timeout.",
         "The server has asked for a pause that is longer than the time limit.\nWait, or set a longer limit "
         "with --timeout."},
        {"net.timeout.total.connect",
         "Tidsgrænsen var nået, før der var forbindelse[ til {host}].\nKontrollér netværk og firewall, eller "
         "sæt en længere grænse med --timeout.",
         "The time limit was reached before there was a connection[ to {host}].\nCheck network and firewall, "
         "or set a longer limit with --timeout."},
        {"net.timeout.total.tls",
         "Tidsgrænsen var nået, mens forbindelsen[ til {host}] blev sikret.\nKontrollér, om en proxy eller "
         "firewall bryder ind, eller sæt en længere grænse med --timeout.",
         "The time limit was reached while the connection[ to {host}] was being secured.\nCheck whether a "
         "proxy or firewall breaks in, or set a longer limit with --timeout."},
        {"net.timeout.total.sending",
         "Tidsgrænsen var nået, mens der blev sendt[ til {host}].\nLinjen er for langsom til filen eller "
         "hænger; sæt en længere grænse med --timeout.",
         "The time limit was reached while sending[ to {host}].\nThe line is too slow for the file, or "
         "hangs; set a longer limit with --timeout."},
        {"net.timeout.total.receiving",
         "Tidsgrænsen var nået midt i svaret[ fra {host}].\nLinjen er for langsom eller hænger; sæt en "
         "længere grænse med --timeout.",
         "The time limit was reached in the middle of the answer[ from {host}].\nThe line is too slow, or "
         "hangs; set a longer limit with --timeout."},
        {"net.tls",
         "Den sikre forbindelse[ til {host}] kunne ikke oprettes ({reason}).\nKontrollér adresse og port i "
         "profilen, og om en proxy bryder forbindelsen op.",
         "The secure connection[ to {host}] could not be made ({reason}).\nCheck address and port in the "
         "profile, and whether a proxy opens the connection."},
        {"net.tls.version",
         "{host}[:{port}] og skifte har ingen version af TLS til fælles ({reason}).\nKontrollér `min-tls` og "
         "adressen i profilen, og om en proxy svarer i dens sted.",
         "{host}[:{port}] and skifte have no version of TLS in common ({reason}).\nCheck `min-tls` and the "
         "address in the profile, and whether a proxy answers in its place."},
        {"net.tls.server_certificate",
         "Certifikatet fra {host} kan ikke godkendes ({reason}).\nKontrollér adressen og `ca-file` i "
         "profilen, og om en proxy bryder forbindelsen op.",
         "The certificate of {host} cannot be verified ({reason}).\nCheck the address and `ca-file` in the "
         "profile, and whether a proxy opens the connection."},
        {"net.tls.server_certificate.expired",
         "Certifikatet fra {host} er udløbet, efter denne maskines ur.\nGår uret rigtigt, skal {host} have "
         "et nyt: skriv til ssp-api@domstolsstyrelsen.dk.",
         "The certificate of {host} has expired, by this machine's clock.\nIf the clock is right, {host} "
         "needs a new one: write to ssp-api@domstolsstyrelsen.dk."},
        {"net.tls.server_certificate.not_yet_valid",
         "Certifikatet fra {host} gælder ikke endnu, efter denne maskines ur.\nStil uret; går det rigtigt, "
         "så skriv til ssp-api@domstolsstyrelsen.dk.",
         "The certificate of {host} is not valid yet, by this machine's clock.\nSet the clock; if it is "
         "right, write to ssp-api@domstolsstyrelsen.dk."},
        {"net.tls.server_certificate.other_name",
         "Certifikatet fra {host} er udstedt til et andet navn.\nKontrollér adressen i profilen, og om en "
         "proxy svarer i dens sted.",
         "The certificate of {host} is for another name.\nCheck the address in the profile, and whether a "
         "proxy answers in its place."},
        {"net.tls.server_certificate.unknown_ca",
         "Certifikatet fra {host} er fra en udsteder, som denne maskine ikke stoler på.\nDet gør en proxy, "
         "der bryder forbindelsen op: kender I den, så sæt `ca-file` i profilen til dens CA.",
         "The certificate of {host} is of an authority that this machine does not trust.\nA proxy that opens "
         "the connection does that: if you know it, set `ca-file` of the profile to its CA."},
        {"net.tls.ca_file",
         "Filen {path} med de certifikater, der stoles på, kan ikke læses.\nRet `ca-file` i profilen.",
         "The file {path} of trusted certificates cannot be read.\nCorrect `ca-file` in the profile."},
        {"net.tls.client_certificate",
         "{host} afviste jeres certifikat[ ({alert})].\nKør `skifte cert check`; finder den intet, så spørg "
         "ssp-api@domstolsstyrelsen.dk, om det er tilmeldt.",
         "{host} refused your certificate[ ({alert})].\nRun `skifte cert check`; if that finds nothing, ask "
         "ssp-api@domstolsstyrelsen.dk whether it is enrolled."},
        {"net.tls.client_certificate.expired",
         "{host} afviste jeres certifikat, fordi det er udløbet.\nBestil et nyt i MitID Erhverv; er det "
         "gyldigt efter `skifte cert check`, så går maskinens ur forkert.",
         "{host} refused your certificate because it has expired.\nOrder a new one in MitID Erhverv; if it "
         "is valid by `skifte cert check`, this machine's clock is wrong."},
        {"net.tls.client_certificate.revoked",
         "{host} afviste jeres certifikat, fordi det er spærret.\nBestil et nyt i MitID Erhverv; `skifte "
         "cert check` viser, hvornår og hvorfor.",
         "{host} refused your certificate because it is revoked.\nOrder a new one in MitID Erhverv; `skifte "
         "cert check` shows when and why."},
        {"net.tls.client_certificate.unknown_ca",
         "{host} afviste jeres certifikat, fordi det ikke stoler på udstederen.\nCertifikatet er nok til et "
         "andet miljø, eller kæden mangler i filen: kør `skifte cert check`.",
         "{host} refused your certificate because it does not trust the issuer.\nThe certificate is probably "
         "for another environment, or its chain is not in the file: run `skifte cert check`."},
        {"net.tls.client_certificate.unsupported",
         "{host} afviste jeres certifikat, fordi det er af en forkert art.\nDer skal bruges et "
         "OCES3-systemcertifikat eller -organisationscertifikat; `skifte cert show` viser, hvad I har.",
         "{host} refused your certificate because it is of the wrong kind.\nAn OCES3 system or organisation "
         "certificate is needed; `skifte cert show` shows what you have."},
        {"net.tls.client_certificate.not_sent",
         "{host} kræver et certifikat, men tager ikke imod et med en nøgle som jeres, så der blev ikke vist "
         "noget.\n`skifte cert show` viser nøglens art; spørg ssp-api@domstolsstyrelsen.dk, hvilke den "
         "tager.",
         "{host} wants a certificate, but takes none with a key like yours, so none was shown.\n`skifte cert "
         "show` shows the kind of key; ask ssp-api@domstolsstyrelsen.dk which it takes."},
        {"net.reset",
         "Forbindelsen[ til {host}] blev afbrudt, mens svaret blev ventet eller læst.\nKontrollér netværket; "
         "`skifte doctor` viser, om der er hul igennem.",
         "The connection[ to {host}] was cut while the answer was awaited or read.\nCheck the network; "
         "`skifte doctor` shows whether it holds."},
        {"net.reset.connect",
         "Forbindelsen[ til {host}] blev afbrudt, før den var oprettet.\nKontrollér netværk og firewall.",
         "The connection[ to {host}] was cut before it was made.\nCheck network and firewall."},
        {"net.reset.tls",
         "Forbindelsen[ til {host}] blev afbrudt, mens den blev sikret.\nKontrollér adressen i profilen, og "
         "om en proxy eller firewall bryder ind.",
         "The connection[ to {host}] was cut while it was being secured.\nCheck the address in the profile, "
         "and whether a proxy or firewall breaks in."},
        {"net.reset.sending",
         "Forbindelsen[ til {host}] blev afbrudt, mens der blev sendt.\nKontrollér netværket; `skifte "
         "doctor` viser, om der er hul igennem.",
         "The connection[ to {host}] was cut while sending.\nCheck the network; `skifte doctor` shows "
         "whether it holds."},
        {"net.reset.client_certificate",
         "{host} bad om jeres certifikat og afbrød så forbindelsen.\nDet kan skyldes, at certifikatet "
         "afvises: kør `skifte cert check`.",
         "{host} asked for your certificate and then cut the connection.\nIt may have refused the "
         "certificate: run `skifte cert check`."},
        {"net.protocol",
         "Serveren svarede på en måde, der ikke er gyldig HTTP[ ({reason})].\nKontrollér `base-url` i "
         "profilen.",
         "The server answered in a way that is not valid HTTP[ ({reason})].\nCheck `base-url` in the "
         "profile."},
        {"net.too_large",
         "Svaret er større end de tilladte {limit} bytes og blev ikke læst til ende.\nAfgræns opslaget.",
         "The answer is larger than the {limit} bytes allowed and was not read to its end.\nNarrow the "
         "search."},
        {"net.sink", "Svaret kunne ikke gemmes, efterhånden som det kom. Kontrollér disken og stien.",
         "The answer could not be stored as it came. Check the disk and the path."},

        {"download.range",
         "Serveren gav et andet udsnit af filen end det, der blev bedt om. Kør kommandoen igen.",
         "The server gave another part of the file than was asked for. Run the command again."},
        {"download.changed", "Filen blev ændret hos retten, mens den blev hentet. Kør kommandoen igen.",
         "The file was changed at the court while it was being fetched. Run the command again."},
        {"download.longer",
         "Serveren sender mere end de {size} bytes, den selv oplyser, og filen er ikke gemt. Kør kommandoen "
         "igen; "
         "varer det ved, så spørg ssp-api@domstolsstyrelsen.dk.",
         "The server sends more than the {size} bytes it states itself, and the file was not saved. Run the "
         "command again; if it lasts, ask ssp-api@domstolsstyrelsen.dk."},
        {"download.differs",
         "Det hentede er ikke den fil, retten oplyser (SHA-256 {expected}, men fik {found}). Kør kommandoen "
         "igen; "
         "varer det ved, så spørg ssp-api@domstolsstyrelsen.dk.",
         "What was fetched is not the file that the court states (SHA-256 {expected}, but got {found}). Run "
         "the "
         "command again; if it lasts, ask ssp-api@domstolsstyrelsen.dk."},

        {"http.unauthorized",
         "Serveren godtog ikke adgangstokenet til {operation} (401).[ Serverens svar: {court}]\nKør `skifte "
         "auth clear` og så `skifte doctor`; hjælper det ikke, så kontrollér client-id og certifikat.",
         "The server did not accept the access token for {operation} (401).[ The server's answer: "
         "{court}]\nRun `skifte auth clear` and then `skifte doctor`; if that does not help, check client-id "
         "and certificate."},
        {"http.unauthorized.not_asked",
         "Serveren godtog ikke adgangstokenet til {operation} (401), og den bad ikke om jeres certifikat.[ "
         "Serverens svar: {court}]\nKontrollér `base-url`: adressen går måske uden om den server, der kræver "
         "det.",
         "The server did not accept the access token for {operation} (401), and it did not ask for your "
         "certificate.[ The server's answer: {court}]\nCheck `base-url`: the address may go past the server "
         "that wants it."},
        {"http.forbidden.not_asked",
         "Adgang til {operation} blev nægtet (403), og serveren bad ikke om jeres certifikat.[ Rettens svar: "
         "{court}]\nKontrollér `base-url`: adressen går måske uden om den server, der kræver det.",
         "Access to {operation} was denied (403), and the server did not ask for your certificate.[ The "
         "court's answer: {court}]\nCheck `base-url`: the address may go past the server that wants it."},
        {"http.client_certificate",
         "Serveren afviste jeres certifikat (HTTP 400 fra nginx), uden at {operation} nåede frem.\nDet er "
         "udløbet, spærret eller til et andet miljø: kør `skifte cert check`.",
         "The server refused your certificate (HTTP 400 of nginx), and {operation} got nowhere.\nIt has "
         "expired, is revoked or is for another environment: run `skifte cert check`."},
        {"http.client_certificate.not_sent",
         "Serveren kræver et certifikat (HTTP 400 fra nginx), men tager ikke imod et med en nøgle som jeres, "
         "så der blev ikke vist noget.\n`skifte cert show` viser nøglens art; spørg "
         "ssp-api@domstolsstyrelsen.dk, hvilke den tager.",
         "The server wants a certificate (HTTP 400 of nginx), but takes none with a key like yours, so none "
         "was shown.\n`skifte cert show` shows the kind of key; ask ssp-api@domstolsstyrelsen.dk which it "
         "takes."},
        {"http.forbidden",
         "Adgang til {operation} blev nægtet (403).[ Rettens svar: {court}]\nDet kan skyldes, at sagen ikke "
         "er jeres, eller at jeres tilslutning mangler det behov, der kræves; behov søges med formularen på "
         "domstol.dk eller hos ssp-api@domstolsstyrelsen.dk.",
         "Access to {operation} was denied (403).[ The court's answer: {court}]\nThe case may not be yours, "
         "or your connection may lack the need that is required; needs are applied for with the form on "
         "domstol.dk or at ssp-api@domstolsstyrelsen.dk."},
        {"http.forbidden.insufficient_scope",
         "Adgang til {operation} blev nægtet (403): adgangstokenet har ikke det scope, der kræves.[ Rettens "
         "svar: {court}]\nEr behovet tildelt, så ret `scope` i profilen, og kør `skifte auth clear`.[ "
         "{apply}]",
         "Access to {operation} was denied (403): the access token lacks the scope that is required.[ The "
         "court's answer: {court}]\nIf the need was granted, correct `scope` in the profile, and run `skifte "
         "auth clear`.[ {apply}]"},
        {"http.forbidden.not_granted",
         "Adgang til {operation} blev nægtet (403).[ Rettens svar: {court}]\nKaldet kræver behovet {need}, "
         "som ikke står i profilens `groups`.[ {apply}]",
         "Access to {operation} was denied (403).[ The court's answer: {court}]\nThe call takes the need "
         "{need}, which is not among the profile's `groups`.[ {apply}]"},
        {"http.forbidden.granted",
         "Adgang til {operation} blev nægtet (403).[ Rettens svar: {court}]\nBehovet {need} står i profilens "
         "`groups`, så sagen, selskabet eller boet er formentlig ikke jeres. Kontrollér id'et.",
         "Access to {operation} was denied (403).[ The court's answer: {court}]\nThe need {need} is among "
         "the profile's `groups`, so the case, company or estate is presumably not yours. Check the id."},
        {"http.forbidden.group",
         "Adgang til {operation} blev nægtet (403).[ Rettens svar: {court}]\nDet kan skyldes, at sagen ikke "
         "er jeres, eller at jeres tilslutning mangler behovet.[ {apply}]",
         "Access to {operation} was denied (403).[ The court's answer: {court}]\nThe case may not be yours, "
         "or your connection may lack the need.[ {apply}]"},
        {"http.not_found",
         "Det, der blev spurgt om, findes ikke ({operation}, {status}). Kontrollér id'et; kommandoen `liste` "
         "eller "
         "`soeg` viser dem, der er.[ Rettens svar: {court}]",
         "What was asked for does not exist ({operation}, {status}). Check the id; the command `liste` or "
         "`soeg` "
         "shows those there are.[ The court's answer: {court}]"},
        {"http.conflict",
         "Retten afviste {operation}, fordi det strider mod det, der allerede er registreret (409). Se med "
         "`liste` eller `vis`, hvad der er.[ Rettens svar: {court}]",
         "The court refused {operation}, because it conflicts with what is registered already (409). See "
         "with "
         "`liste` or `vis` what there is.[ The court's answer: {court}]"},
        {"http.too_large",
         "Retten afviste {operation}, fordi indholdet er for stort (413). Gør filen mindre, eller del den "
         "op.[ Rettens svar: {court}]",
         "The court refused {operation}, because the content is too large (413). Make the file smaller, or "
         "split "
         "it.[ The court's answer: {court}]"},
        {"http.unprocessable",
         "Retten kunne ikke tage imod {operation}, som det er udfyldt ({status}). Ret oplysningerne, og send "
         "dem "
         "igen.[ Rettens svar: {court}]",
         "The court could not take {operation} as it is filled in ({status}). Correct it, and send it "
         "again.[ The court's answer: {court}]"},
        {"http.too_many",
         "Serveren tager ikke imod flere kald lige nu (429). Vent, og prøv igen[ (Retry-After: "
         "{retry_after})].",
         "The server takes no more calls at the moment (429). Wait, and try again[ (Retry-After: "
         "{retry_after})]."},
        {"http.refused",
         "Retten afviste {operation} ({status}). `skifte api describe {operation}` viser, hvad den "
         "kræver.[ Rettens svar: {court}]",
         "The court refused {operation} ({status}). `skifte api describe {operation}` shows what it "
         "takes.[ The court's answer: {court}]"},
        {"http.server",
         "Serveren fejlede under {operation} ({status}). Varer det ved, så skriv til "
         "ssp-api@domstolsstyrelsen.dk med "
         "tidspunkt og request-id.[ Serverens svar: {court}]",
         "The server failed at {operation} ({status}). If it lasts, write to ssp-api@domstolsstyrelsen.dk "
         "with the "
         "time and the request id.[ The server's answer: {court}]"},
        {"http.redirect",
         "Serveren henviser {operation} til en anden adresse ({status}), og det følges aldrig. Ret "
         "`base-url` i "
         "profilen.",
         "The server points {operation} to another address ({status}), which is never followed. Correct "
         "`base-url` "
         "in the profile."},
        {"http.proxy",
         "En proxy på vejen kræver login (407).\nKontrollér proxyen i miljøvariablen https_proxy.",
         "A proxy on the way asks for a login (407).\nCheck the proxy in the environment variable "
         "https_proxy."},

        {"answer.unreadable",
         "Serverens svar på {operation} ({status}) er ikke, som specifikationen siger[: {reason}][ i "
         "{path}]. "
         "Kontrollér, at specifikationen passer til serverens version.",
         "The server's answer to {operation} ({status}) is not what the specification says[: {reason}][ at "
         "{path}]. "
         "Check that the specification fits the server's version."},
        {"answer.unreadable.content-type",
         "Serveren svarede på {operation} med en anden slags indhold[, {content_type},] end specifikationen "
         "siger "
         "({status}). Kontrollér `base-url`, og om en proxy svarer i serverens sted.",
         "The server answered {operation} with another kind of content[, {content_type},] than the "
         "specification "
         "says ({status}). Check `base-url`, and whether a proxy answers in its place."},
        {"answer.unreadable.status",
         "Serveren svarede {status} på {operation}, hvad specifikationen ikke kender. Kontrollér `base-url`, "
         "og "
         "om en proxy svarer i serverens sted.",
         "The server answered {status} to {operation}, which the specification does not know. Check "
         "`base-url`, "
         "and whether a proxy answers in its place."},
        {"answer.unreadable.json.invalid",
         "Serverens svar på {operation} ({status}) er ikke hel og gyldig JSON. Kontrollér netværket og "
         "`base-url`.",
         "The server's answer to {operation} ({status}) is not whole and valid JSON. Check the network and "
         "`base-url`."},
        {"page.no_list",
         "Serverens svar på {operation} er ingen liste. Kontrollér, at specifikationen passer til serverens "
         "version.",
         "The server's answer to {operation} is no list. Check that the specification fits the server's "
         "version."},
        {"page.repeated",
         "Serveren gav noget to gange (side {page} af {operation}), så listen er ikke hel. Den blev måske "
         "ændret undervejs; kør kommandoen igen.",
         "The server gave something twice (page {page} of {operation}), so the list is not whole. It may "
         "have changed meanwhile; run the command again."},
        {"page.total_changed",
         "Listen blev ændret, mens den blev hentet: først {before}, så {total}. Der kan mangle noget i det, "
         "der kom; kør kommandoen igen.",
         "The list changed while it was fetched: first {before}, then {total}. Something may be missing from "
         "what came; run the command again."},
        {"page.ended_early",
         "Listen sluttede efter {seen} af {total}. Den blev måske ændret undervejs; kør kommandoen igen.",
         "The list ended after {seen} of {total}. It may have changed meanwhile; run the command again."},
        {"page.outran_total",
         "Listen gav {seen}, men skulle kun have {total}. Den blev måske ændret undervejs; kør kommandoen "
         "igen.",
         "The list gave {seen}, but should have only {total}. It may have changed meanwhile; run the command "
         "again."},

        {"auth.other_origin",
         "Kaldet gik til {origin} og ikke til profilens {profile}, og der er ikke oprettet forbindelse. "
         "Kontrollér "
         "`base-url`.",
         "The call was for {origin} and not for the profile's {profile}, and no connection was made. Check "
         "`base-url`."},
        {"token.invalid_client",
         "Tokenserveren kender ikke client-id, eller hemmeligheden passer ikke[ "
         "({description})].\nKontrollér `client-id` og `client-secret` i profilen, og at certifikatet hører "
         "til dem.",
         "The token server does not know the client id, or the secret does not fit[ ({description})].\nCheck "
         "`client-id` and `client-secret` in the profile, and that the certificate belongs to them."},
        {"token.invalid_request",
         "Tokenserveren forstod ikke spørgsmålet[ ({description})].\nKontrollér `token-endpoint` og "
         "`client-authentication` i profilen.",
         "The token server did not understand the request[ ({description})].\nCheck `token-endpoint` and "
         "`client-authentication` in the profile."},
        {"token.invalid_grant",
         "Tokenserveren afviste client credentials[ ({description})].\nKontrollér, at certifikatet er det, "
         "som `client-id` er oprettet med, og at `token-endpoint` er rigtigt.",
         "The token server refused client credentials[ ({description})].\nCheck that the certificate is the "
         "one that `client-id` was made with, and that `token-endpoint` is right."},
        {"token.unauthorized_client",
         "Tokenserveren giver ikke denne client-id adgang[ ({description})].\nSpørg "
         "ssp-api@domstolsstyrelsen.dk, om tilslutningen er aktiv.",
         "The token server does not let this client id in[ ({description})].\nAsk "
         "ssp-api@domstolsstyrelsen.dk whether the connection is active."},
        {"token.invalid_scope",
         "Tokenserveren kender ikke det scope, der blev bedt om[ ({description})].\nRet `scope` i profilen.",
         "The token server does not know the scope asked for[ ({description})].\nCorrect `scope` in the "
         "profile."},
        {"token.refused",
         "Tokenserveren afviste at give et token ({error})[: {description}].\nKontrollér profilen med "
         "`skifte doctor`.",
         "The token server refused to give a token ({error})[: {description}].\nCheck the profile with "
         "`skifte doctor`."},
        {"token.unreadable",
         "Tokenserverens svar er ikke et token ({reason}).\nKontrollér `token-endpoint` i profilen.",
         "The token server's answer is not a token ({reason}).\nCheck `token-endpoint` in the profile."},
        {"token.unreadable.not_json",
         "Tokenserverens svar er ikke JSON.\nKontrollér `token-endpoint` i profilen, og om en proxy svarer i "
         "dens sted.",
         "The token server's answer is not JSON.\nCheck `token-endpoint` in the profile, and whether a proxy "
         "answers in its place."},
        {"token.http",
         "Tokenserveren svarede {status} og gav intet token.\nKontrollér `token-endpoint`, eller prøv igen "
         "senere.",
         "The token server answered {status} and gave no token.\nCheck `token-endpoint`, or try again "
         "later."},
        {"token.cache_open",
         "Andre kan læse eller skrive det gemte token i {path}.\nSlet filen, og kør `chmod 700` på dens "
         "mappe.",
         "Others can read or write the kept token in {path}.\nRemove the file, and run `chmod 700` on its "
         "folder."},
        {"token.locked",
         "Et andet program henter et token og blev ikke færdigt i tide ({path}).\nPrøv igen om lidt.",
         "Another program is fetching a token and did not finish in time ({path}).\nTry again shortly."},
    };
    return texts;
}

}  // namespace skifte::cli
