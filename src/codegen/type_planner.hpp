// Decides the C++ type of every schema that a call carries, and collects the structs and enums this takes.
#pragma once

#include "codegen/kind.hpp"
#include "codegen/names.hpp"
#include "codegen/plan.hpp"

#include <map>
#include <set>

namespace skifte::codegen {

class TypePlanner {
public:
    TypePlanner(Plan& plan, Names& names, Refusals& refusals);

    // Plans the type of a schema and of all it is made of. Null is any value.
    void use(const openapi::Schema* schema);
    // When everything is in use: boxes, order and spelling.
    void finish();

    // "std::vector<KravListItem>"; precondition: use() has seen it.
    [[nodiscard]] std::string spell(const openapi::Schema* schema) const;
    // The same where null is a value too: std::optional around it.
    [[nodiscard]] std::string spell_nullable(const openapi::Schema* schema) const;
    // A member or an argument: plain where it is always there and never null, else api::Field.
    [[nodiscard]] std::string spell_field(const openapi::Schema* schema, bool plain,
                                          bool boxed = false) const;

    // Whether a type is made from the schema at this JSON pointer, or from one below it.
    [[nodiscard]] bool has_used(std::string_view pointer) const;
    // The scope of the types; operations share it.
    [[nodiscard]] Scope& scope() noexcept { return scope_; }

private:
    [[nodiscard]] bool refuse_choice(const openapi::Schema& schema);
    void use_part(const openapi::Schema* part, const openapi::Schema& whole);
    void add_struct(const openapi::Schema& schema);
    void add_enum(const openapi::Schema& schema);
    [[nodiscard]] std::string type_name(const openapi::Schema& schema);

    Plan& plan_;
    Names& names_;
    Refusals& refusals_;
    Scope scope_;
    std::set<const openapi::Schema*> seen_;
    std::set<const openapi::Schema*> opaque_;   // refused: spelt as any value, so that planning goes on
    std::vector<const openapi::Schema*> open_;  // lists and maps around what is being planned, up to a struct
    std::map<const openapi::Schema*, std::string> type_names_;
};

// A property that every struct holding it must have, in requests and answers alike, and that is never null.
[[nodiscard]] bool is_plain(const openapi::Property& property);

}  // namespace skifte::codegen
