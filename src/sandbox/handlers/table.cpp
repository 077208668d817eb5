// Which function serves which operation.
#include "sandbox/handlers/handlers.hpp"

#include <algorithm>
#include <array>

namespace skifte::sandbox {
namespace {

struct Entry {
    std::string_view operation;
    Handler handler;
};

constexpr std::array table{
    Entry{"listSager", list_sager},
    Entry{"findSagerAendretSiden", find_sager_aendret_siden},
    Entry{"hentSag", hent_sag},
    Entry{"listFrister", list_frister},
    Entry{"hentFrist", hent_frist},
    Entry{"anmodOmFristudsaettelse", anmod_om_fristudsaettelse},
    Entry{"listFristudsaettelser", list_fristudsaettelser},
    Entry{"hentFristudsaettelse", hent_fristudsaettelse},
    Entry{"listRedegoerelser", list_redegoerelser},
    Entry{"indsendRedegoerelse", indsend_redegoerelse},
    Entry{"hentRedegoerelse", hent_redegoerelse},
    Entry{"hentRedegoerelseDokument", hent_redegoerelse_dokument},
    Entry{"listAnmodninger", list_anmodninger},
    Entry{"opretAnmodning", opret_anmodning},
    Entry{"hentAnmodning", hent_anmodning},
    Entry{"listDokumenter", list_dokumenter},
    Entry{"hentDokument", hent_dokument},
    Entry{"hentDokumentIndhold", hent_dokument_indhold},
    Entry{"listBilag", list_bilag},
    Entry{"opretBilag", opret_bilag},
    Entry{"hentBilag", hent_bilag},
    Entry{"hentBilagIndhold", hent_bilag_indhold},
    Entry{"listKrav", list_krav},
    Entry{"hentKrav", hent_krav},
    Entry{"listTilgodehavender", list_tilgodehavender},
    Entry{"hentTilgodehavende", hent_tilgodehavende},
};

}  // namespace

Handler find_handler(std::string_view operation) noexcept {
    const auto* const found = std::ranges::find(table, operation, &Entry::operation);
    return found == table.end() ? nullptr : found->handler;
}

}  // namespace skifte::sandbox
