// What every transport can do: send and wait.
#include <skifte/net/transport.hpp>

namespace skifte::net {

Result<Response> Transport::send(Request request) {
    std::optional<Result<Response>> outcome;
    start(std::move(request), [&](Result<Response> result) { outcome.emplace(std::move(result)); });
    loop().run_until([&] { return outcome.has_value(); });
    return std::move(*outcome);
}

}  // namespace skifte::net
