// Tables: see the header.
#include "codegen/tables.hpp"

#include "codegen/text.hpp"

namespace skifte::codegen {

std::string Tables::texts(const std::string& wish, std::span<const openapi::Text> items) {
    if (items.empty()) return {};
    std::vector<std::string> quoted;
    for (const openapi::Text item : items) quoted.push_back(literal(item));
    std::string key = "Text\n";
    for (const std::string& item : quoted) key += item + "\n";
    std::string& name = placed_[key];
    if (!name.empty()) return name;
    name = names_.fresh(wish);
    out_.list("constexpr Text " + name + "[] = {", quoted, "};");
    return name;
}

std::string Tables::place(const char* type, const std::string& wish, const char* suffix, const Writer& rows) {
    std::string& name = placed_[std::string(type) + suffix + "\n" + rows.text()];
    if (!name.empty()) return name;
    name = names_.fresh(wish);
    out_.line(std::string("constexpr ") + type + " " + name + suffix + (*suffix == '\0' ? "{" : " = {"));
    out_.append(rows).line("};");
    return name;
}

std::string Tables::address(const openapi::Schema* schema) const {
    return schema == nullptr ? "" : "&schemas::" + plan_.schema_names.object(*schema);
}

void write_flag(Writer& out, const char* name, bool value, bool by_default) {
    if (value != by_default) out.line(std::string(".") + name + " = " + (value ? "true," : "false,"));
}

void write_raw(Writer& out, const char* name, const std::string& value) {
    if (!value.empty()) out.line(std::string(".") + name + " = " + value + ",");
}

openapi::Text main_file(const openapi::Spec& spec) {
    if (!spec.operations.empty()) return spec.operations.front().at.file;
    return spec.schemas.empty() ? openapi::Text{} : spec.schemas.front()->at.file;
}

void write_location(Writer& out, const Plan& plan, const openapi::Location& at) {
    if (at.file.empty() && at.line == 0) return;
    const std::string file = at.file == main_file(*plan.spec) ? "schemas::file" : literal(at.file);
    out.line(".at = {" + file + ", " + std::to_string(at.line) + "},");
}

}  // namespace skifte::codegen
