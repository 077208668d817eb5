// See faults.hpp.
#include "openapi/faults.hpp"

#include "openapi/utf8.hpp"

#include <skifte/support/identifiers.hpp>

#include <algorithm>

namespace skifte::openapi {

namespace {

// A file with more faults than this is not a spec; the rest would tell nobody anything.
constexpr std::size_t max_faults = 1000;

std::string without_controls(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
    return text;
}

}  // namespace

std::string in_message(std::string_view text) {
    return without_controls(mask_cprs(cut_to_code_points(text, 120)));
}

void Faults::add(const Node& at, std::string code, std::vector<Argument> arguments) {
    push(file_ + ":" + std::to_string(at.line) + " " + without_controls(pointer_of(at)), std::move(code),
         std::move(arguments));
}

void Faults::add(int line, std::string code, std::vector<Argument> arguments) {
    push(file_ + ":" + std::to_string(line) + " #", std::move(code), std::move(arguments));
}

void Faults::push(std::string path, std::string code, std::vector<Argument> arguments) {
    if (list_.size() >= max_faults) return;
    for (auto& argument : arguments) argument.value = in_message(argument.value);
    Fault fault{std::move(path), std::move(code), std::move(arguments)};
    // What many places refer to is read many times.
    if (std::find(list_.begin(), list_.end(), fault) == list_.end()) list_.push_back(std::move(fault));
}

}  // namespace skifte::openapi
