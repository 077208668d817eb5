// What C++ type a schema asks for.
#pragma once

#include <skifte/openapi/model.hpp>

namespace skifte::codegen {

enum class Kind {
    any,          // Json
    text,         // std::string
    boolean,      // bool
    integer,      // std::int64_t
    amount,       // Amount: a number that is a multiple of 0.01
    decimal,      // api::Decimal: every other number
    date,         // Date
    instant,      // Instant
    uuid,         // api::Uuid
    binary,       // api::Attachment or bytes, where a body or a part is made of it; nowhere else
    enumeration,  // api::OpenEnum
    structure,    // a struct
    list,         // std::vector
    map,          // std::map, for an object that names no property but says what its members are
};

[[nodiscard]] Kind kind_of(const openapi::Schema& schema);

// Neither made of others nor of a form of its own: what a URL or a header can hold.
[[nodiscard]] bool is_scalar(Kind kind) noexcept;

enum class Media { json, form, multipart, binary, unsupported };

[[nodiscard]] Media media_of(openapi::Text media_type);

}  // namespace skifte::codegen
