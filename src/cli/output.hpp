// Data on stdout: a table for people, JSON, JSON Lines or CSV for machines. Objects are the API's own, wire
// names verbatim; what we add stands under the one key `skifte`.
#pragma once

#include "cli/fields.hpp"
#include "cli/streams.hpp"
#include "cli/texts/catalogue.hpp"

#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

enum class Format { table, json, jsonl, csv };
[[nodiscard]] std::optional<Format> parse_format(std::string_view text) noexcept;

enum class Show {
    text,
    date,    // dd-mm-yyyy in a table
    moment,  // local time in Denmark
    amount,  // right-aligned, 1.234,56
    number,
    count,  // of an array
    list,   // an array of texts, with semicolons between
    code,   // a word of ours, told in the language; those of the API stand as they are
};

struct Column {
    std::string_view
        pointer;  // "/selskab/navn"; its last word is the heading in CSV and, looked up, in a table
    Show show = Show::text;
    std::string_view words = {};  // of a code: what its keys in the catalogue begin with, "word.state."
};

class Output {
public:
    // A table masks every CPR unless `show_cpr`; JSON and CSV are data, and hold what the API gave.
    // `wrong`, if given, gets the error where `fields` has a name that nothing has; nothing is printed then.
    Output(Streams& streams, Format format, std::vector<std::string> fields, Language language,
           bool show_cpr = false, std::optional<Error>* wrong = nullptr);

    // What --fields may name besides the columns and what the first object holds.
    Output& know(const openapi::Schema* schema);
    Output& know(const Json& sample);

    // A list: begin, any number of rows, end. The JSON array stays open if end is never reached.
    void begin(std::span<const Column> columns);
    void row(const Json& object);
    void end();
    // One object: in a table one field a line.
    void object(const Json& value, std::span<const Column> columns);
    [[nodiscard]] std::size_t rows() const noexcept { return count_; }
    // A field that nothing has: more rows are not wanted.
    [[nodiscard]] bool refused() const noexcept { return refused_; }

private:
    [[nodiscard]] bool may_print(const Json* first);
    [[nodiscard]] bool start_list(const Json* first);
    void set_columns(std::span<const Column> columns);
    [[nodiscard]] Json selected(const Json& object) const;
    [[nodiscard]] std::string cell(const Json& object, const Column& column) const;
    void print_table();
    void csv_line(const std::vector<std::string>& cells);

    Streams& streams_;
    Format format_;
    Fields fields_;
    Language language_;
    bool show_cpr_;
    std::optional<Error>* wrong_;
    bool started_ = false, refused_ = false;
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> lines_;  // of a table; a list of cases fits in memory
    std::size_t count_ = 0;
};

// The heading of a column: by its last two words where the catalogue has one, else by the last, else as it
// is.
[[nodiscard]] std::string heading(Language language, std::string_view pointer);

// How wide a text is on a terminal, in columns, and the text cut to a width with an ellipsis.
[[nodiscard]] std::size_t display_width(std::string_view text);
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);
// What came from outside, safe for a terminal: no control characters, no bidi overrides.
[[nodiscard]] std::string harmless(std::string_view text);
// JSON of the same value, with escapes for what a terminal might obey.
[[nodiscard]] std::string printed(const Json& value, int indent = -1);

}  // namespace skifte::cli
