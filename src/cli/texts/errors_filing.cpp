// What became of a filing, and of what was asked of the court: unknown, changed, refused, undecided. What may
// be sent again is said by the sentence about its effect alone.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> filing_error_texts() {
    static constexpr Text texts[] = {
        {"filing.unknown",
         "Den samme indsendelse ({id}) er sendt før, og det vides ikke, om den blev indgivet. Send den ikke "
         "igen: kør "
         "`skifte indsendelse afklar {id}`.",
         "The same filing ({id}) was sent before, and it is not known whether it was filed. Do not send it "
         "again: run "
         "`skifte indsendelse afklar {id}`."},
        {"filing.unknown.sending",
         "Den samme indsendelse ({id}) er ved at blive sendt af et andet program. Vent, til det er færdigt, "
         "og se den "
         "med `skifte indsendelse vis {id}`.",
         "The same filing ({id}) is being sent by another program. Wait until it has finished, and see it "
         "with "
         "`skifte indsendelse vis {id}`."},
        {"filing.changed",
         "Det samme er indgivet før med andet indhold ({id}), og intet er sendt.[ Skal det rettes, så brug "
         "`{use}`.] Skal det nye også indgives, så giv --igen.",
         "The same was filed before with other content ({id}), and nothing was sent.[ To change it, use "
         "`{use}`.] If the new one is to be filed as well, give --igen."},
        {"filing.other_profile",
         "Indsendelsen {id} blev sendt til {url}, og det er ikke profilen {profile}. Vælg den profil, den "
         "blev "
         "sendt med, ved --profile.",
         "The filing {id} was sent to {url}, which is not the profile {profile}. Choose the profile it was "
         "sent "
         "with by --profile."},
        {"filing.not_unknown",
         "Indsendelsen {id} skal ikke afklares: dens tilstand er {state}. Se den med `skifte indsendelse vis "
         "{id}`.",
         "The filing {id} needs no settling: its state is {state}. See it with `skifte indsendelse vis "
         "{id}`."},
        {"filing.not_unknown.sending",
         "Indsendelsen {id} er ved at blive sendt af et andet program. Vent, til det er færdigt.",
         "The filing {id} is being sent by another program. Wait until it has finished."},
        {"filing.changed_meanwhile",
         "Intet er sendt: det, der skulle ændres ({operation}), er blevet ændret af en anden imens. Se på "
         "det "
         "igen, og gentag kommandoen.",
         "Nothing was sent: what was to be changed ({operation}) has been changed by somebody else "
         "meanwhile. "
         "Look at it again, and repeat the command."},
        {"filing.no_look_up",
         "Specifikationen har intet opslag, der kan vise, om {id} blev indgivet. Se efter på portalen, og "
         "kør "
         "`skifte indsendelse afklar {id} --som indgivet` eller `--som ikke-indgivet`.",
         "The specification has no look-up to show whether {id} was filed. Look on the portal, and run "
         "`skifte indsendelse afklar {id} --som indgivet` or `--som ikke-indgivet`."},
        {"filing.not_yet_visible",
         "{id} ses ikke hos retten, men kan nå at blive synlig endnu. Spørg igen om {seconds} sekunder, "
         "eller giv "
         "--vent.",
         "{id} is not seen at the court, but may still become visible. Ask again in {seconds} seconds, or "
         "give "
         "--vent."},
        {"filing.no_visible_within",
         "{id} ses ikke hos retten, men hvor længe det tager at blive synligt, er ikke oplyst. Sæt "
         "`visible-within` i "
         "profilen, eller se efter på portalen og afgør det med --som.",
         "{id} is not seen at the court, but how long it takes to become visible is not stated. Set "
         "`visible-within` "
         "in the profile, or look on the portal and decide it with --som."},
        {"filing.count",
         "Retten har et andet antal magen til {id}, end journalen kan gøre rede for. Se efter på portalen, "
         "og afgør "
         "det med `skifte indsendelse afklar {id} --som …`.",
         "The court has another number of the like of {id} than the journal can account for. Look on the "
         "portal, and "
         "decide it with `skifte indsendelse afklar {id} --som …`."},
        {"filing.list_changing",
         "Listen på portalen blev ændret, hver gang den blev læst, så det er uvist, om {id} er indgivet. Kør "
         "`skifte indsendelse afklar {id}` igen om lidt.",
         "The list on the portal changed each time it was read, so it is not known whether {id} was filed. "
         "Run `skifte indsendelse afklar {id}` again in a while."},
        {"filing.other_content",
         "Retten har noget, der kan være {id}, men siger noget andet. Se efter på portalen, og afgør det med "
         "`skifte indsendelse afklar {id} --som …`.",
         "The court has something that may be {id}, but says something else. Look on the portal, and decide "
         "it with "
         "`skifte indsendelse afklar {id} --som …`."},

        {"decision.refused",
         "Retten har afslået at udsætte fristen.[ Begrundelse: {reason}] `skifte frist liste {case}` viser, "
         "hvad der gælder.",
         "The court has refused to extend the deadline.[ Reason: {reason}] `skifte frist liste {case}` shows "
         "what applies."},
        {"decision.undecided",
         "Retten har ikke afgjort det endnu. Vent videre med `skifte frist afvent --sag {case} --udsaettelse "
         "{id}`.",
         "The court has not decided yet. Go on waiting with `skifte frist afvent --sag {case} --udsaettelse "
         "{id}`."},
        {"receipt.differs",
         "Det er indgivet, men retten viser noget andet end det, der blev sendt: {fields}. Se efter på "
         "portalen, og sammenhold med kvitteringen {id}.",
         "It is filed, but the court shows something else than what was sent: {fields}. Look on the portal, "
         "and compare with the receipt {id}."},
        {"result.due", "Kontrollen fandt noget. Det står i resultatet.",
         "The check found something. The result says what."},
        {"result.partly", "Noget blev ikke indgivet. Resultatet siger, hvad og hvorfor.",
         "Some of it was not filed. The result says what, and why."},
        {"result.court_refused", "Retten har givet afslag. Resultatet siger hvorfor.",
         "The court has refused. The result says why."},
        {"result.undecided", "Retten har ikke afgjort det endnu. Spørg igen senere.",
         "The court has not decided yet. Ask again later."},
        {"result.unknown",
         "Det vides ikke, om det blev indgivet. `skifte indsendelse liste --tilstand unknown` viser, hvad "
         "der "
         "skal afklares.",
         "It is not known whether it was filed. `skifte indsendelse liste --tilstand unknown` shows what is "
         "to be settled."},

        {"effect.none", "Intet er indgivet; kommandoen kan køres igen.",
         "Nothing was filed; the command can be run again."},
        {"effect.done", "Det er indgivet; `skifte kvittering liste` viser kvitteringen.",
         "It is filed; `skifte kvittering liste` shows the receipt."},
        {"effect.unknown",
         "Det vides ikke, om det blev indgivet. Send det ikke igen; `skifte indsendelse liste --tilstand "
         "unknown` viser, "
         "hvad der skal afklares.",
         "It is not known whether it was filed. Do not send it again; `skifte indsendelse liste --tilstand "
         "unknown` "
         "shows what is to be settled."},
        {"effect.unknown.id",
         "Det vides ikke, om det blev indgivet. Send det ikke igen: kør `skifte indsendelse afklar {id}`.",
         "It is not known whether it was filed. Do not send it again: run `skifte indsendelse afklar {id}`."},
    };
    return texts;
}

}  // namespace skifte::cli
