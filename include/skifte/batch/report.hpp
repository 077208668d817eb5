// Report: the input's own rows and columns, in the input's own format, and beside them what became of each.
#pragma once

#include <skifte/batch/check.hpp>
#include <skifte/sheet/writer.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::batch {

struct ReportOptions {
    std::filesystem::path path;
    sheet::Format format = sheet::Format::csv;
    std::string run;            // rows that another run filed are "tidligere"
    bool only_unfiled = false;  // what is to be mended, or sent again
    // The sentence for a fault, in the user's language.
    std::function<std::string(const Fault&)> say;
    // Columns behind those, and what stands in them for the item of that id at the portal ("" for none).
    std::vector<std::string> more_columns{};
    std::function<std::vector<std::string>(const std::string& server_id)> more{};
};

// Writes it (0600, whole or not at all). Its own columns: skifte.status (indgivet, tidligere, findes, afvist,
// ukendt, aendret, fejl, ikke-sendt), skifte.id and skifte.tidspunkt as the portal gave them,
// skifte.fejlkode, skifte.fejltekst. A source passes over them when it reads the file again.
// Errors: the source's, the journal's, the writer's.
[[nodiscard]] Result<void> write_report(Source& source, const Table& table, const journal::Journal& journal,
                                        const ReportOptions& options);

// Whether a heading is one of the columns above.
[[nodiscard]] bool is_report_column(std::string_view heading) noexcept;

}  // namespace skifte::batch
