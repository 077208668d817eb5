// Every schema of a spec, each once, with the PascalCase name that its place in the file gives it. Types and
// tables are both named by this, so that the table of struct KravListItem is krav_list_item.
#pragma once

#include <skifte/openapi/model.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace skifte::codegen {

// Hands out each name once: the second of a kind gets "_2".
class UniqueNames {
public:
    [[nodiscard]] std::string fresh(std::string wish);

private:
    std::set<std::string> used_;
};

class SchemaNames {
public:
    explicit SchemaNames(const openapi::Spec& spec);

    // In a stable order: the components by name, each followed by what stands in it, then what stands in
    // operations.
    [[nodiscard]] const std::vector<const openapi::Schema*>& schemas() const noexcept { return order_; }
    // "SagListItem", "SagListItemStatus", "IndsendRedegoerelseBody"; not unique, and "" if its letters have
    // no rule.
    [[nodiscard]] const std::string& of(const openapi::Schema& schema) const { return names_.at(&schema); }
    // The first that stands at the same place and is made of the same: the reader copies a component where a
    // wrapper describes it anew or makes it nullable, and both are one type.
    [[nodiscard]] const openapi::Schema& canonical(const openapi::Schema& schema) const {
        return *first_.at(&schema);
    }
    // The same as the unique name of an object: "sag_list_item_status".
    [[nodiscard]] const std::string& object(const openapi::Schema& schema) const {
        return objects_.at(&schema);
    }
    // The names that are left, for what stands beside them.
    [[nodiscard]] const UniqueNames& unique() const noexcept { return unique_; }

private:
    [[nodiscard]] std::string name_at(const openapi::Schema& schema, const std::string& place);
    void walk(const openapi::Schema* schema, const std::string& place);
    void walk(const openapi::Operation& operation);

    std::vector<const openapi::Schema*> order_;
    std::map<const openapi::Schema*, std::string> names_;
    std::map<const openapi::Schema*, std::string> objects_;
    std::map<const openapi::Schema*, const openapi::Schema*> first_;
    std::multimap<openapi::Text, const openapi::Schema*> by_path_;
    UniqueNames unique_;
};

}  // namespace skifte::codegen
