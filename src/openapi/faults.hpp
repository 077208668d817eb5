// Collects faults of a file with the place of each: "krav.yaml:12 #/components/schemas/krav".
#pragma once

#include "openapi/node.hpp"

#include <skifte/support/error.hpp>

#include <string>
#include <vector>

namespace skifte::openapi {

class Faults {
public:
    explicit Faults(std::string file) : file_(std::move(file)) {}

    void add(const Node& at, std::string code, std::vector<Argument> arguments = {});
    void add(int line, std::string code, std::vector<Argument> arguments = {});
    [[nodiscard]] bool empty() const noexcept { return list_.empty(); }
    [[nodiscard]] std::vector<Fault> take() { return std::move(list_); }

private:
    void push(std::string path, std::string code, std::vector<Argument> arguments);

    std::string file_;
    std::vector<Fault> list_;
};

// Text of the file as it may stand in a message: control characters replaced, CPRs masked, cut.
[[nodiscard]] std::string in_message(std::string_view text);

}  // namespace skifte::openapi
