// A .p12 from anywhere, opened with the password of the seeds and described without one.
#include "fuzz/target.hpp"

#include <skifte/auth/certificate.hpp>
#include <skifte/auth/certificate_file.hpp>

namespace skifte::fuzz {

void run(std::string_view input) {
    static const Secret password{std::string("fuzz")};
    const auto& path = as_file(input, "input.p12");
    const auto certificate = auth::load_p12(path, password);
    if (!certificate) hold(!certificate.error().code.empty(), "a refusal has a code");
    static_cast<void>(auth::describe_file(input, nullptr, "input"));
}

}  // namespace skifte::fuzz
