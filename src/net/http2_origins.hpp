// Http2Origins: which servers take HTTP/2, and the connections to them that requests of which there are many
// go over.
#pragma once

#include "net/http2_connection.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::net {

class Http2Origins {
public:
    using Exchange = Http2Session::Exchange;
    struct Owner {
        // What came of it; from the loop.
        std::function<void(const Exchange&, Result<Response>)> finished;
        // To be sent by other means: the server does not take HTTP/2.
        std::function<void(const Exchange&)> other_way;
        // A transfer for a connection.
        std::function<std::unique_ptr<CurlTransfer>(Request)> transfer;
    };

    Http2Origins(Loop& loop, CurlMulti& multi, CurlSockets& sockets, std::string user_agent, Owner owner)
        : loop_(loop),
          multi_(multi),
          sockets_(sockets),
          user_agent_(std::move(user_agent)),
          owner_(std::move(owner)) {}

    // Whether the request goes this way: one of many, that is neither shortened nor streamed, nor
    // too late, which a transfer says without being begun.
    [[nodiscard]] bool takes(const Request& request) const;
    // Precondition: takes().
    void start(Exchange exchange);

private:
    struct Origin {
        bool no_http2 = false;
        std::unique_ptr<Http2Connection> connection;
    };

    [[nodiscard]] std::unique_ptr<Http2Connection> connect(const std::string& authority,
                                                           const Request& request);
    void sweep();

    Loop& loop_;
    CurlMulti& multi_;
    CurlSockets& sockets_;
    std::string user_agent_;
    Owner owner_;
    std::map<std::string, Origin, std::less<>> origins_;
    std::vector<std::unique_ptr<Http2Connection>> leaving_;  // that take no more, and have some under way
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace skifte::net
