// Things that are filed, listed, shown, changed and deleted alike (krav, tilgodehavende, forespoergsel …),
// each in one or more places (an estate, a company, a case). A noun is a table; what a thing holds is the
// spec's to say.
#pragma once

#include "cli/calls.hpp"
#include "cli/command.hpp"

#include <skifte/api/call.hpp>
#include <skifte/openapi/model.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <span>
#include <string>
#include <string_view>

namespace skifte::cli {

using OperationOf = const openapi::Operation& (*)();

// A column of a sheet that says which place is meant, and the field of the search it fills in.
struct SearchColumn {
    std::string_view name;   // "cpr"
    std::string_view field;  // "cprNummer"
};

// Where things of a noun are, and the operations there; null where the spec has none.
struct Place {
    std::string_view flag;    // "bo"
    std::string_view parent;  // path parameter of the place: "doedsbojournalId"
    std::string_view id;      // path parameter of the thing: "kravId"
    const openapi::Spec& (*spec)() noexcept;
    OperationOf list, read;
    OperationOf create = nullptr, change = nullptr, remove = nullptr;
    // How a sheet may name the place other than by its id: the fields of the search's body, the first of
    // which is enough by itself, and the others together. Null: no such search.
    OperationOf search = nullptr;
    std::span<const SearchColumn> search_columns = {};
    // What must be known of the place of that id before something is filed there; null: nothing. The answer
    // is null where the access does not include it. Errors: as the call.
    Result<Json> (*look_up)(Context& context, std::string_view parent) = nullptr;
    // Whether `object` may be filed, by what was looked up, such as whether it is too late. Errors: filing.*
    // where it should not be; what is filed all the same is `anyway`.
    Result<void> (*before_filing)(Context& context, const Json& known, const Json& object,
                                  bool anyway) = nullptr;
    // What people call the place, for a confirmation (place_name.hpp); where `look_up` gives a `navn`, that
    // is it.
    Result<std::string> (*name_of)(Context& context, std::string_view parent) = nullptr;
};

// A flag that fills in one field of the thing.
struct FieldFlag {
    std::string_view flag;
    std::string_view field;  // dotted: "kreditor.navn"
    std::string_view value;  // what stands for the value in help: "BELØB"
    // The field is a list, and each use of the flag adds one item: "effekttype=SMYKKE;beskrivelse=En ring".
    bool item = false;
};

struct Noun {
    std::string_view name;  // "krav"; also the flag for its id
    std::string_view verb;  // how one is made: "anmeld" or "opret"
    std::span<const Place> places;
    std::span<const FieldFlag> fields;
    std::span<const Column> list_columns;
    std::span<const Column> columns;
    std::span<const Part> parts = {};
    bool by_sheet = false;  // many can be made from the rows of a sheet
};

// What one thing is made of, as the operation that makes or changes it takes it: the object of its body, or
// in a multipart body the part that is an object.
struct Content {
    std::string_view part;  // "" for a body that is the object itself
    const openapi::Schema* schema = nullptr;
    std::string_view files;  // the part that takes bilag; "" for none
};
[[nodiscard]] Content content_of(const openapi::Operation& operation);
// The arguments that file `object` in the place with that id.
[[nodiscard]] api::Arguments arguments_of(const Place& place, const openapi::Operation& operation,
                                          std::string_view parent, Json object);

// The place that the flags name, and its id. Errors: usage.place (expected), usage.two_places (first,
// second), usage.place_verb (place, expected) where it is none for this verb, cvr.invalid (flag, value).
enum class Verb { list, show, create, change, remove };
struct Where {
    const Place* place = nullptr;
    std::string id;
};
[[nodiscard]] Result<Where> place_of(const Noun& noun, const Parsed& flags, Verb verb);

[[nodiscard]] Result<Exit> list_objects(Context& context, const Noun& noun, const Parsed& flags);
[[nodiscard]] Result<Exit> show_object(Context& context, const Noun& noun, const Parsed& flags);
[[nodiscard]] Result<Exit> create_object(Context& context, const Noun& noun, const Parsed& flags);
[[nodiscard]] Result<Exit> change_object(Context& context, const Noun& noun, const Parsed& flags);
[[nodiscard]] Result<Exit> remove_object(Context& context, const Noun& noun, const Parsed& flags);
[[nodiscard]] Result<Exit> print_template(Context& context, const Noun& noun, const Parsed& flags);

}  // namespace skifte::cli
