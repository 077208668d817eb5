// The columns of each table, and how a value of each type stands in one.
#include "journal/rows.hpp"

#include <skifte/support/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace skifte::journal {

namespace {

constexpr std::array state_names{"planned", "sending", "accepted", "refused", "unknown"};
constexpr std::array verification_names{"not_checked", "confirmed", "differs"};

// R is const for writing and not for reading.
template <typename R, typename F>
    requires std::is_same_v<std::remove_const_t<R>, FilingRow>
void each_column(R& row, F&& column) {
    auto& f = row.filing;
    column("seq", row.seq);
    column("id", f.id);
    column("environment", f.environment);
    column("base_url", f.base_url);
    column("cvr", f.cvr);
    column("certificate_serial", f.certificate_serial);
    column("spec", f.spec);
    column("spec_version", f.spec_version);
    column("operation", f.operation);
    column("target", f.target);
    column("identity", f.identity);
    column("content", f.content);
    column("matching", f.match);  // MATCH is a word of SQL
    column("input_path", f.input_path);
    column("run", f.run);
    column("input_row", f.row);
    column("files", f.files);
    column("state", f.state);
    column("owner", row.owner);
    column("created", f.created);
    column("sent", f.sent);
    column("last_byte", f.last_byte);
    column("settled", f.settled);
    column("settled_by", f.settled_by);
    column("http_status", f.http_status);
    column("request_id", f.request_id);
    column("server_id", f.server_id);
    column("server_time", f.server_time);
    column("fault_code", f.fault_code);
    column("fault_text", f.fault_text);
    column("sent_up", f.sent_up);
    column("last_byte_up", f.last_byte_up);
}

template <typename R, typename F>
    requires std::is_same_v<std::remove_const_t<R>, ReceiptRow>
void each_column(R& row, F&& column) {
    auto& r = row.receipt;
    column("seq", row.seq);
    column("id", r.id);
    column("filing", r.filing);
    column("environment", r.environment);
    column("base_url", r.base_url);
    column("cvr", r.cvr);
    column("certificate_serial", r.certificate_serial);
    column("spec", r.spec);
    column("spec_version", r.spec_version);
    column("operation", r.operation);
    column("target", r.target);
    column("server_id", r.server_id);
    column("server_time", r.server_time);
    column("request_id", r.request_id);
    column("body_sha256", r.body_sha256);
    column("files", r.files);
    column("recorded", r.recorded);
    column("verification", r.verification);
    column("differences", r.differences);
}

template <typename R, typename F>
    requires std::is_same_v<std::remove_const_t<R>, RunRow>
void each_column(R& row, F&& column) {
    auto& r = row.run;
    column("seq", row.seq);
    column("id", r.id);
    column("environment", r.environment);
    column("base_url", r.base_url);
    column("cvr", r.cvr);
    column("spec", r.spec);
    column("spec_version", r.spec_version);
    column("operation", r.operation);
    column("input_path", r.input_path);
    column("input_sha256", r.input_sha256);
    column("kept_path", r.kept_path);
    column("options", r.options);
    column("input_rows", r.rows);
    column("created", r.created);
    column("closed", r.closed);
}

template <typename R, typename F>
    requires std::is_same_v<std::remove_const_t<R>, Tally>
void each_column(R& row, F&& column) {
    column("seq", row.seq);
    column("intents", row.intents);
    column("filings", row.filings);
    column("filings_sum", row.filings_sum);
    column("receipts", row.receipts);
    column("receipts_sum", row.receipts_sum);
    column("runs", row.runs);
    column("runs_sum", row.runs_sum);
}

// How a value is written: what is no text of the row's own is made, and kept.
class Writer {
public:
    explicit Writer(Written& to) : to_(to) {}
    template <typename T>
    void operator()(const char*, const T& member) {
        to_.values.push_back(view_of(member));
    }

private:
    static ValueView view_of(std::int64_t number) { return number; }
    static ValueView view_of(std::uint64_t number) { return static_cast<std::int64_t>(number); }
    static ValueView view_of(int number) { return std::int64_t{number}; }
    static ValueView view_of(const std::string& text) { return std::string_view{text}; }
    static ValueView view_of(State state) { return to_string(state); }
    static ValueView view_of(Verification verification) { return to_string(verification); }
    static ValueView view_of(Instant instant) { return std::int64_t{instant.time_since_epoch().count()}; }
    static ValueView view_of(const std::optional<Instant>& instant) {
        return instant ? view_of(*instant) : ValueView{};
    }
    // "BOOT MILLISECONDS"; "" for none.
    ValueView view_of(const std::optional<Uptime>& uptime) {
        return uptime ? keep(uptime->boot + " " + std::to_string(uptime->since_boot.count()))
                      : std::string_view{};
    }
    ValueView view_of(const std::vector<std::string>& texts) {
        if (texts.empty()) return no_items;
        Json array = Json::array();
        for (const std::string& text : texts) array.push_back(text);
        return keep(array.dump());
    }
    ValueView view_of(const std::vector<SentFile>& files) {
        if (files.empty()) return no_items;
        Json array = Json::array();
        for (const SentFile& file : files) {
            Json object = Json::object();
            object.set("part", file.part)
                .set("name", file.name)
                .set("size", file.size)
                .set("sha256", file.sha256);
            array.push_back(std::move(object));
        }
        return keep(array.dump());
    }
    std::string_view keep(std::string text) { return to_.made.emplace_back(std::move(text)); }

    static constexpr std::string_view no_items = "[]";
    Written& to_;
};

// Each says whether the value is one that Writer gives.
bool read(const ValueView& value, std::int64_t& out) {
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number != nullptr) out = *number;
    return number != nullptr;
}
bool read(const ValueView& value, std::uint64_t& out) {
    std::int64_t number = 0;
    if (!read(value, number) || number < 0) return false;
    out = static_cast<std::uint64_t>(number);
    return true;
}
bool read(const ValueView& value, int& out) {
    std::int64_t number = 0;
    if (!read(value, number)) return false;
    out = static_cast<int>(number);
    return out == number;
}
bool read(const ValueView& value, std::string& out) {
    const auto* text = std::get_if<std::string_view>(&value);
    if (text != nullptr) out = *text;
    return text != nullptr;
}
template <typename E, std::size_t N>
bool read_name(const ValueView& value, const std::array<const char*, N>& names, E& out) {
    const auto* text = std::get_if<std::string_view>(&value);
    for (std::size_t i = 0; text != nullptr && i < N; ++i) {
        if (*text != names[i]) continue;
        out = static_cast<E>(i);
        return true;
    }
    return false;
}
bool read(const ValueView& value, std::string_view& out) {
    const auto* text = std::get_if<std::string_view>(&value);
    if (text != nullptr) out = *text;
    return text != nullptr;
}
bool read(const ValueView& value, State& out) {
    const auto* text = std::get_if<std::string_view>(&value);
    const auto* const name =
        text == nullptr ? state_names.end() : std::find(state_names.begin(), state_names.end(), *text);
    if (name == state_names.end()) return false;
    out = static_cast<State>(name - state_names.begin());
    return true;
}
bool read(const ValueView& value, Verification& out) {
    return read_name(value, verification_names, out);
}
bool read(const ValueView& value, Instant& out) {
    std::int64_t count = 0;
    if (!read(value, count)) return false;
    out = Instant{std::chrono::milliseconds{count}};
    return true;
}
bool read(const ValueView& value, std::optional<Instant>& out) {
    if (std::holds_alternative<std::monostate>(value)) {
        out.reset();
        return true;
    }
    return read(value, out.emplace());
}
bool read(const ValueView& value, std::optional<Uptime>& out) {
    out.reset();
    const auto* text = std::get_if<std::string_view>(&value);
    if (text == nullptr || text->empty()) return text != nullptr;
    const auto blank = text->rfind(' ');
    if (blank == std::string_view::npos) return false;
    const char* end = text->data() + text->size();
    std::int64_t count = 0;
    const auto [stop, error] = std::from_chars(text->data() + blank + 1, end, count);
    out = Uptime{std::string{text->substr(0, blank)}, std::chrono::milliseconds{count}};
    return error == std::errc{} && stop == end;
}
// What most lists are.
bool is_empty_list(const ValueView& value) {
    return value == ValueView{std::string_view{"[]"}};
}
std::optional<Json> read_array(const ValueView& value) {
    const auto* text = std::get_if<std::string_view>(&value);
    if (text == nullptr) return {};
    auto json = Json::parse(*text);
    if (!json || !json->is_array()) return {};
    return std::move(*json);
}
bool read(const ValueView& value, std::vector<std::string>& out) {
    out.clear();
    if (is_empty_list(value)) return true;
    const auto array = read_array(value);
    if (!array) return false;
    for (const Json& item : array->items()) {
        if (!item.is_string()) return false;
        out.push_back(item.as_string());
    }
    return true;
}
bool read(const ValueView& value, std::vector<SentFile>& out) {
    out.clear();
    if (is_empty_list(value)) return true;
    const auto array = read_array(value);
    if (!array) return false;
    for (const Json& item : array->items()) {
        const Json* size = item.find("size");
        const auto bytes = size != nullptr ? size->as_integer() : std::nullopt;
        if (!bytes || *bytes < 0) return false;
        out.push_back({std::string{item.text("part")}, std::string{item.text("name")},
                       static_cast<std::uint64_t>(*bytes), std::string{item.text("sha256")}});
    }
    return true;
}

template <typename R>
Table table_of(std::string name) {
    std::vector<std::string> columns;
    const R row;
    each_column(row, [&](const char* column, const auto&) { columns.emplace_back(column); });
    return {std::move(name), std::move(columns)};
}

template <typename R>
Written written_row(const R& row, const Table& table) {
    Written out;
    out.values.reserve(table.columns.size());
    each_column(row, Writer{out});
    return out;
}

template <typename R>
bool read_row(const Statement& statement, R& row) {
    int at = 0;
    bool good = true;
    each_column(row, [&](const char*, auto& member) { good = good && read(statement.view(at++), member); });
    return good;
}

}  // namespace

Table::Table(std::string name_, std::vector<std::string> columns_)
    : name(std::move(name_)), columns(std::move(columns_)) {
    const auto joined = [](std::string& list, const std::string& text) {
        list += (list.empty() ? "" : ", ") + text;
    };
    std::string names, values, changed, changes;
    for (std::size_t i = 0; i <= columns.size(); ++i) {
        const std::string column = i < columns.size() ? columns[i] : "checksum";
        const std::string value = "?" + std::to_string(i + 1);
        joined(names, column);
        joined(values, value);
        // They never change. To set an id, be it to itself, has SQLite look through all receipts for those
        // that refer to it.
        if (column == "seq" || column == "id") continue;
        joined(changed, column);
        joined(changes, value);
    }
    select = "SELECT " + names + " FROM " + name;
    select_by_id = select + " WHERE id = ?1";
    insert = "INSERT INTO " + name + " (" + names + ") VALUES (" + values + ")";
    update = "UPDATE " + name + " SET (" + changed + ") = (" + changes + ") WHERE seq = ?1";
}

std::string_view to_string(State state) noexcept {
    return state_names[static_cast<std::size_t>(state)];
}

std::string_view to_string(Verification verification) noexcept {
    return verification_names[static_cast<std::size_t>(verification)];
}

const Table& filing_table() {
    static const Table table = table_of<FilingRow>("filing");
    return table;
}
const Table& receipt_table() {
    static const Table table = table_of<ReceiptRow>("receipt");
    return table;
}
const Table& run_table() {
    static const Table table = table_of<RunRow>("run");
    return table;
}
const Table& tally_table() {
    static const Table table = table_of<Tally>("tally");
    return table;
}

std::optional<Brief> brief_from(const Statement& statement) {
    static const auto place_of = [](std::string_view column) {
        const auto& columns = filing_table().columns;
        return static_cast<int>(std::find(columns.begin(), columns.end(), column) - columns.begin());
    };
    static const std::array texts{std::pair{place_of("id"), &Brief::id},
                                  std::pair{place_of("operation"), &Brief::operation},
                                  std::pair{place_of("target"), &Brief::target},
                                  std::pair{place_of("identity"), &Brief::identity},
                                  std::pair{place_of("content"), &Brief::content},
                                  std::pair{place_of("run"), &Brief::run},
                                  std::pair{place_of("server_id"), &Brief::server_id}};
    static const int state = place_of("state");
    Brief brief;
    bool good = read(statement.view(0), brief.seq) && read(statement.view(state), brief.state);
    for (const auto& [place, member] : texts) good = good && read(statement.view(place), brief.*member);
    return good ? std::optional{brief} : std::nullopt;
}

Written written(const FilingRow& row) {
    return written_row(row, filing_table());
}
Written written(const ReceiptRow& row) {
    return written_row(row, receipt_table());
}
Written written(const RunRow& row) {
    return written_row(row, run_table());
}
Written written(const Tally& row) {
    return written_row(row, tally_table());
}
bool read(const Statement& statement, FilingRow& row) {
    return read_row(statement, row);
}
bool read(const Statement& statement, ReceiptRow& row) {
    return read_row(statement, row);
}
bool read(const Statement& statement, RunRow& row) {
    return read_row(statement, row);
}
bool read(const Statement& statement, Tally& row) {
    return read_row(statement, row);
}

}  // namespace skifte::journal
