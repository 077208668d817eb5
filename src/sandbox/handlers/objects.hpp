// Things that a party files, lists, reads, changes and deletes alike, in a case or an estate: krav,
// tilgodehavender and what else there is of that kind. A row says what is particular to one; the rest is the
// spec's.
#pragma once

#include "sandbox/handlers/call.hpp"

#include <span>
#include <string_view>

namespace skifte::sandbox {

struct ObjectKind {
    std::string_view kind;              // in the state, and the name of its JSON part: "krav"
    std::string_view id;                // "kravId"
    std::string_view title;             // "Kravet", for refusals
    std::string_view tilknytningstype;  // of its bilag: "KRAV"
    std::string_view first_status;      // when it is received
    std::span<const std::string_view> settled =
        {};  // the statuses in which it can be neither changed nor deleted
    // What the spec cannot say of its content: the faults, where `at` leads to the content in the request.
    // `before` is the document that is changed, null for a new one.
    std::vector<Detail> (*faults)(const Json& said, const std::string& at, const Document* before) = nullptr;
    // What the portal itself says of what was filed or changed. Null for nothing.
    Json (*members)(const Call& call, const Json& filed) = nullptr;
    // What comes of it later: members to be set after the court's delay. Null for nothing.
    Json (*decision)(const Call& call, const Json& filed) = nullptr;
};

[[nodiscard]] Result<Answer> list_objects(const Call& call, const ObjectKind& kind);
[[nodiscard]] Result<Answer> read_object(const Call& call, const ObjectKind& kind);
// A multipart body: the part of the kind's name, and the files of `bilag`.
[[nodiscard]] Result<Answer> create_object(const Call& call, const ObjectKind& kind);
// A JSON body: all that the object is to say. Where the operation takes If-Match it is heeded (412).
[[nodiscard]] Result<Answer> change_object(const Call& call, const ObjectKind& kind);
[[nodiscard]] Result<Answer> remove_object(const Call& call, const ObjectKind& kind);

// The same as handlers: list_of<krav>.
template <const ObjectKind& kind>
[[nodiscard]] Result<Answer> list_of(const Call& call) {
    return list_objects(call, kind);
}
template <const ObjectKind& kind>
[[nodiscard]] Result<Answer> read_of(const Call& call) {
    return read_object(call, kind);
}
template <const ObjectKind& kind>
[[nodiscard]] Result<Answer> create_of(const Call& call) {
    return create_object(call, kind);
}
template <const ObjectKind& kind>
[[nodiscard]] Result<Answer> change_of(const Call& call) {
    return change_object(call, kind);
}
template <const ObjectKind& kind>
[[nodiscard]] Result<Answer> remove_of(const Call& call) {
    return remove_object(call, kind);
}

}  // namespace skifte::sandbox
