// What a certificate file holds, of whatever form, as far as it could be opened.
#pragma once

#include <skifte/support/core_dumps.hpp>

#include "auth/encryption.hpp"
#include "auth/openssl_handles.hpp"

#include <vector>

namespace skifte::auth {

struct FileContents {
    Encryption encryption;    // the weakest in the file
    bool key_locked = false;  // it has a key that was not opened, for want of a password
    std::vector<KeyHandle> keys;
    std::vector<CertificateHandle> certificates;
    NoCoreDumps no_core_dumps;  // from before a key is opened
};

}  // namespace skifte::auth
