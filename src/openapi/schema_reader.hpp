// Schemas of a file into the model: one Schema per place, however often it is referred to, with allOf merged.
#pragma once

#include "openapi/fields.hpp"

#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

namespace skifte::openapi {

// `property` of the component `schema` holds values that may not be shown.
struct SensitiveRule {
    const Node* at = nullptr;
    Text schema;
    Text property;
    Text as;
};

class SchemaReader {
public:
    SchemaReader(Fields& fields, std::vector<SensitiveRule> sensitive);

    // The schema at the node, or the one that its $ref leads to. Its address is final, its content stands
    // only after finish(): so recursion in a file costs no recursion here.
    [[nodiscard]] const Schema* read(const Node& node);
    // The schema that allows everything.
    [[nodiscard]] const Schema* any();
    void finish();

private:
    enum class State { waiting, busy, done };

    // A schema in the making. It comes from a node, or is a copy of another with the annotations of
    // `overrides`, or is the merger of `parts`.
    struct Draft {
        Schema* schema = nullptr;
        const Node* node = nullptr;
        Draft* copied = nullptr;
        std::vector<const Node*> overrides;
        Text sensitive;
        std::vector<Draft*> parts;
        std::vector<Property> properties;
        std::vector<Text> required;
        // The nodes that it is made of, sorted: what is made of the same nodes is the same schema.
        std::vector<const Node*> atoms;
        State atoms_state = State::waiting;
        State state = State::waiting;
    };

    Draft& make();
    Draft& draft_at(const Node& node);
    Draft& copy_of(Draft& from);
    Draft& draft_of(const Schema* schema) { return *drafts_by_schema_.at(schema); }
    [[nodiscard]] const Node* wrapped(const Node& node) const;

    const std::vector<const Node*>& atoms(Draft& draft, int depth);
    void fill(Draft& draft, int depth);
    void fill_from_node(Draft& draft, int depth);
    void finalise(Draft& draft);
    void mark_sensitive(Draft& draft);

    // schema_keywords.cpp
    void fill_own(Draft& own, const Node& node);
    void fill_limits(Schema& schema, const Node& node);
    void fill_members(Draft& own, const Node& node);
    void fill_values(Schema& schema, const Node& node);
    void annotate(Schema& schema, const Node& node);
    std::vector<const Schema*> read_list(const Node& node, std::string_view keyword);
    Type read_type(const Node& node);
    void check_limits(const Schema& schema, const Node& at);

    // schema_merge.cpp
    void merge(Draft& into, const Draft& part, const Node& at);
    void merge_type(Schema& into, const Schema& part, const Node& at);
    void merge_limits(Schema& into, const Schema& part, const Node& at);
    void merge_enum(Schema& into, const Schema& part, const Node& at);
    void merge_members(Draft& into, const Draft& part, const Node& at);
    void merge_choices(Schema& into, const Schema& part, const Node& at);
    const Schema* merged(const Schema* a, const Schema* b);
    void conflict(const Node& at, std::string_view keyword, std::string_view a, std::string_view b);
    void unmerged(const Node& at, std::string_view keyword);

    Fields& fields_;
    std::vector<SensitiveRule> sensitive_;
    const Node* components_ = nullptr;
    std::deque<Draft> drafts_;
    std::size_t next_ = 0;  // of drafts_: the first that finish() has not looked at
    std::unordered_map<const Node*, Draft*> drafts_by_node_;
    std::unordered_map<const Schema*, Draft*> drafts_by_schema_;
    std::map<std::vector<const Node*>, Draft*> mergers_;
    const Schema* any_ = nullptr;
    bool too_many_ = false;
};

}  // namespace skifte::openapi
