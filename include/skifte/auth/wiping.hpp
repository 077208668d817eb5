// Memory that OpenSSL gives back is overwritten first.
#pragma once

namespace skifte::auth {

// OpenSSL cleanses a key when it frees it, but not the buffers that the key went through on its way from the
// file: decoders, parameters, PEM lines. From here on all memory that it frees is overwritten, at the price
// of a memset each. To be called before anything in the process uses OpenSSL; afterwards it has no effect,
// and says so by false. For programs, not for libraries: it is the process's allocator.
[[nodiscard]] bool wipe_what_openssl_frees() noexcept;

}  // namespace skifte::auth
