// A session with the one token that a URI names, logged in. Only where the build has libp11.
#pragma once

#ifdef SKIFTE_HAVE_LIBP11

#include <skifte/auth/hardware_key.hpp>

#include "auth/openssl_handles.hpp"

#include <libp11.h>
#include <memory>
#include <string>
#include <vector>

namespace skifte::auth {

// Keys taken from it need it as long as they live.
class HardwareSession {
public:
    // Errors: cert.pkcs11_module, _token, _pin, _locked, _login.
    [[nodiscard]] static Result<std::shared_ptr<const HardwareSession>> open(const KeyUri& uri,
                                                                             const Secret& pin);
    ~HardwareSession();
    HardwareSession(const HardwareSession&) = delete;
    HardwareSession& operator=(const HardwareSession&) = delete;

    // Those private keys that the URI fits. Error: cert.pkcs11_object.
    [[nodiscard]] Result<std::vector<KeyHandle>> keys(const KeyUri& uri) const;

private:
    HardwareSession();
    Result<void> load(const std::string& module);
    Result<void> find_token(const KeyUri& uri);
    Result<void> log_in(const Secret& pin) const;

    PKCS11_CTX* context_;
    bool loaded_ = false;
    PKCS11_SLOT* slots_ = nullptr;
    unsigned int count_ = 0;
    PKCS11_SLOT* slot_ = nullptr;  // that of the token
};

}  // namespace skifte::auth

#endif
