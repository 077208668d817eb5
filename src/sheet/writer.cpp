#include "sheet/writers.hpp"

namespace skifte::sheet {

Result<std::unique_ptr<Writer>> create_writer(const std::filesystem::path& path, Format format,
                                              std::vector<Column> columns) {
    switch (format) {
    case Format::xlsx: return create_xlsx(path, std::move(columns));
    case Format::json_lines: return create_json_lines(path, std::move(columns));
    case Format::csv: break;
    }
    return create_csv(path, std::move(columns));
}

}  // namespace skifte::sheet
