// A file that holds a certificate, of whatever form: for showing and for checking. What is used for calls is
// a .p12 and is read by load_p12.
#pragma once

#include <skifte/auth/certificate.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace skifte::auth {

enum class FileFormat : std::uint8_t { p12, pem, der };
[[nodiscard]] std::string_view to_string(FileFormat format) noexcept;

// What is known of the private key.
enum class FileKey : std::uint8_t {
    none,        // the file has none
    locked,      // it has one, which was not opened
    matches,     // it is the certificate's
    mismatched,  // it is of none of the certificates
};
[[nodiscard]] std::string_view to_string(FileKey key) noexcept;

struct FileDescription {
    FileFormat format = FileFormat::p12;
    FileKey key = FileKey::none;
    std::string encryption;  // as CertificateFacts::file_encryption
    bool old_encryption = false;
    // Of the certificate that the key belongs to; else of the first that is no CA's, else of the first.
    // None where the certificates are encrypted and no password was given.
    std::optional<CertificateFacts> facts;
};

// Told apart by content, never by name. Without a password (null) as far as it goes, and then nothing is
// authenticated but what the chain is. A key is opened only to see whether it fits, and forgotten.
// Thread-safe. Errors:
//   cert.empty, cert.truncated  (path)
//   cert.not_certificate        (path, looks_like: key, request, base64, pkcs7, jks, text, damaged, other)
//   cert.password, cert.old_encryption, cert.unsupported_encryption: as parse_p12
[[nodiscard]] Result<FileDescription> describe_file(std::string_view bytes, const Secret* password,
                                                    std::string_view name);

// The same of a file; also cert.missing (path), cert.unreadable (path, reason).
[[nodiscard]] Result<FileDescription> describe_file(const std::filesystem::path& path,
                                                    const Secret* password);

}  // namespace skifte::auth
