// Paths of a file into operations: parameters, bodies, responses, security.
#pragma once

#include "openapi/schema_reader.hpp"

#include <set>
#include <string>

namespace skifte::openapi {

class OperationReader {
public:
    OperationReader(Fields& fields, SchemaReader& schemas) : fields_(fields), schemas_(schemas) {}

    [[nodiscard]] std::vector<Operation> read_paths();
    // What can be checked once the schemas are filled.
    void finish();

private:
    struct Place {
        std::string_view path;
        const Node& item;
        std::string_view method;
        const Node& node;
    };
    struct Encoding {
        const Node* node;
        const Schema* schema;
    };

    void claim_ids(const Node& item);
    void read_path(const Node& item, std::vector<Operation>& operations);
    Operation read_operation(const Place& place);
    Text operation_id(const Place& place);
    void read_security(const Place& place, Operation& operation);
    void read_scopes(const Node& requirement, Operation& operation);

    // parameter_reader.cpp
    std::span<const Parameter> read_parameters(const Place& place);
    void add_parameters(const Node& of, std::vector<Parameter>& list);
    std::optional<Parameter> read_parameter(const Node& node);
    void read_style(const Node& node, Parameter& parameter);
    void read_parameter_schema(const Node& node, Parameter& parameter);
    void check_path(const Place& place, const std::vector<Parameter>& parameters);

    // body_reader.cpp
    const Body* read_body(const Node& operation);
    std::span<const Response> read_responses(const Node& operation);
    std::span<const Header> read_headers(const Node& response);
    std::span<const MediaType> read_content(const Node& of);
    void check_media_type(const Node& at, Text type);
    std::span<const Part> read_encoding(const Node& media, const Schema* schema);
    Text read_example(const Node& of);

    Fields& fields_;
    SchemaReader& schemas_;
    std::set<Text> ids_;
    std::vector<Encoding> encodings_;
};

}  // namespace skifte::openapi
