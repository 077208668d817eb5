// The writers of the formats, each behind skifte/sheet/writer.hpp.
#pragma once

#include <skifte/sheet/writer.hpp>

namespace skifte::sheet {

[[nodiscard]] Result<std::unique_ptr<Writer>> create_csv(const std::filesystem::path& path,
                                                         std::vector<Column> columns);
[[nodiscard]] Result<std::unique_ptr<Writer>> create_json_lines(const std::filesystem::path& path,
                                                                std::vector<Column> columns);
[[nodiscard]] Result<std::unique_ptr<Writer>> create_xlsx(const std::filesystem::path& path,
                                                          std::vector<Column> columns);

}  // namespace skifte::sheet
