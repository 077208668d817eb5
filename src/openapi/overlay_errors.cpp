// Of the overlay: where an error body says what is wrong.
#include "openapi/overlay_reader.hpp"

#include "openapi/source_of_value.hpp"

namespace skifte::openapi {

namespace {

// Calls `each` with the schema of every JSON body that an operation may answer with other than a 2xx.
template <typename Each>
void each_error_schema(const std::vector<Operation>& operations, Each each) {
    for (const auto& operation : operations)
        for (const auto& response : operation.responses) {
            if (response.status.starts_with('2')) continue;
            for (const auto& media : response.content)
                if (media.schema != nullptr) each(*media.schema);
        }
}

}  // namespace

// The pointer must lead somewhere in at least one of them: not every error need say everything. "" if not.
Text OverlayReader::error_pointer(const Node& at, Text faults) {
    if (!fields_.expect(at, Node::Kind::string)) return {};
    const Text pointer = at.text;
    bool leads = false;
    each_error_schema(*operations_, [&](const Schema& schema) {
        const Schema* within = &schema;
        if (!faults.empty()) {
            const Schema* list = schema_at(schema, faults);
            within = list != nullptr ? list->items : nullptr;
        }
        leads = leads || (within != nullptr && schema_at(*within, pointer) != nullptr);
    });
    if (leads) return pointer;
    fields_.faults.add(at, "openapi.overlay_pointer", {{"pointer", at.text}});
    return {};
}

void OverlayReader::read_errors(std::vector<Operation>& operations) {
    const Node* stated = fields_.object(fields_.root(), "errors");
    if (stated == nullptr) return;
    only(*stated, {"message", "faults", "fault-field", "fault-message"});
    require(*stated, {"message"});
    ErrorBody& errors = storage_.errors;
    std::vector<Text> message;
    if (const Node* list = fields_.array(*stated, "message"))
        for (const Node* node : list->children) message.push_back(error_pointer(*node));
    errors.message = storage_.keep(std::move(message));
    if (const Node* faults = stated->find("faults")) {
        require(*stated, {"fault-message"});
        errors.faults = error_pointer(*faults);
    } else if (stated->find("fault-field") != nullptr || stated->find("fault-message") != nullptr) {
        require(*stated, {"faults"});
    }
    if (!errors.faults.empty()) {
        if (const Node* field = stated->find("fault-field"))
            errors.fault_field = error_pointer(*field, errors.faults);
        if (const Node* text = stated->find("fault-message"))
            errors.fault_message = error_pointer(*text, errors.faults);
    }
    for (auto& operation : operations) operation.errors = &errors;
}

}  // namespace skifte::openapi
