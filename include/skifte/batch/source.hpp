// Source: the rows of an input as things to be filed. Who makes it knows what a column means; batch does not.
#pragma once

#include <skifte/filing/filing.hpp>
#include <skifte/sheet/reader.hpp>
#include <skifte/support/error.hpp>
#include <skifte/support/result.hpp>

#include <memory>
#include <string>
#include <vector>

namespace skifte::batch {

struct Item {
    sheet::Row row;
    // What is wrong with the row; `path` is the name of the column, "" for the row as a whole.
    std::vector<Fault> faults;
    std::unique_ptr<filing::Target> target;  // null if there are faults
    std::string spec, spec_version;          // of the target
};

class Source {
public:
    virtual ~Source() = default;
    // Begins at the first row (again). Errors: those of sheet::open_reader, and of what is wrong with the
    // headings.
    [[nodiscard]] virtual Result<void> rewind() = 0;
    // The next row; false after the last. `item` is overwritten. With `check` the row is held against all
    // that can be known to be wrong; without, it was before, and had no faults. Errors: those of
    // sheet::Reader, and of looking up what a row names.
    [[nodiscard]] virtual Result<bool> next(Item& item, bool check) = 0;
    // The headings; of JSON Lines all that were met since the last rewind.
    [[nodiscard]] virtual const std::vector<std::string>& columns() const = 0;
};

}  // namespace skifte::batch
