// Regular expressions of a spec (ECMA-262), run by PCRE2 with limits: the one place that knows PCRE2.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace skifte::openapi {

enum class Matched { yes, no, undecided };

class Pattern {
public:
    virtual ~Pattern() = default;
    // Whether the pattern is found anywhere in the text. Undecided where a limit was hit. Thread-safe.
    [[nodiscard]] virtual Matched search(std::string_view text) const = 0;
};

// Compiled once per process and kept. Null where the pattern is none; `reason` then says why. Thread-safe.
[[nodiscard]] std::shared_ptr<const Pattern> compiled(std::string_view pattern,
                                                      std::string* reason = nullptr);

}  // namespace skifte::openapi
