// Reads an OpenAPI 3.0 description, YAML or JSON, and its overlay into the model.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/result.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::openapi {

// The C++ names that an overlay gives where the rules give none that is usable and unique.
struct GivenName {
    std::string kind;  // "schemas", "properties", "values", "operations", "arguments"
    // "krav", "krav.type", "kravtype.A-B", "opretKrav", "opretKrav.query.side". A schema that stands inline
    // goes by its JSON pointer in place of a name.
    std::string wire;
    std::string name;
    Location at;  // in the overlay; as long as the Document lives
};

// Owns all that a Spec points to.
class Document {
public:
    struct Storage;
    explicit Document(std::shared_ptr<const Storage> storage, const Spec* spec);

    [[nodiscard]] const Spec& spec() const noexcept { return *spec_; }
    [[nodiscard]] std::string_view
    cpp_namespace() const noexcept;  // "likvidator::v1"; "" if the overlay has none
    [[nodiscard]] Location cpp_namespace_at() const noexcept;
    [[nodiscard]] const std::vector<GivenName>& given_names() const noexcept;
    // What the file says and the model does not hold: each with path "file:line #/pointer" and a code
    // (openapi.keyword for a key that OpenAPI 3.0 does not know, openapi.unsupported for one that we have no
    // place for, …). Such a spec can be called; code must not be generated from what these concern.
    [[nodiscard]] const std::vector<Fault>& unexpressed() const noexcept;

private:
    std::shared_ptr<const Storage> storage_;
    const Spec* spec_;
};

struct Source {
    std::string name;  // shown in messages; a file's name
    std::string text;
};

// Reads `spec`, with the facts of `overlay` where one is given. References are followed inside the file only;
// reading a spec opens no other file and no connection.
// A component that is nothing but a $ref is the one it refers to. An operation is secured unless `security`
// says that it is not; one without an operationId gets a name of its method and path ("get_sager_sagId").
// Errors: openapi.invalid (file, count) with all faults, each with path "file:line #/pointer" and a code of
// its own (openapi.yaml, openapi.duplicate_key, openapi.reference, openapi.reference_outside,
// openapi.version, openapi.type, openapi.value, openapi.allof_conflict, openapi.overlay_unknown_operation,
// …).
[[nodiscard]] Result<Document> read(const Source& spec, const Source* overlay = nullptr);

// The same from files; `name.overlay.yaml` beside `name.yaml` is taken where it exists and `with_overlay`.
[[nodiscard]] Result<Document> read_file(const std::filesystem::path& spec, bool with_overlay = true);

}  // namespace skifte::openapi
