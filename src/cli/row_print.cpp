// See row_print.hpp. A print is a sum of hashes under a random key, one for each field: of two different sets
// of fields the sums are the same as rarely as two hashes.
#include "cli/row_print.hpp"

#include "cli/field_text.hpp"

#include <skifte/filing/canonical.hpp>

#include <algorithm>

namespace skifte::cli {

std::optional<RowPrint> RowPrint::of(const openapi::Operation& operation) {
    const openapi::LookUp* look_up = operation.facts.look_up;
    const Content content = content_of(operation);
    // What changes an object is known by more than its fields, and so is what has no facts of its own.
    if (content.schema == nullptr || operation.facts.identity.empty() ||
        (look_up != nullptr && !look_up->state.empty()))
        return std::nullopt;
    RowPrint print;
    print.body_ = content.part.empty() ? "body." : "body." + std::string(content.part) + ".";
    for (std::string_view source : operation.facts.identity) {
        if (!source.starts_with("body.")) continue;  // the same for all rows of a place
        if (!source.starts_with(print.body_)) return std::nullopt;
        source.remove_prefix(print.body_.size());
        const openapi::Schema* schema = find_field(*content.schema, source);
        if (schema == nullptr || !schema->properties.empty() || schema->type == openapi::Type::object)
            return std::nullopt;
        print.identity_.push_back(source);
    }
    return print;
}

RowPrint::Field RowPrint::field(const std::string& dotted) const {
    return {SipHash{key_}.add(dotted).value(),
            std::find(identity_.begin(), identity_.end(), dotted) != identity_.end()};
}

batch::Print RowPrint::base(const filing::Identity& identity, std::string_view parent) const {
    SipHash hash{key_};
    hash.add(identity.operation).add(filing::canonical_text(identity.target));
    for (const auto& [source, value] : identity.identity)
        if (!source.starts_with(body_)) hash.add(source).add(value);
    return {hash.value(), SipHash{key_}.add(parent).value()};
}

void RowPrint::add(batch::Print& print, const Json& object, const std::string& prefix) const {
    for (const auto& [name, value] : object.members()) {
        if (value.is_object())
            add(print, value, prefix + name + ".");
        else if (!value.is_null())
            add(print, field(prefix + name), value.kind(), filing::canonical_text(value));
    }
}

}  // namespace skifte::cli
