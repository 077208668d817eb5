#include <skifte/auth/wiping.hpp>

#include <skifte/support/sensitive.hpp>

#include <openssl/crypto.h>
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <malloc.h>

namespace skifte::auth {

namespace {

void wiping_free(void* memory, const char*, int) noexcept {
    if (memory == nullptr) return;
    cleanse(memory, ::malloc_usable_size(memory));
    std::free(memory);
}

void* plain_malloc(std::size_t size, const char*, int) noexcept {
    return size == 0 ? nullptr : std::malloc(size);
}

// Never in place: realloc would leave the old copy behind.
void* wiping_realloc(void* memory, std::size_t size, const char* file, int line) noexcept {
    void* const moved = plain_malloc(size, file, line);
    if (memory == nullptr || (moved == nullptr && size > 0)) return moved;
    if (moved != nullptr) std::memcpy(moved, memory, std::min(size, ::malloc_usable_size(memory)));
    wiping_free(memory, file, line);
    return moved;
}

}  // namespace

bool wipe_what_openssl_frees() noexcept {
    return CRYPTO_set_mem_functions(plain_malloc, wiping_realloc, wiping_free) == 1;
}

}  // namespace skifte::auth
