// Receipts and filings of the journal as the command line shows them.
#pragma once

#include "cli/output.hpp"

#include <skifte/journal/journal.hpp>
#include <skifte/support/json.hpp>

#include <span>

namespace skifte::cli {

// With every member that a receipt, or a filing, of any operation may have.
[[nodiscard]] Json sample_receipt();
[[nodiscard]] Json sample_filing();
[[nodiscard]] Json receipt_object(const journal::Receipt& receipt);
[[nodiscard]] Json filing_object(const journal::Filing& filing);
[[nodiscard]] std::span<const Column> receipt_columns();
[[nodiscard]] std::span<const Column> receipt_list_columns();
[[nodiscard]] std::span<const Column> filing_columns();
[[nodiscard]] std::span<const Column> filing_list_columns();

}  // namespace skifte::cli
