// Codes of ours as tables tell them: "word.FAMILY.CODE". JSON and CSV keep the code, and the API's own codes
// stand as they are everywhere.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> word_texts() {
    static constexpr Text texts[] = {
        {"word.true", "ja", "yes"},
        {"word.false", "nej", "no"},

        {"word.state.planned", "ikke sendt", "not sent"},
        {"word.state.sending", "ved at blive sendt", "being sent"},
        {"word.state.accepted", "modtaget", "accepted"},
        {"word.state.refused", "afvist", "refused"},
        {"word.state.unknown", "uvist", "unknown"},
        {"word.effect.none", "intet indgivet", "nothing filed"},
        {"word.effect.done", "indgivet", "filed"},
        {"word.effect.unknown", "uvist", "unknown"},
        {"word.settled.answer", "rettens svar", "the court's answer"},
        {"word.settled.look-up", "opslag", "look-up"},
        {"word.settled.user", "en person", "a person"},
        {"word.verification.bekræftet", "bekræftet", "confirmed"},
        {"word.verification.afviger", "afviger", "differs"},
        {"word.verification.ikke efterprøvet", "ikke efterprøvet", "not verified"},

        {"word.environment.production", "produktion", "production"},
        {"word.environment.test", "test", "test"},
        {"word.environment.sandbox", "sandkasse", "sandbox"},
        {"word.environment.neither", "hverken produktion eller test", "neither production nor test"},
        {"word.certificate.system", "systemcertifikat", "system certificate"},
        {"word.certificate.organisation", "organisationscertifikat", "organisation certificate"},
        {"word.certificate.employee", "medarbejdercertifikat", "employee certificate"},
        {"word.certificate.other", "anden", "other"},
        {"word.chain.pinned", "hel, til en kendt OCES3-udsteder", "whole, to a known OCES3 authority"},
        {"word.chain.unpinned", "hel, til en ukendt udsteder", "whole, to an unknown authority"},
        {"word.chain.incomplete", "udstederen mangler", "the issuer is missing"},
        {"word.chain.broken", "brudt", "broken"},
        {"word.key.none", "ingen", "none"},
        {"word.key.locked", "låst", "locked"},
        {"word.key.matches", "hører til certifikatet", "belongs to the certificate"},
        {"word.key.mismatched", "hører ikke til certifikatet", "does not belong to the certificate"},
        {"word.encryption.none", "ingen", "none"},

        {"word.origin.flag", "flag", "flag"},
        {"word.origin.environment", "miljøvariabel", "environment variable"},
        {"word.origin.profile", "profil", "profile"},
        {"word.origin.default", "standard", "default"},
        {"word.doctor.ok", "ok", "ok"},
        {"word.doctor.advarsel", "advarsel", "warning"},
        {"word.doctor.fejl", "fejl", "fault"},
        {"word.doctor.uvist", "uvist", "unknown"},
        {"word.renewal.ok", "gyldigt", "valid"},
        {"word.renewal.due", "skal fornyes", "due for renewal"},
        {"word.renewal.unusable", "kan ikke bruges", "unusable"},
        {"word.provenance.attested", "belagt", "attested"},
        {"word.provenance.partly", "delvis belagt", "partly attested"},
        {"word.provenance.ours", "vores rekonstruktion", "our reconstruction"},
        {"word.provenance.unknown", "ukendt", "unknown"},
    };
    return texts;
}

}  // namespace skifte::cli
