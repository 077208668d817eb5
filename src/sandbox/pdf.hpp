// A one-page PDF of plain text, for the documents that the sandbox's court writes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skifte::sandbox {

// Lines of UTF-8; what Windows-1252 lacks becomes "?". The first line is the heading. The caller breaks lines
// and keeps to about 45 of 90 characters. The same lines give the same bytes.
[[nodiscard]] std::string make_pdf(std::string_view title, const std::vector<std::string>& lines);

}  // namespace skifte::sandbox
