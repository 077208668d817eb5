// A sentence for each code that a run of the generator can end with. The tests hold the table against the
// codes in the sources of the generator and of the reader.
#pragma once

#include <span>
#include <string_view>

namespace skifte::codegen {

struct Sentence {
    std::string_view code;
    // {name} stands for the argument of that name; [ … ] is left out where an argument named in it is
    // missing.
    std::string_view text;
};

[[nodiscard]] std::span<const Sentence> sentences() noexcept;

}  // namespace skifte::codegen
