// Binary content into a file, a device or stdout: streamed, resumed where it was cut, checked by the hash
// that the portal states, and never over what is there.
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/destination.hpp"
#include "cli/exit_code.hpp"

#include <skifte/api/call.hpp>
#include <skifte/openapi/model.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace skifte::cli {

struct Wanted {
    const openapi::Operation& operation;
    api::Arguments arguments;
    std::string name;    // for a file in a folder; safe
    std::string sha256;  // lower-case hex, as the portal states it; "" where it does not
    std::optional<std::uint64_t> size;
};

// What a portal's metadata of a file (filnavn, indholdstype, sha256, stoerrelse) say of it.
[[nodiscard]] Wanted wanted_file(const openapi::Operation& operation, api::Arguments arguments,
                                 const Json& facts, const std::string& fallback_name);

// --til and --overskriv. What is there already is left alone: where it is the same, that is done; else
// file.exists. Errors: as the call; of the destination; download.range, download.changed,
// download.differs (expected, found), download.longer (size).
[[nodiscard]] Result<Exit> download(Context& context, const Wanted& wanted, const Parsed& flags);

// The same for content that is in memory.
[[nodiscard]] Result<Exit> save(Context& context, const std::string& to, std::string_view content,
                                bool replace);

// Without a word, and without a look at what is there.
[[nodiscard]] Result<void> write_content(Context& context, const Destination& to, std::string_view content,
                                         bool replace);

}  // namespace skifte::cli
