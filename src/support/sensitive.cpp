#include <skifte/support/sensitive.hpp>

#include <openssl/crypto.h>

namespace skifte {

void cleanse(void* memory, std::size_t size) noexcept {
    OPENSSL_cleanse(memory, size);
}

}  // namespace skifte
