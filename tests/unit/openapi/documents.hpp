// Small documents for the tests of the reader, and faults as lines that a test can compare.
#pragma once

#include <skifte/openapi/reader.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace skifte::openapi::test {

inline std::string indented(const std::string& text, int by) {
    std::string out;
    bool line_start = true;
    for (const char c : text) {
        if (line_start && c != '\n') out.append(static_cast<std::size_t>(by), ' ');
        out.push_back(c);
        line_start = c == '\n';
    }
    return out;
}

// The first line of `schemas` is line 6 of the document.
inline std::string with_schemas(const std::string& schemas) {
    return "openapi: 3.0.3\ninfo: {title: Prøve, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n" +
           indented(schemas, 4);
}

// The first line of `paths` is line 4 of the document.
inline std::string with_paths(const std::string& paths) {
    return "openapi: 3.0.3\ninfo: {title: Prøve, version: '1'}\npaths:\n" + indented(paths, 2);
}

// "code path name=value …"
inline std::vector<std::string> lines(const std::vector<Fault>& faults) {
    std::vector<std::string> out;
    for (const auto& fault : faults) {
        std::string line = fault.code + " " + fault.path;
        for (const auto& argument : fault.arguments) line += " " + argument.name + "=" + argument.value;
        out.push_back(line);
    }
    return out;
}

inline std::vector<std::string> faults_of(const std::string& text, const std::string* overlay = nullptr) {
    const Source facts{"spec.overlay.yaml", overlay != nullptr ? *overlay : ""};
    const auto document = read({"spec.yaml", text}, overlay != nullptr ? &facts : nullptr);
    if (document) return {};
    CHECK(document.error().code == "openapi.invalid");
    return lines(document.error().faults);
}

inline Document must_read(const std::string& text) {
    auto document = read({"spec.yaml", text});
    if (!document)
        for (const auto& line : lines(document.error().faults)) UNSCOPED_INFO(line);
    REQUIRE(document);
    return std::move(document).value();
}

inline const Schema& schema_of(const Document& document, std::string_view name) {
    const Schema* schema = document.spec().find_schema(name);
    REQUIRE(schema != nullptr);
    return *schema;
}

inline const Schema& property_of(const Schema& schema, std::string_view name) {
    const Property* property = schema.find(name);
    REQUIRE(property != nullptr);
    return *property->schema;
}

using Lines = std::vector<std::string>;

}  // namespace skifte::openapi::test
