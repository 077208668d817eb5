// A private key that never leaves its hardware (PKCS#11): named by a URI, with its certificate and chain in a
// PEM file beside it, since what stands in a token is seldom the whole chain.
#pragma once

#include <skifte/auth/certificate.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace skifte::auth {

// "pkcs11:token=Sikker;object=skifte?module-path=/usr/lib/softhsm/libsofthsm2.so" (RFC 7512). What is empty
// fits all. There is no PIN in it: that is a secret and comes by reference.
struct KeyUri {
    std::string token, manufacturer, model, serial;  // of the token
    std::string object, id;                          // of the key; `id` as bytes
    std::string module_path;                         // "": what p11-kit is set up with
    std::string text;                                // as it was written
};

// Errors: key_uri.pin: it has pin-value or pin-source, which is not repeated; key_uri.syntax (attribute: the
// one that is not known or not readable, "" where it is no such URI).
[[nodiscard]] Result<KeyUri> parse_key_uri(std::string_view text);

// Whether this build can open such keys at all.
[[nodiscard]] bool has_hardware_keys() noexcept;

// Logs in once, with `pin` unless it is empty, and takes the key that belongs to a certificate of the file.
// The session with the hardware lasts as long as the identity or a copy of it. Errors: those of reading a PEM
// (see certificate_file.hpp), and
//   cert.pkcs11_absent                     this build has no PKCS#11
//   cert.pkcs11_module    (module, reason) it cannot be loaded
//   cert.pkcs11_token     (key, count)     none, or several, fit the URI: a PIN is tried on no more than one
//   cert.pkcs11_pin       (token)          wrong
//   cert.pkcs11_locked    (token)          after too many wrong ones
//   cert.pkcs11_login     (token, reason)
//   cert.pkcs11_object    (key, token)     there is no such key, or it is seen only with a PIN
//   cert.pkcs11_mismatch  (path, key)      none of the keys there belongs to a certificate of the file
[[nodiscard]] Result<Certificate> load_hardware_key(const std::filesystem::path& path, const KeyUri& uri,
                                                    const Secret& pin);

}  // namespace skifte::auth
