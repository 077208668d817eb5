#include <skifte/auth/certificate_file.hpp>

#include "auth/certificate_bytes.hpp"
#include "auth/certificate_facts.hpp"
#include "auth/chain.hpp"
#include "auth/p12_file.hpp"
#include "auth/p12_shape.hpp"
#include "auth/pem_file.hpp"

#include <algorithm>

namespace skifte::auth {

namespace {

// Precondition: it decodes.
FileContents read_der(std::string_view bytes) {
    const unsigned char* at = der_bytes(bytes);
    FileContents contents;
    contents.certificates.emplace_back(d2i_X509(nullptr, &at, static_cast<long>(bytes.size())));
    return contents;
}

X509* certificate_of_key(const FileContents& file) {
    for (const auto& key : file.keys)
        for (const auto& certificate : file.certificates)
            if (X509_check_private_key(certificate.get(), key.get()) == 1) return certificate.get();
    return nullptr;
}

// Precondition: there is one.
X509* likeliest_leaf(const std::vector<CertificateHandle>& certificates) {
    const auto leaf = std::find_if(certificates.begin(), certificates.end(),
                                   [](const auto& one) { return X509_check_ca(one.get()) == 0; });
    return (leaf == certificates.end() ? certificates.front() : *leaf).get();
}

FileDescription describe(FileFormat format, const FileContents& file) {
    const ErrorQueueScope scope;
    FileDescription description;
    description.format = format;
    description.encryption = file.encryption.name;
    description.old_encryption = file.encryption.old;
    X509* leaf = certificate_of_key(file);
    if (leaf != nullptr)
        description.key = FileKey::matches;
    else if (!file.keys.empty())
        description.key = FileKey::mismatched;
    else if (file.key_locked)
        description.key = FileKey::locked;
    if (leaf == nullptr && !file.certificates.empty()) leaf = likeliest_leaf(file.certificates);
    if (leaf != nullptr) description.facts = facts_in_file(leaf, file, assess_chain(leaf, file.certificates));
    return description;
}

Failure not_certificate(std::string_view name, std::string_view looks_like) {
    return fail(Error{"cert.not_certificate"}
                    .with("path", std::string(name))
                    .with("looks_like", std::string(looks_like)));
}

}  // namespace

std::string_view to_string(FileFormat format) noexcept {
    switch (format) {
    case FileFormat::p12: return "p12";
    case FileFormat::pem: return "pem";
    case FileFormat::der: break;
    }
    return "der";
}

std::string_view to_string(FileKey key) noexcept {
    switch (key) {
    case FileKey::none: return "none";
    case FileKey::locked: return "locked";
    case FileKey::matches: return "matches";
    case FileKey::mismatched: break;
    }
    return "mismatched";
}

Result<FileDescription> describe_file(std::string_view bytes, const Secret* password, std::string_view name) {
    if (bytes.empty()) return fail(Error{"cert.empty"}.with("path", std::string(name)));
    const std::string_view kind = looks_like(bytes);
    if (kind == "p12") {
        auto opened = password != nullptr ? open_p12(bytes, *password, name) : look_into_p12(bytes, name);
        if (opened) return describe(FileFormat::p12, *opened);
        if (opened.error().code == "cert.not_pkcs12") return not_certificate(name, "damaged");
        return fail(std::move(opened).error());
    }
    if (kind == "pem") {
        SKIFTE_TRY(const FileContents contents, read_pem(bytes, password, name));
        return describe(FileFormat::pem, contents);
    }
    if (kind == "certificate") return describe(FileFormat::der, read_der(bytes));
    // A text may begin with a digit 0, which is how DER begins.
    if (kind == "other" && is_truncated_der(bytes))
        return fail(Error{"cert.truncated"}.with("path", std::string(name)));
    return not_certificate(name, kind);
}

Result<FileDescription> describe_file(const std::filesystem::path& path, const Secret* password) {
    SKIFTE_TRY(const Secret bytes, read_certificate_file(path));
    return describe_file(bytes.reveal(), password, path.string());
}

}  // namespace skifte::auth
