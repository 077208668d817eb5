// The operations of the portal, one function each, and the table that finds them.
#pragma once

#include "sandbox/handlers/call.hpp"

#include <string_view>

namespace skifte::sandbox {

using Handler = Result<Answer> (*)(const Call&);

// By the spec's name and the operation's id. Null where the portal does not serve the operation.
[[nodiscard]] Handler find_handler(std::string_view spec, std::string_view operation) noexcept;

[[nodiscard]] Result<Answer> list_sager(const Call& call);
[[nodiscard]] Result<Answer> find_sager_aendret_siden(const Call& call);
[[nodiscard]] Result<Answer> hent_sag(const Call& call);

[[nodiscard]] Result<Answer> list_frister(const Call& call);
[[nodiscard]] Result<Answer> hent_frist(const Call& call);
[[nodiscard]] Result<Answer> anmod_om_fristudsaettelse(const Call& call);
[[nodiscard]] Result<Answer> list_fristudsaettelser(const Call& call);
[[nodiscard]] Result<Answer> hent_fristudsaettelse(const Call& call);

[[nodiscard]] Result<Answer> list_redegoerelser(const Call& call);
[[nodiscard]] Result<Answer> indsend_redegoerelse(const Call& call);
[[nodiscard]] Result<Answer> hent_redegoerelse(const Call& call);
[[nodiscard]] Result<Answer> hent_redegoerelse_dokument(const Call& call);

[[nodiscard]] Result<Answer> list_anmodninger(const Call& call);
[[nodiscard]] Result<Answer> opret_anmodning(const Call& call);
[[nodiscard]] Result<Answer> hent_anmodning(const Call& call);

[[nodiscard]] Result<Answer> list_dokumenter(const Call& call);
[[nodiscard]] Result<Answer> hent_dokument(const Call& call);
[[nodiscard]] Result<Answer> hent_dokument_indhold(const Call& call);

[[nodiscard]] Result<Answer> list_bilag(const Call& call);
[[nodiscard]] Result<Answer> opret_bilag(const Call& call);
[[nodiscard]] Result<Answer> hent_bilag(const Call& call);
[[nodiscard]] Result<Answer> hent_bilag_indhold(const Call& call);

[[nodiscard]] Result<Answer> search_bo(const Call& call);
[[nodiscard]] Result<Answer> find_changed_since(const Call& call);
[[nodiscard]] Result<Answer> hent_bo(const Call& call);

[[nodiscard]] Result<Answer> search_selskaber(const Call& call);
[[nodiscard]] Result<Answer> find_selskaber_aendret_siden(const Call& call);
[[nodiscard]] Result<Answer> hent_selskab(const Call& call);

}  // namespace skifte::sandbox
