// The tables of the nouns that are filed alike, for what reads a sheet of them.
#pragma once

#include "cli/objects.hpp"

namespace skifte::cli {

extern const Noun krav_noun;
extern const Noun tilgodehavende_noun;
extern const Noun forespoergsel_noun;
extern const Noun effektfortegnelse_noun;
extern const Noun proformaopgoerelse_noun;

}  // namespace skifte::cli
