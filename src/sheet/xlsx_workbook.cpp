// Relationships, workbook and styles (ECMA-376 part 1, sections 18.2 and 18.8; part 2, section 9).
#include "sheet/xlsx_workbook.hpp"

#include "sheet/xlsx_xml.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace skifte::sheet {

namespace {

constexpr std::uint64_t small_part = std::uint64_t{16} << 20;
constexpr std::size_t max_sheets = 10'000;

int number_in(std::string_view text) {
    int number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool is_true(std::string_view text) {
    return text == "1" || text == "true";
}

struct Relation {
    std::string type;  // the last word of its URI
    std::string target;
};

class Relations final : public XmlHandler {
public:
    explicit Relations(std::string folder) : folder_(std::move(folder)) {}
    std::map<std::string, Relation, std::less<>> by_id;

    [[nodiscard]] std::string of_type(std::string_view type) const {
        for (const auto& [id, relation] : by_id)
            if (relation.type == type) return relation.target;
        return {};
    }
    Result<void> start(std::string_view name, const Attributes& attributes) override {
        if (name != "Relationship" || attributes.text("TargetMode") == "External") return {};
        const auto type = attributes.text("Type");
        by_id[std::string(attributes.text("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                     resolved(attributes.text("Target"))};
        return {};
    }
    Result<void> end(std::string_view) override { return {}; }

private:
    // From the archive's root, as the zip names it.
    [[nodiscard]] std::string resolved(std::string_view target) const {
        if (target.starts_with('/')) return std::string(target.substr(1));
        std::string folder = folder_;
        while (target.starts_with("../")) {
            target.remove_prefix(3);
            folder.erase(folder.empty() ? 0 : folder.rfind('/', folder.size() - 2) + 1);
        }
        if (target.starts_with("./")) target.remove_prefix(2);
        return folder + std::string(target);
    }

    std::string folder_;  // "" or ending in "/"
};

class WorkbookPart final : public XmlHandler {
public:
    WorkbookPart(const Relations& relations, Workbook& workbook)
        : relations_(relations), workbook_(workbook) {}

    Result<void> start(std::string_view name, const Attributes& attributes) override {
        if (name == "workbookPr") workbook_.counts_from_1904 = is_true(attributes.text("date1904"));
        if (name != "sheet" || workbook_.sheets.size() >= max_sheets) return {};
        const auto relation = relations_.by_id.find(attributes.text("id"));
        if (relation == relations_.by_id.end() || relation->second.type != "worksheet") return {};
        const auto state = attributes.text("state");
        workbook_.sheets.push_back({std::string(attributes.text("name")), relation->second.target,
                                    state.empty() || state == "visible"});
        return {};
    }
    Result<void> end(std::string_view) override { return {}; }

private:
    const Relations& relations_;
    Workbook& workbook_;
};

class Styles final : public XmlHandler {
public:
    explicit Styles(Workbook& workbook) : workbook_(workbook) {}

    Result<void> start(std::string_view name, const Attributes& attributes) override {
        if (name == "numFmt")
            formats_[number_in(attributes.text("numFmtId"))] = std::string(attributes.text("formatCode"));
        if (name == "cellXfs") in_cell_formats_ = true;
        if (name == "xf" && in_cell_formats_) {
            const int id = number_in(attributes.text("numFmtId"));
            const auto format = formats_.find(id);
            const std::string_view code = format == formats_.end() ? std::string_view{} : format->second;
            workbook_.styles.push_back(shows_date(id, code)      ? Style::date
                                       : shows_percent(id, code) ? Style::percent
                                                                 : Style::plain);
        }
        return {};
    }
    Result<void> end(std::string_view name) override {
        if (name == "cellXfs") in_cell_formats_ = false;
        return {};
    }

private:
    Workbook& workbook_;
    std::map<int, std::string> formats_;
    bool in_cell_formats_ = false;
};

// Whether the format for positive numbers has one of the characters in it, other than as mere text.
bool shows_one_of(std::string_view characters, std::string_view code) {
    char within = '\0';  // what ends the quotation or the bracket we are in
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (within != '\0') {
            if (c == within) within = '\0';
        } else if (c == '"') {
            within = '"';
        } else if (c == '[') {
            within = ']';
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;  // the next character stands for itself
        } else if (c == ';') {
            return false;
        } else if (characters.find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

Result<Relations> read_relations(const Package& package, const std::string& of) {
    const auto slash = of.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : of.substr(0, slash + 1);
    Relations relations{folder};
    SKIFTE_TRY(Part part, package.part(folder + "_rels/" + of.substr(folder.size()) + ".rels", small_part));
    SKIFTE_CHECK(parse_part(std::move(part), relations));
    return relations;
}

}  // namespace

bool shows_date(int id, std::string_view code) {
    if (code.empty())
        return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return shows_one_of("dDyY", code);
}

bool shows_percent(int id, std::string_view code) {
    return code.empty() ? id == 9 || id == 10 : shows_one_of("%", code);
}

Result<Workbook> read_workbook(const Package& package) {
    if (!package.has("_rels/.rels")) return package.damaged("_rels/.rels", "No such file");
    SKIFTE_TRY(const Relations root, read_relations(package, ""));
    const std::string part = root.of_type("officeDocument");
    if (part.empty()) return package.damaged("_rels/.rels", "no workbook");
    SKIFTE_TRY(const Relations relations, read_relations(package, part));
    Workbook workbook;
    WorkbookPart handler{relations, workbook};
    SKIFTE_TRY(Part xml, package.part(part, small_part));
    SKIFTE_CHECK(parse_part(std::move(xml), handler));
    workbook.strings_part = relations.of_type("sharedStrings");
    if (const std::string styles = relations.of_type("styles"); package.has(styles)) {
        Styles reader{workbook};
        SKIFTE_TRY(Part styles_xml, package.part(styles, small_part));
        SKIFTE_CHECK(parse_part(std::move(styles_xml), reader));
    }
    return workbook;
}

}  // namespace skifte::sheet
