// What has changed since a point in time, among the cases, companies or estates that somebody follows.
#pragma once

#include "cli/calls.hpp"

#include <set>
#include <string>
#include <string_view>

namespace skifte::cli {

// A date (from its first moment in Denmark) or an RFC 3339 point in time. Error: usage.since (flag, value).
[[nodiscard]] Result<Instant> parse_since(std::string_view flag, std::string_view text);

// Everything of a list that stands at `pointer` of its items.
[[nodiscard]] Result<std::set<std::string>> texts_of_list(Context& context,
                                                          const openapi::Operation& operation,
                                                          const api::Arguments& arguments,
                                                          std::string_view pointer);

// The ids of that name that something of ours was filed on at the profile's portal, whether the court has
// taken it or that is not known.
[[nodiscard]] Result<std::set<std::string>> filed_in(Context& context, const openapi::Spec& spec,
                                                     std::string_view name);

// Asks an operation that takes ids and a point in time, in as many calls as the spec's limit on the ids asks
// for, and prints what it answers.
struct Followed {
    const openapi::Operation& operation;
    std::string_view ids_member;    // of its body: "sagIder"
    std::string_view since_member;  // "aendretSiden"
};
[[nodiscard]] Result<Exit> list_changes(Context& context, const Followed& followed,
                                        const std::set<std::string>& ids, Instant since,
                                        std::span<const Column> columns);

}  // namespace skifte::cli
