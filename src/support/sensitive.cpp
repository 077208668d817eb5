#include <skifte/support/sensitive.hpp>

#include <cstring>

namespace skifte {

void cleanse(void* memory, std::size_t size) noexcept {
    // Which no compiler leaves out either, and which writes more than OPENSSL_cleanse does at a time: all
    // that OpenSSL gives back goes through here.
    ::explicit_bzero(memory, size);
}

}  // namespace skifte
