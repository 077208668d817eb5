// What is filed in an estate.
#pragma once

#include "sandbox/handlers/objects.hpp"

namespace skifte::sandbox {

extern const ObjectKind bo_krav;
extern const ObjectKind bo_tilgodehavende;
extern const ObjectKind forespoergsel;
extern const ObjectKind effektfortegnelse;
extern const ObjectKind proformaopgoerelse;

}  // namespace skifte::sandbox
