// RowPrint: what a row is known by in one process, made from its fields in whatever order they come. Two rows
// have the same print where filing::Identity has the same texts.
#pragma once

#include "cli/objects.hpp"

#include <skifte/batch/source.hpp>
#include <skifte/filing/filing.hpp>
#include <skifte/support/siphash.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

class RowPrint {
public:
    // None for an operation whose identity is more than where the thing is filed and single fields of it.
    [[nodiscard]] static std::optional<RowPrint> of(const openapi::Operation& operation);

    struct Field {
        std::uint64_t key = 0;
        bool identifies = false;
    };
    [[nodiscard]] Field field(const std::string& dotted) const;

    // Of what is the same for all rows that go where this one goes.
    [[nodiscard]] batch::Print base(const filing::Identity& identity, std::string_view parent) const;
    // With a field that is not null. `canonical`: its filing::canonical_text.
    void add(batch::Print& print, const Field& field, Json::Kind kind, std::string_view canonical) const {
        const std::uint64_t hash = SipHash{key_}.add(field.key).add(canonical).value();
        // Texts and numbers that look the same are one identity, and two contents.
        if (field.identifies && !canonical.empty()) print.identity += hash;
        print.content += hash * (2 * static_cast<std::uint64_t>(kind) + 1);
    }
    // With all fields of an object.
    void add(batch::Print& print, const Json& object) const { add(print, object, ""); }

private:
    void add(batch::Print& print, const Json& object, const std::string& prefix) const;

    SipHash::Key key_ = process_key();
    std::vector<std::string_view> identity_;  // dotted names of fields
    std::string body_;                        // before them, in the overlay's words: "body.krav."
};

}  // namespace skifte::cli
