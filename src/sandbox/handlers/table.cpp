// Which function serves which operation of which spec.
#include "sandbox/handlers/doedsbo.hpp"
#include "sandbox/handlers/handlers.hpp"
#include "sandbox/handlers/krav.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace skifte::sandbox {
namespace {

struct Entry {
    std::string_view operation;
    Handler handler;
};

constexpr std::array likvidator{
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
    Entry{"listKrav", list_of<krav>},
    Entry{"hentKrav", read_of<krav>},
    Entry{"listTilgodehavender", list_of<tilgodehavende>},
    Entry{"hentTilgodehavende", read_of<tilgodehavende>},
};

constexpr std::array kreditor{
    Entry{"searchSelskaber", search_selskaber},
    Entry{"findSelskaberAendretSiden", find_selskaber_aendret_siden},
    Entry{"hentSelskab", hent_selskab},
    Entry{"listKrav", list_of<krav>},
    Entry{"opretKrav", create_of<krav>},
    Entry{"hentKrav", read_of<krav>},
    Entry{"retKrav", change_of<krav>},
    Entry{"sletKrav", remove_of<krav>},
    Entry{"listTilgodehavender", list_of<tilgodehavende>},
    Entry{"opretTilgodehavende", create_of<tilgodehavende>},
    Entry{"hentTilgodehavende", read_of<tilgodehavende>},
    Entry{"retTilgodehavende", change_of<tilgodehavende>},
    Entry{"sletTilgodehavende", remove_of<tilgodehavende>},
    Entry{"listBilag", list_bilag},
    Entry{"opretBilag", opret_bilag},
    Entry{"hentBilag", hent_bilag},
    Entry{"hentBilagIndhold", hent_bilag_indhold},
};

constexpr std::array doedsbo{
    Entry{"searchBo", search_bo},
    Entry{"findChangedSince", find_changed_since},
    Entry{"hentBo", hent_bo},
    Entry{"listKrav", list_of<bo_krav>},
    Entry{"opretKrav", create_of<bo_krav>},
    Entry{"hentKrav", read_of<bo_krav>},
    Entry{"retKrav", change_of<bo_krav>},
    Entry{"sletKrav", remove_of<bo_krav>},
    Entry{"listTilgodehavender", list_of<bo_tilgodehavende>},
    Entry{"opretTilgodehavende", create_of<bo_tilgodehavende>},
    Entry{"hentTilgodehavende", read_of<bo_tilgodehavende>},
    Entry{"retTilgodehavende", change_of<bo_tilgodehavende>},
    Entry{"sletTilgodehavende", remove_of<bo_tilgodehavende>},
    Entry{"listForespoergsler", list_of<forespoergsel>},
    Entry{"opretForespoergsel", create_of<forespoergsel>},
    Entry{"hentForespoergsel", read_of<forespoergsel>},
    Entry{"retForespoergsel", change_of<forespoergsel>},
    Entry{"sletForespoergsel", remove_of<forespoergsel>},
    Entry{"listEffektfortegnelser", list_of<effektfortegnelse>},
    Entry{"opretEffektfortegnelse", create_of<effektfortegnelse>},
    Entry{"hentEffektfortegnelse", read_of<effektfortegnelse>},
    Entry{"retEffektfortegnelse", change_of<effektfortegnelse>},
    Entry{"sletEffektfortegnelse", remove_of<effektfortegnelse>},
    Entry{"listProformaopgoerelser", list_of<proformaopgoerelse>},
    Entry{"opretProformaopgoerelse", create_of<proformaopgoerelse>},
    Entry{"hentProformaopgoerelse", read_of<proformaopgoerelse>},
    Entry{"retProformaopgoerelse", change_of<proformaopgoerelse>},
    Entry{"sletProformaopgoerelse", remove_of<proformaopgoerelse>},
    Entry{"listBilag", list_bilag},
    Entry{"opretBilag", opret_bilag},
    Entry{"hentBilag", hent_bilag},
    Entry{"hentBilagIndhold", hent_bilag_indhold},
};

struct Table {
    std::string_view spec;
    std::span<const Entry> entries;
};

constexpr std::array tables{
    Table{"tvangsoploesning-dirigent-likvidator-dist-oas", likvidator},
    Table{"tvangsoploesning-kreditor-dist-oas", kreditor},
    Table{"doedsbojournal-dist-oas", doedsbo},
};

}  // namespace

Handler find_handler(std::string_view spec, std::string_view operation) noexcept {
    const auto* const table = std::ranges::find(tables, spec, &Table::spec);
    if (table == tables.end()) return nullptr;
    const auto found = std::ranges::find(table->entries, operation, &Entry::operation);
    return found == table->entries.end() ? nullptr : found->handler;
}

}  // namespace skifte::sandbox
