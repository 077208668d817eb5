// See skifte/openapi/surface.hpp.
//
//   operation hentSag GET /sager/{sagId}
//   operation hentSag 200 application/json: sag
//   operation hentSag path sagId: string(uuid) required
//   schema sag.status: statusEnum required
//   schema statusEnum = "AFVIST"
#include <skifte/openapi/surface.hpp>

#include <algorithm>
#include <set>
#include <vector>

namespace skifte::openapi {

namespace {

// Inline schemas within inline schemas further than this, and more lines, come from a file that means harm.
constexpr int max_depth = 20;
constexpr std::size_t max_lines = 500'000;

class Surface {
public:
    void add_spec(const Spec& spec);
    [[nodiscard]] std::string text() const;

private:
    void add(std::string line) { lines_.insert(std::move(line)); }
    void add_operation(const Operation& operation);
    // A line for the schema at `place`, and what it holds where that is told nowhere else.
    void add_use(const std::string& place, const Schema* schema, const std::string& marks, int depth);
    void add_content(const std::string& place, std::span<const MediaType> content, const std::string& marks);
    void add_inside(const std::string& place, const Schema& schema, int depth);

    std::set<std::string> lines_;
    std::vector<const Schema*> open_;  // the inline schemas that we are in: a merged allOf may hold itself
    std::size_t uses_ = 0;
};

std::string text_of(Text text) {
    return std::string(text);
}

// The name, or what is said inline: "array of krav", "string(date) nullable max-length 10".
std::string type_of(const Schema& schema, int depth = 0) {
    std::string out;
    if (schema.type == Type::array && schema.items != nullptr && depth < max_depth) {
        const Schema& items = *schema.items;
        out = "array of " + (items.name.empty() ? type_of(items, depth + 1) : text_of(items.name));
    } else {
        out = text_of(to_string(schema.type));
    }
    if (!schema.format.empty()) out += "(" + text_of(schema.format) + ")";
    return out;
}

std::string limits_of(const Schema& schema) {
    std::string out;
    const auto flag = [&](bool set, const char* name) {
        if (set) (out += ' ') += name;
    };
    const auto count = [&](const std::optional<std::uint64_t>& limit, const char* name) {
        if (limit) out += std::string(" ") + name + " " + std::to_string(*limit);
    };
    const auto number = [&](Text limit, const char* name) {
        if (!limit.empty()) out += std::string(" ") + name + " " + text_of(limit);
    };
    flag(schema.nullable, "nullable");
    flag(schema.read_only, "read-only");
    flag(schema.write_only, "write-only");
    flag(schema.deprecated, "deprecated");
    count(schema.min_length, "min-length");
    count(schema.max_length, "max-length");
    number(schema.minimum, schema.exclusive_minimum ? "above" : "minimum");
    number(schema.maximum, schema.exclusive_maximum ? "below" : "maximum");
    number(schema.multiple_of, "multiple-of");
    count(schema.min_items, "min-items");
    count(schema.max_items, "max-items");
    flag(schema.unique_items, "unique-items");
    count(schema.min_properties, "min-properties");
    count(schema.max_properties, "max-properties");
    flag(!schema.additional_allowed, "closed");
    number(schema.default_value, "default");
    number(schema.pattern, "pattern");
    return out;
}

void Surface::add_inside(const std::string& place, const Schema& schema, int depth) {
    if (depth > max_depth) return;
    for (const Text value : schema.enum_values) add(place + " = " + text_of(value));
    for (const auto& property : schema.properties)
        add_use(place + "." + text_of(property.name), property.schema, property.required ? " required" : "",
                depth + 1);
    if (schema.items != nullptr && schema.items->name.empty())
        add_use(place + "[]", schema.items, "", depth + 1);
    if (schema.additional != nullptr) add_use(place + ".*", schema.additional, "", depth + 1);
    for (const Schema* choice : schema.one_of) add_use(place + " one-of", choice, "", depth + 1);
    for (const Schema* choice : schema.any_of) add_use(place + " any-of", choice, "", depth + 1);
    if (schema.negated != nullptr) add_use(place + " not", schema.negated, "", depth + 1);
}

void Surface::add_use(const std::string& place, const Schema* schema, const std::string& marks, int depth) {
    if (schema == nullptr) return add(place + ": any" + marks);
    if (!schema->name.empty()) {
        // What the place says beside the name: nullable is all that a wrapper can add to it.
        return add(place + ": " + text_of(schema->name) + marks + (schema->nullable ? " nullable" : ""));
    }
    add(place + ": " + type_of(*schema) + marks + limits_of(*schema));
    if (++uses_ > max_lines || std::find(open_.begin(), open_.end(), schema) != open_.end()) return;
    open_.push_back(schema);
    add_inside(place, *schema, depth);
    open_.pop_back();
}

void Surface::add_content(const std::string& place, std::span<const MediaType> content,
                          const std::string& marks) {
    for (const auto& media : content) {
        const std::string at = place + " " + text_of(media.type);
        add_use(at, media.schema, marks, 0);
        for (const auto& part : media.parts)
            if (!part.content_types.empty())
                add(at + " part " + text_of(part.property) + ": " + text_of(part.content_types));
    }
}

void Surface::add_operation(const Operation& operation) {
    const std::string at = "operation " + text_of(operation.id);
    add(at + " " + text_of(operation.method) + " " + text_of(operation.path) +
        (operation.deprecated ? " deprecated" : "") + (operation.secured ? "" : " unsecured"));
    for (const Text scope : operation.scopes) add(at + " scope " + text_of(scope));
    for (const auto& parameter : operation.parameters)
        add_use(at + " " + text_of(to_string(parameter.in)) + " " + text_of(parameter.name), parameter.schema,
                std::string(parameter.required ? " required" : "") + (parameter.explode ? " explode" : "") +
                    (parameter.json ? " json" : "") + (parameter.deprecated ? " deprecated" : ""),
                0);
    if (operation.body != nullptr)
        add_content(at + " body", operation.body->content, operation.body->required ? " required" : "");
    for (const auto& response : operation.responses) {
        const std::string place = at + " " + text_of(response.status);
        if (response.content.empty()) add(place + " no content");
        add_content(place, response.content, "");
        for (const auto& header : response.headers)
            add_use(place + " header " + text_of(header.name), header.schema,
                    header.required ? " required" : "", 0);
    }
}

void Surface::add_spec(const Spec& spec) {
    add("spec version " + text_of(spec.version));
    for (const Text server : spec.servers) add("spec server " + text_of(server));
    for (const auto& operation : spec.operations) add_operation(operation);
    for (const Schema* schema : spec.schemas) {
        const std::string place = "schema " + text_of(schema->name);
        add(place + ": " + type_of(*schema) + limits_of(*schema));
        add_inside(place, *schema, 0);
    }
}

std::string Surface::text() const {
    std::string out;
    for (const auto& line : lines_) (out += line) += '\n';
    return out;
}

}  // namespace

std::string surface(const Spec& spec) {
    Surface all;
    all.add_spec(spec);
    return all.text();
}

}  // namespace skifte::openapi
