// --trace: each attempt on stderr, masked; --trace=json for machines.
#pragma once

#include "cli/streams.hpp"

#include <skifte/net/transport.hpp>

#include <string>

namespace skifte::cli {

// `form` is "", "text" or "json"; else usage.choice. `streams` must outlive what is returned.
[[nodiscard]] Result<net::Trace> make_trace(Streams& streams, const std::string& form);

}  // namespace skifte::cli
