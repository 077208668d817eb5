// CSV and JSON Lines: whatever the bytes are, rows come in order and their cells are UTF-8, or a fault says
// why.
#include "fuzz/sheet_rows.hpp"

namespace skifte::fuzz {

void run(std::string_view input) {
    read_sheet(as_file(input, "krav.csv"));
}

}  // namespace skifte::fuzz
