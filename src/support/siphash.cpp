#include <skifte/support/siphash.hpp>

#include <skifte/support/digest.hpp>

#include <span>

namespace skifte {

const SipHash::Key& process_key() {
    static const SipHash::Key key = [] {
        SipHash::Key random{};
        random_bytes(std::as_writable_bytes(std::span{random}));
        return random;
    }();
    return key;
}

}  // namespace skifte
