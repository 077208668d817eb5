// The commands of each noun. One file per noun beside this one; `commands()` puts them together in the help's
// order.
#pragma once

#include "cli/command.hpp"

#include <span>

namespace skifte::cli {

[[nodiscard]] std::span<const Command> sag_commands();
[[nodiscard]] std::span<const Command> bo_commands();
[[nodiscard]] std::span<const Command> selskab_commands();
[[nodiscard]] std::span<const Command> redegoerelse_commands();
[[nodiscard]] std::span<const Command> frist_commands();
[[nodiscard]] std::span<const Command> anmodning_commands();
[[nodiscard]] std::span<const Command> dokument_commands();
[[nodiscard]] std::span<const Command> krav_commands();
[[nodiscard]] std::span<const Command> tilgodehavende_commands();
[[nodiscard]] std::span<const Command> forespoergsel_commands();
[[nodiscard]] std::span<const Command> effektfortegnelse_commands();
[[nodiscard]] std::span<const Command> proformaopgoerelse_commands();
[[nodiscard]] std::span<const Command> indsendelse_commands();
[[nodiscard]] std::span<const Command> kvittering_commands();
[[nodiscard]] std::span<const Command> batch_commands();
[[nodiscard]] std::span<const Command> auth_commands();
[[nodiscard]] std::span<const Command> cert_commands();
[[nodiscard]] std::span<const Command> config_commands();
[[nodiscard]] std::span<const Command> api_commands();
[[nodiscard]] std::span<const Command> sandbox_commands();
[[nodiscard]] std::span<const Command> doctor_commands();
[[nodiscard]] std::span<const Command> version_commands();

}  // namespace skifte::cli
