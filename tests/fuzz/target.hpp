// What each fuzz target is: one function that takes an input from anywhere and has properties that hold for
// all of them. target.cpp ties it to libFuzzer.
#pragma once

#include <skifte/support/result.hpp>

#include <filesystem>
#include <string_view>

namespace skifte::fuzz {

void run(std::string_view input);

// Ends the process where the property does not hold, so that libFuzzer keeps the input.
void hold(bool property, const char* what);

// Whether the result is there and is that value.
template <typename T>
[[nodiscard]] bool gives(const Result<T>& result, const T& value) {
    return result.has_value() && *result == value;
}

// Writes the input to a file that is ours alone (0600), always the same one in a process, and gives its path:
// for what reads files.
[[nodiscard]] const std::filesystem::path& as_file(std::string_view input, std::string_view name);

}  // namespace skifte::fuzz
