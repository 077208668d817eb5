// A certificate file of any kind, PEM or DER, described with and without a password.
#include "fuzz/target.hpp"

#include <skifte/auth/certificate_file.hpp>

namespace skifte::fuzz {

void run(std::string_view input) {
    static const Secret password{std::string("fuzz")};
    static_cast<void>(auth::describe_file(input, nullptr, "input"));
    static_cast<void>(auth::describe_file(input, &password, "input"));
}

}  // namespace skifte::fuzz
