// Reads a spec and its overlay: the order of the steps, and what they make together.
#include <skifte/openapi/reader.hpp>

#include "openapi/operation_reader.hpp"
#include "openapi/overlay_reader.hpp"
#include "openapi/storage.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/files.hpp>

#include <algorithm>
#include <iterator>

namespace skifte::openapi {

namespace {

Failure invalid(const Source& spec, std::vector<Fault> faults) {
    Error error("openapi.invalid", {{"file", spec.name}, {"count", std::to_string(faults.size())}});
    error.faults = std::move(faults);
    return fail(std::move(error));
}

std::vector<Fault> joined(std::vector<Fault> list, std::vector<Fault> more) {
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return list;
}

std::string file_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string without_suffix(std::string_view file) {
    for (const std::string_view suffix : {".yaml", ".yml", ".json"})
        if (file.ends_with(suffix)) return std::string(file.substr(0, file.size() - suffix.size()));
    return std::string(file);
}

// 3.0.x. A text such as 3.0 without the last part does not occur in the standard.
void check_version(Fields& fields) {
    const Text version = fields.text(fields.root(), "openapi");
    if (version.starts_with("3.0.")) return;
    const Node* stated = fields.root().find("openapi");
    fields.faults.add(stated != nullptr ? *stated : fields.root(), "openapi.version",
                      {{"version", std::string(version)}});
}

Text server_url(const Node& server, Fields& fields) {
    std::string url(fields.text(server, "url"));
    if (const Node* variables = fields.object(server, "variables"))
        for (const Node* variable : variables->children) {
            const std::string name = "{" + variable->key + "}";
            const Text value = fields.text(*variable, "default");
            for (std::size_t at = url.find(name); at != std::string::npos;
                 at = url.find(name, at + value.size()))
                url.replace(at, name.size(), value);
        }
    return fields.storage().keep(std::move(url));
}

Text token_url(Fields& fields) {
    const Node* schemes = resolve(fields.root(), "#/components/securitySchemes");
    if (schemes == nullptr) return {};
    for (const Node* scheme : schemes->children)
        if (const Node* flow = resolve(*scheme, "#/flows/clientCredentials"))
            return fields.text(*flow, "tokenUrl");
    return {};
}

void read_head(Fields& fields, Spec& spec) {
    const Node& root = fields.root();
    fields.only(root, {"openapi", "info", "servers", "paths", "components", "security", "tags",
                       "externalDocs", "webhooks"});
    fields.without(root, {"webhooks"});
    check_version(fields);
    if (const Node* info = fields.object(root, "info")) {
        spec.title = fields.text(*info, "title");
        spec.version = fields.text(*info, "version");
    }
    std::vector<Text> servers;
    if (const Node* list = fields.array(root, "servers"))
        for (const Node* server : list->children)
            if (fields.expect(*server, Node::Kind::object)) servers.push_back(server_url(*server, fields));
    spec.servers = fields.storage().keep(std::move(servers));
    spec.token_url = token_url(fields);
}

std::vector<const Schema*> read_components(Fields& fields, SchemaReader& schemas) {
    std::vector<const Schema*> named;
    const Node* components = resolve(fields.root(), "#/components/schemas");
    if (components == nullptr || !fields.expect(*components, Node::Kind::object)) return named;
    for (const Node* node : components->children) named.push_back(schemas.read(*node));
    std::erase_if(named, [](const Schema* schema) { return schema->name.empty(); });
    std::sort(named.begin(), named.end(), [](const Schema* a, const Schema* b) { return a->name < b->name; });
    // A component that is nothing but a reference is the one it refers to.
    named.erase(std::unique(named.begin(), named.end()), named.end());
    return named;
}

// The files as trees. Without a fault both have an object at their root.
std::vector<Fault> parse(const Source& spec, const Source* overlay, Document::Storage& storage) {
    const auto parse_one = [](const Source& source, Tree& tree) {
        Faults faults(source.name);
        parse_yaml(source, tree, faults);
        if (tree.root != nullptr && !tree.root->is_object())
            faults.add(*tree.root, "openapi.type",
                       {{"expected", "object"}, {"found", std::string(to_string(tree.root->kind))}});
        return faults.take();
    };
    auto faults = parse_one(spec, storage.tree);
    return overlay != nullptr ? joined(std::move(faults), parse_one(*overlay, storage.overlay_tree)) : faults;
}

std::vector<Operation> read_spec(Fields& fields, SchemaReader& schemas) {
    Document::Storage& storage = fields.storage();
    OperationReader reader(fields, schemas);
    auto operations = reader.read_paths();
    auto named = read_components(fields, schemas);
    schemas.finish();
    reader.finish();
    storage.spec.schemas = storage.keep(std::move(named));
    storage.unexpressed = fields.unexpressed.take();
    return operations;
}

}  // namespace

Document::Document(std::shared_ptr<const Storage> storage, const Spec* spec)
    : storage_(std::move(storage)), spec_(spec) {}

std::string_view Document::cpp_namespace() const noexcept {
    return storage_->cpp_namespace;
}
Location Document::cpp_namespace_at() const noexcept {
    return storage_->cpp_namespace_at;
}
const std::vector<GivenName>& Document::given_names() const noexcept {
    return storage_->given_names;
}
const std::vector<Fault>& Document::unexpressed() const noexcept {
    return storage_->unexpressed;
}

Result<Document> read(const Source& spec, const Source* overlay) {
    auto storage = std::make_shared<Document::Storage>();
    auto faults = parse(spec, overlay, *storage);
    if (!faults.empty()) return invalid(spec, std::move(faults));

    Spec& model = storage->spec;
    model.name = storage->keep(without_suffix(file_name(spec.name)));
    model.digest = storage->keep(hex(sha256(spec.text)));
    Fields fields(*storage, storage->tree);
    read_head(fields, model);
    std::vector<Operation> operations;
    if (overlay == nullptr) {
        SchemaReader schemas(fields, {});
        operations = read_spec(fields, schemas);
    } else {
        model.overlay_digest = storage->keep(hex(sha256(overlay->text)));
        Fields overlay_fields(*storage, storage->overlay_tree);
        OverlayReader overlay_reader(overlay_fields, *storage);
        const auto sensitive = overlay_reader.read_sensitive();
        SchemaReader schemas(fields, sensitive);
        operations = read_spec(fields, schemas);
        overlay_reader.read(operations, file_name(spec.name), sensitive);
        faults = overlay_fields.faults.take();
    }
    faults = joined(fields.faults.take(), std::move(faults));
    if (!faults.empty()) return invalid(spec, std::move(faults));
    model.operations = storage->keep(std::move(operations));
    const Spec* made = &storage->spec;
    return Document(std::move(storage), made);
}

Result<Document> read_file(const std::filesystem::path& path, bool with_overlay) {
    Source spec{path.filename().string(), {}};
    SKIFTE_TRY(spec.text, skifte::read_file(path));
    std::filesystem::path beside = path;
    beside.replace_extension(".overlay.yaml");
    std::error_code error;
    if (!with_overlay || !std::filesystem::exists(beside, error)) return read(spec);
    Source overlay{beside.filename().string(), {}};
    SKIFTE_TRY(overlay.text, skifte::read_file(beside));
    return read(spec, &overlay);
}

}  // namespace skifte::openapi
