// A PKI of the OCES3 profile for tests: root, issuing CA and leaves, RSASSA-PSS throughout, of an
// organisation that does not exist. RSA 2048 where the state has 4096 and 3072, since keys are made afresh in
// every run.
#pragma once

#include "auth/openssl_handles.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace skifte::auth::test {

struct Issued {
    KeyHandle key;
    CertificateHandle certificate;
};

struct LeafProfile {
    std::string common_name = "Skifte prøvesystem";
    std::string unique_id = "UI:DK-O:G:9f716cec-0000-4aff-b455-000000000000";
    std::string organisation = "Testorganisation nr. 99999999";
    std::string organisation_identifier = "NTRDK-99999999";
    std::string policies = "0.4.0.2042.1.1,1.2.208.169.1.1.1.3.7";
    std::string key_usage = "critical,digitalSignature,keyEncipherment";
    bool names_issuer_key = true;    // by an authority key identifier
    std::string extended_key_usage;  // "" for none, as OCES3 has it
    std::string crl_address, ocsp_address;
    std::chrono::sys_seconds not_before = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
    std::chrono::sys_seconds not_after = std::chrono::sys_days{std::chrono::year{2029} / 1 / 1};
};

class Pki {
public:
    Pki();
    [[nodiscard]] const Issued& root() const noexcept { return root_; }
    [[nodiscard]] const Issued& issuing() const noexcept { return issuing_; }
    [[nodiscard]] Issued issue(const LeafProfile& profile = {}) const { return issue_by(issuing_, profile); }
    [[nodiscard]] static Issued issue_by(const Issued& issuer, const LeafProfile& profile = {});

private:
    Issued root_, issuing_;
};

// Made once in the process.
[[nodiscard]] const Pki& pki();
[[nodiscard]] const Issued& leaf();

[[nodiscard]] KeyHandle make_key();
[[nodiscard]] CertificateHandle copy(const CertificateHandle& certificate);
// The same certificate with one bit of its signature turned.
[[nodiscard]] CertificateHandle tampered(const CertificateHandle& certificate);

struct P12 {
    const EVP_PKEY* key = nullptr;
    std::vector<const X509*> certificates;                  // the leaf first
    std::optional<std::string> password = "Kode?.;-+1234";  // none is not the same as ""
    int key_cipher = NID_aes_256_cbc;
    int certificate_cipher = -1;  // -1: not encrypted, as MitID Erhverv delivers them
    bool mac = true;
};
[[nodiscard]] std::string make_p12(const P12& parts);
// The leaf with its whole chain.
[[nodiscard]] P12 whole_chain();

// A folder of mode 0700 that goes with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

// An environment variable for the length of a test.
class EnvironmentVariable {
public:
    EnvironmentVariable(std::string name, const std::string& value);
    ~EnvironmentVariable();
    EnvironmentVariable(const EnvironmentVariable&) = delete;
    EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

private:
    std::string name_;
    std::string before_;
    bool was_set_ = false;
};

}  // namespace skifte::auth::test
