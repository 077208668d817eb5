// The overlay: facts about a spec that OpenAPI has no word for, each reference checked against the spec. The
// format is that of specs/README.md. All faults of an overlay are hard: it is ours.
#pragma once

#include "openapi/schema_reader.hpp"

namespace skifte::openapi {

class OverlayReader {
public:
    OverlayReader(Fields& fields, Document::Storage& storage) : fields_(fields), storage_(storage) {}

    // Needed before the schemas of the spec are read.
    [[nodiscard]] std::vector<SensitiveRule> read_sensitive();
    // Everything else, once they are filled: facts of `operations` (which look-ups point to), needs and
    // names.
    void read(std::vector<Operation>& operations, std::string_view spec_file,
              const std::vector<SensitiveRule>& rules);

private:
    void read_head(std::string_view spec_file);
    void read_needs();
    void read_names();
    void read_errors(std::vector<Operation>& operations);
    [[nodiscard]] bool is_named(std::string_view kind, Text wire) const;
    void check_sensitive(const std::vector<SensitiveRule>& rules);
    void read_facts(const Node& node, Operation& operation);
    static void name_items(std::vector<Operation>& operations);
    void read_effects(const Node& node, Facts& facts);
    const LookUp* read_look_up(const Node& node, const Operation& filing);
    const LookUp* read_state_look_up(const Node& stated, const Operation& filing);
    const ReadBack* read_back(const Node& node, const Operation& filing);
    const Decision* read_decision(const Node& node, const Operation& filing);
    void read_receipt(const Node& node, const Operation& filing, Facts& facts);

    [[nodiscard]] const Operation* named_operation(const Node& of);
    std::span<const Binding> arguments(const Node& of, const Operation& target, const Operation& filing);
    std::span<const Binding> comparisons(const Node& of, std::string_view key, const Schema* within,
                                         const Operation& filing);
    std::span<const Text> sources(const Node& of, std::string_view key, const Operation& filing);
    std::span<const Text> values(const Node& of, std::string_view key, const Schema* of_schema);
    Text error_pointer(const Node& at, Text faults = {});
    Text pointer(const Node& of, std::string_view key, const Schema* within);
    void check_pointer(const Node& at, Text pointer, const Schema* within);
    void check_source(const Node& at, const Operation& filing);
    void only(const Node& of, std::initializer_list<std::string_view> keys);
    Text word(const Node& of, std::string_view key, std::initializer_list<std::string_view> words);
    void require(const Node& of, std::initializer_list<std::string_view> keys);

    Fields& fields_;
    Document::Storage& storage_;
    const std::vector<Operation>* operations_ = nullptr;
};

}  // namespace skifte::openapi
