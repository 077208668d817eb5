// The model of one OpenAPI 3.0 description: what the reader makes of a file, and what the generator writes as
// tables into the program. Both are the same types, so there is one validator and one way to call.
//
// Everything here is a view: strings, spans and pointers to memory that outlives it, which is either a
// generated table (the whole program) or a `Document` (see reader.hpp). Aggregates all, so that a table is
// constant initialised and costs nothing at start. Immutable once made; safe to read from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace skifte::openapi {

using Text = std::string_view;

// Where something stands: "file:line" for messages. Generated tables carry the file's name, never its folder.
struct Location {
    Text file;
    int line = 0;
};

enum class Type { any, boolean, integer, number, string, array, object };
[[nodiscard]] Text to_string(Type type) noexcept;

struct Schema;

struct Property {
    Text name;
    const Schema* schema = nullptr;
    bool required = false;
};

// A schema with its $refs followed and its allOf merged. Limits are absent where the file states none.
struct Schema {
    Text name;  // of the component; "" for one that stands inline
    Text path;  // JSON pointer in the file, "#/components/schemas/krav"
    Location at;
    Text title;
    Text description;
    Type type = Type::any;
    Text format;  // "date", "uuid", "binary", … as written
    bool nullable = false;
    bool read_only = false;
    bool write_only = false;
    bool deprecated = false;
    bool unique_items = false;
    bool exclusive_minimum = false;
    bool exclusive_maximum = false;
    bool additional_allowed = true;
    std::optional<std::uint64_t> min_length;  // code points; bytes for format binary
    std::optional<std::uint64_t> max_length;
    std::optional<std::uint64_t> min_items;
    std::optional<std::uint64_t> max_items;
    std::optional<std::uint64_t> min_properties;
    std::optional<std::uint64_t> max_properties;
    Text minimum;  // a decimal as written, compared exactly; "" for none
    Text maximum;
    Text multiple_of;
    Text pattern;                          // ECMA-262 as the file has it, run by PCRE2; "" for none
    std::span<const Text> enum_values;     // JSON texts ("\"AFVIST\"", "3", "null")
    std::span<const Property> properties;  // in the file's order
    const Schema* items = nullptr;
    const Schema* additional = nullptr;  // schema of members not named in properties
    std::span<const Schema* const> one_of;
    std::span<const Schema* const> any_of;
    const Schema* negated = nullptr;  // `not`
    Text example;                     // JSON text; "" for none
    Text default_value;               // JSON text; "" for none
    Text sensitive;                   // from the overlay: "cpr" or "secret"; "" for what may be shown

    [[nodiscard]] const Property* find(Text property) const noexcept;
    [[nodiscard]] bool is_binary() const noexcept { return type == Type::string && format == "binary"; }
};

enum class In { path, query, header, cookie };
[[nodiscard]] Text to_string(In in) noexcept;
enum class Style { simple, form, label, matrix, space_delimited, pipe_delimited, deep_object };

struct Parameter {
    Text name;
    In in = In::query;
    Location at;
    Text description;
    bool required = false;
    bool deprecated = false;
    Style style = Style::simple;
    bool explode = false;
    bool json = false;  // `content: application/json` in place of a style
    const Schema* schema = nullptr;
    Text example;
};

// How one part of a multipart body is written.
struct Part {
    Text property;
    Text content_types;  // as written, comma separated; "" = the default for the schema
};

struct MediaType {
    Text type;  // "application/json"
    const Schema* schema = nullptr;
    std::span<const Part> parts;
    Text example;
};

struct Body {
    Location at;
    Text description;
    bool required = false;
    std::span<const MediaType> content;
};

struct Header {
    Text name;
    bool required = false;
    Text description;
    const Schema* schema = nullptr;
};

struct Response {
    Text status;  // "200", "4XX", "default"
    Location at;
    Text description;
    std::span<const Header> headers;
    std::span<const MediaType> content;
};

// `to` takes its value from `from`, in the words of the overlay: path.X, query.X, header.X, body.X (or
// body.PART.X in a multipart body), file.PART (its SHA-256), answer./pointer.
struct Binding {
    Text to;
    Text from;
};

// How a filing is found again at the portal when its effect is unknown.
struct LookUp {
    Text operation;
    std::span<const Binding> arguments;  // parameter of that operation <- source in the filing
    Text items;                          // JSON pointer to the array in its answer; "" = the answer itself
    Text id;                             // JSON pointer into one item
    Text time;
    std::span<const Binding> match;  // JSON pointer into one item <- source in the filing; all must agree
    Text reference;                  // the pointer among `match` that is a reference of ours; "" if none
    // "" where a list shows what was filed. "changed" and "gone": the operation reads the one object that the
    // filing changes or deletes, and its state tells; `match` and `version` point into that object.
    Text state;
    Text version;  // of "changed": the pointer to what every change alters; "" if the object has no such
};

struct ReadBack {
    Text operation;
    std::span<const Binding> arguments;
    std::span<const Binding> compare;  // JSON pointer into the answer <- source in the filing
};

// What the court makes of a filing, and where that is read.
struct Decision {
    Text operation;
    std::span<const Binding> arguments;
    Text at;  // JSON pointer into its answer
    std::span<const Text> pending;
    std::span<const Text> granted;
    std::span<const Text> refused;
};

// Where an error body says in words what is wrong: JSON pointers into it.
struct ErrorBody {
    std::span<const Text> message;  // the first of them that leads to a text
    Text faults;                    // the array of what is wrong with single fields; "" if none
    Text fault_field;               // pointers into one of its items: the field,
    Text fault_message;             // and what is wrong with it
};

struct StatusEffect {
    int status = 0;
    Text effect;  // none | done | unknown
};

// What the overlay says of an operation, beyond what OAS can.
struct Facts {
    Text provenance;  // attested | partly | ours; "" without an overlay
    Text source;
    Text need;                       // key into Spec::needs
    bool files = false;              // has legal effect: goes through the journal
    std::span<const Text> target;    // sources, as in Binding
    std::span<const Text> identity;  // sources
    Text receipt_id;                 // JSON pointers into the 2xx answer
    Text receipt_time;
    // Of a list: the JSON pointer to what tells one item from another; "" if no look-up reads that list.
    Text item_id;
    const LookUp* look_up = nullptr;
    std::optional<std::int64_t> visible_within_ms;
    const ReadBack* read_back = nullptr;
    const Decision* decision = nullptr;
    std::span<const StatusEffect> effect_of;
};

struct Operation {
    Text id;
    Text method;  // "GET"
    Text path;    // "/sager/{sagId}"
    Location at;
    Text tag;
    Text summary;
    Text description;
    bool deprecated = false;
    bool secured = true;  // wants a token
    std::span<const Text> scopes;
    std::span<const Parameter> parameters;
    const Body* body = nullptr;
    std::span<const Response> responses;
    const ErrorBody* errors = nullptr;  // from the overlay, the same for all; null: not stated
    Facts facts;

    // The response for a status: exact, then "4XX", then default; null if none.
    [[nodiscard]] const Response* response_for(int status) const noexcept;
    [[nodiscard]] const Parameter* find(In in, Text name) const noexcept;
};

struct Need {
    Text key;
    Text da;
    Text en;
};

struct Spec {
    Text name;  // file name without .yaml
    Text title;
    Text version;         // info.version
    Text digest;          // SHA-256 of the file, hex
    Text overlay_digest;  // "" without an overlay
    std::span<const Text> servers;
    Text token_url;
    bool client_certificate = false;
    std::span<const Operation> operations;
    std::span<const Schema* const> schemas;  // the named ones, by name
    std::span<const Need> needs;

    [[nodiscard]] const Operation* find_operation(Text id) const noexcept;
    [[nodiscard]] const Schema* find_schema(Text schema) const noexcept;
};

}  // namespace skifte::openapi
