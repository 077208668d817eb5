// What is shown before something is filed, so that what is confirmed is what is sent: the case as the court
// knows it, every field, every file.
#pragma once

#include "cli/context.hpp"

#include <skifte/api/call.hpp>
#include <skifte/openapi/model.hpp>

#include <optional>
#include <span>
#include <string>

namespace skifte::cli {

// A case of the likvidator's, looked up; or, without `look_up`, as its id. Errors: as hentSag.
struct CaseSummary {
    std::string id;
    std::string number, company, cvr;  // "" where it was not looked up

    [[nodiscard]] std::string line(const Context& context) const;
    // For a question: its number, else its id.
    [[nodiscard]] std::string name() const { return number.empty() ? id : number; }
};
[[nodiscard]] Result<CaseSummary> summarize_case(Context& context, const std::string& id, bool look_up);

// A line for each field of the body as Danes write it, a CPR masked, and one for each file with its size and
// SHA-256.
[[nodiscard]] std::string described_filing(const Context& context, const openapi::Operation& operation,
                                           const api::Arguments& arguments);
[[nodiscard]] std::string described_files(const Context& context,
                                          std::span<const api::Attachment> attachments);

}  // namespace skifte::cli
