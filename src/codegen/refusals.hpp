// Refusals: what a spec holds that the generated code cannot express, all of it, with where it stands. The
// generator never guesses: one refusal and nothing is written.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/error.hpp>

#include <string>
#include <vector>

namespace skifte::codegen {

class Refusals {
public:
    void add(const openapi::Location& at, std::string_view pointer, std::string code,
             std::vector<Argument> arguments = {});
    void add(const openapi::Schema& schema, std::string code, std::vector<Argument> arguments = {});
    void add(Fault fault) { faults_.push_back(std::move(fault)); }

    [[nodiscard]] bool empty() const noexcept { return faults_.empty(); }
    // In the order of the file; each path is "file:line #/pointer".
    [[nodiscard]] std::vector<Fault> sorted() const;

private:
    std::vector<Fault> faults_;
};

// "file:line"; the file alone where the line is not known.
[[nodiscard]] std::string to_string(const openapi::Location& at);
// "#/paths/~1sager~1{sagId}/get"
[[nodiscard]] std::string pointer_to(const openapi::Operation& operation);

}  // namespace skifte::codegen
