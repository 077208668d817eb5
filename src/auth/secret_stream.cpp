#include "auth/secret_stream.hpp"

#include <cerrno>
#include <unistd.h>
#include <utility>

namespace skifte::auth {

SecretStream::State SecretStream::read(int descriptor) {
    const std::size_t before = text_.size();
    text_.resize(limit + 1);
    const auto count = ::read(descriptor, text_.data() + before, text_.size() - before);
    const int error = errno;
    text_.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
    errno = error;
    if (count < 0) return error == EAGAIN || error == EINTR ? State::blocked : State::failed;
    if (count == 0) return State::end;
    return text_.size() > limit ? State::too_large : State::more;
}

Secret SecretStream::take() {
    if (text_.ends_with('\n')) {
        text_.pop_back();
        if (text_.ends_with('\r')) text_.pop_back();
    }
    return Secret{std::exchange(text_, {})};
}

}  // namespace skifte::auth
