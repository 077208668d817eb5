// Source: the rows of an input as things to be filed. Who makes it knows what a column means; batch does not.
#pragma once

#include <skifte/filing/filing.hpp>
#include <skifte/sheet/reader.hpp>
#include <skifte/support/error.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace skifte::batch {

// What a row is known by among those of one reading: rows that are one filing (filing::Identity) have the
// same `identity`, and of these the ones that say the same have the same `content`. Others differ in all
// likelihood. It means nothing to another process.
struct Print {
    std::uint64_t identity = 0, content = 0;
};

struct Item {
    sheet::Row row;
    // What is wrong with the row; `path` is the name of the column, "" for the row as a whole.
    std::vector<Fault> faults;
    std::unique_ptr<filing::Target> target;  // null if there are faults, and where a glance was enough
    std::optional<Print> print{};            // of a row that was glanced at and has no faults
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
    // Whether rows can be glanced at.
    [[nodiscard]] virtual bool gives_prints() const { return false; }
    // As next(item, true), for who wants to know no more than whether the row is right and what it is known
    // by. Precondition: gives_prints().
    [[nodiscard]] virtual Result<bool> glance(Item& item) { return next(item, true); }
    // The headings; of JSON Lines all that were met since the last rewind.
    [[nodiscard]] virtual const std::vector<std::string>& columns() const = 0;
};

}  // namespace skifte::batch
