#include <skifte/batch/report.hpp>

#include <utility>

namespace skifte::batch {

namespace {

constexpr std::string_view own_prefix = "skifte.";
constexpr const char* own_columns[] = {"skifte.status", "skifte.id", "skifte.tidspunkt", "skifte.fejlkode",
                                       "skifte.fejltekst"};

// What stands in the columns above.
struct Line {
    std::string status, id, time, code, text;
};

class Reporting {
public:
    Reporting(const Table& table, const journal::Journal& journal, const ReportOptions& options)
        : table_(table), journal_(journal), options_(options) {}

    [[nodiscard]] Result<Line> line(std::uint32_t index, const Item& item) const;

private:
    [[nodiscard]] Result<Line> filed_line(std::uint32_t index) const;
    void add_faults(Line& line, std::uint32_t index, const Item& item) const;

    const Table& table_;
    const journal::Journal& journal_;
    const ReportOptions& options_;
};

Result<Line> Reporting::filed_line(std::uint32_t index) const {
    const RowState& row = table_.rows[index];
    const auto told = table_.told.find(index);
    if (row.standing == Standing::done && told != table_.told.end())
        return Line{.status = "indgivet", .id = told->second.server_id, .time = told->second.server_time};
    SKIFTE_TRY(const journal::Filing filing, journal_.filing(row.filing()));
    Line line;
    line.status = filing.run == options_.run ? "indgivet" : "tidligere";
    if (row.standing == Standing::refused) line.status = "afvist";
    if (row.standing == Standing::unknown) line.status = "ukendt";
    line.id = filing.server_id;
    line.time = filing.server_time;
    line.code = filing.fault_code;
    // The court's own words where it said any.
    line.text = filing.fault_text;
    if (line.text.empty() && !line.code.empty())
        line.text = options_.say({"", line.code, {{"id", filing.id}}});
    return line;
}

void Reporting::add_faults(Line& line, std::uint32_t index, const Item& item) const {
    const auto add = [&](const Fault& fault) {
        if (line.code.empty()) line.code = fault.code;
        if (!line.text.empty()) line.text += "; ";
        if (!fault.path.empty()) line.text += fault.path + ": ";
        line.text += options_.say(fault);
    };
    for (const Fault& fault : item.faults) add(fault);
    if (const auto finding = table_.findings.find(index); finding != table_.findings.end())
        add(finding->second);
}

Result<Line> Reporting::line(std::uint32_t index, const Item& item) const {
    const RowState& row = table_.rows[index];
    Line line;
    switch (row.standing) {
    case Standing::done:
    case Standing::refused:
    case Standing::unknown: return filed_line(index);
    case Standing::there: line.status = "findes"; break;
    case Standing::changed: line.status = "aendret"; break;
    case Standing::faulty: line.status = "fejl"; break;
    case Standing::ready: line.status = "ikke-sendt"; break;
    }
    if (const auto id = table_.server_ids.find(index); id != table_.server_ids.end()) line.id = id->second;
    add_faults(line, index, item);
    return line;
}

bool is_filed(Standing standing) {
    return standing == Standing::done || standing == Standing::there;
}

sheet::Cell text_cell(std::string text) {
    return {text.empty() ? sheet::Kind::empty : sheet::Kind::text, std::move(text)};
}

}  // namespace

bool is_report_column(std::string_view heading) noexcept {
    return heading.starts_with(own_prefix);
}

Result<void> write_report(Source& source, const Table& table, const journal::Journal& journal,
                          const ReportOptions& options) {
    // Of JSON Lines all names are known at the end of them, where the check or the sending has left it.
    const std::vector<std::string> names = source.columns();
    std::vector<std::size_t> kept;
    std::vector<sheet::Column> columns;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (is_report_column(names[i])) continue;
        kept.push_back(i);
        columns.push_back({.name = names[i]});
    }
    for (const char* name : own_columns) columns.push_back({.name = name});
    for (const std::string& name : options.more_columns) columns.push_back({.name = name});
    SKIFTE_TRY(const auto writer, sheet::create_writer(options.path, options.format, std::move(columns)));

    const Reporting reporting{table, journal, options};
    SKIFTE_CHECK(source.rewind());
    Item item;
    for (std::uint32_t index = 0; index < table.rows.size(); ++index) {
        const Standing standing = table.rows[index].standing;
        SKIFTE_TRY(const bool more, source.next(item, standing == Standing::faulty));
        if (!more) break;
        if (options.only_unfiled && is_filed(standing)) continue;
        SKIFTE_TRY(Line line, reporting.line(index, item));
        std::vector<sheet::Cell> cells;
        for (const std::size_t i : kept)
            cells.push_back(i < item.row.cells.size() ? std::move(item.row.cells[i]) : sheet::Cell{});
        std::vector<std::string> behind;
        if (options.more) behind = options.more(line.id);
        for (std::string* text : {&line.status, &line.id, &line.time, &line.code, &line.text})
            cells.push_back(text_cell(std::move(*text)));
        for (std::string& text : behind) cells.push_back(text_cell(std::move(text)));
        SKIFTE_CHECK(writer->row(cells));
    }
    return writer->finish();
}

}  // namespace skifte::batch
