// JSON Lines: what was a member of a member becomes one again.
#include "sheet/writers.hpp"

#include <skifte/support/json.hpp>

namespace skifte::sheet {

namespace {

Json value_of(const Cell& cell) {
    switch (cell.kind) {
    case Kind::number:
    case Kind::list:
        if (auto value = Json::parse(cell.text)) return std::move(value).value();
        break;
    case Kind::boolean: return Json(cell.text == "true");
    default: break;
    }
    return Json(cell.text);
}

void set(Json& object, std::string_view name, Json value) {
    const auto dot = name.find('.');
    Json* inner = dot == std::string_view::npos ? nullptr : object.find(name.substr(0, dot));
    // A name that something else stands in the way of is kept whole.
    if (dot == std::string_view::npos || (inner != nullptr && !inner->is_object())) {
        object.set(name, std::move(value));
        return;
    }
    if (inner == nullptr) inner = object.set(name.substr(0, dot), Json::object()).find(name.substr(0, dot));
    set(*inner, name.substr(dot + 1), std::move(value));
}

class JsonLinesWriter final : public Writer {
public:
    JsonLinesWriter(FileReplacement file, std::vector<Column> columns)
        : file_(std::move(file)), columns_(std::move(columns)) {}

    Result<void> row(std::span<const Cell> cells) override {
        Json object = Json::object();
        for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i)
            if (!cells[i].empty()) set(object, columns_[i].name, value_of(cells[i]));
        return file_.write(object.dump() + "\n");
    }
    Result<void> finish() override { return file_.commit(); }

private:
    FileReplacement file_;
    std::vector<Column> columns_;
};

}  // namespace

Result<std::unique_ptr<Writer>> create_json_lines(const std::filesystem::path& path,
                                                  std::vector<Column> columns) {
    SKIFTE_TRY(FileReplacement file, FileReplacement::begin(path));
    return std::unique_ptr<Writer>(std::make_unique<JsonLinesWriter>(std::move(file), std::move(columns)));
}

}  // namespace skifte::sheet
