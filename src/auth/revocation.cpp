#include <skifte/auth/revocation.hpp>

#include "auth/certificate_bytes.hpp"
#include "auth/certificate_facts.hpp"
#include "auth/chain.hpp"
#include "auth/ocsp.hpp"
#include "auth/pem_file.hpp"
#include "auth/revocation_list.hpp"
#include "auth/revocation_sources.hpp"

#include <algorithm>
#include <memory>

namespace skifte::auth {

namespace {

constexpr std::uint64_t largest_response = std::uint64_t{64} << 10;
constexpr std::uint64_t largest_list = std::uint64_t{16} << 20;

CertificateHandle decode(std::string_view der) {
    const unsigned char* at = der_bytes(der);
    return CertificateHandle{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
}

// The certificate and all above it that its file holds, as long as each is there.
std::vector<CertificateHandle> path_of(const CertificateFacts& facts) {
    std::vector<CertificateHandle> path;
    path.push_back(decode(facts.der));
    for (const auto& link : facts.above) path.push_back(decode(link.der));
    return path;
}

// One certificate, one method.
struct Question {
    X509* certificate;
    X509* issuer;
    std::unique_ptr<OcspQuestion> ocsp;  // null: a list
    RevocationAnswer answer;
};

Question make_question(X509* certificate, X509* issuer, RevocationMethod method) {
    Question question{certificate, issuer, nullptr, {}};
    question.answer.subject = subject_of(certificate);
    question.answer.method = method;
    if (method == RevocationMethod::ocsp) {
        question.ocsp = std::make_unique<OcspQuestion>(certificate, issuer);
        question.answer.address = ocsp_address(certificate);
    } else {
        question.answer.address = crl_address(certificate);
    }
    return question;
}

std::optional<Error> unaskable(const RevocationAnswer& answer) {
    if (answer.address.empty()) return Error{"revocation.no_address"}.with("subject", answer.subject);
    if (!answer.address.starts_with("http://"))
        return Error{"revocation.address"}.with("address", answer.address);
    return std::nullopt;
}

net::PlainRequest request_for(const Question& question, bool loopback_only) {
    net::PlainRequest request;
    request.url = question.answer.address;
    request.loopback_only = loopback_only;
    request.limit = question.ocsp ? largest_response : largest_list;
    if (question.ocsp) {
        request.body = question.ocsp->der();
        request.content_type = "application/ocsp-request";
    }
    return request;
}

void judge(Question& question, const Result<net::PlainAnswer>& got, Instant now) {
    RevocationAnswer& answer = question.answer;
    if (!got) {
        answer.why = Error{"revocation.unreachable"}.with("cause", got.error().code);
    } else if (got->status != 200) {
        answer.why = Error{"revocation.http"}.with("status", std::to_string(got->status));
    } else if (question.ocsp) {
        question.ocsp->judge(got->body, now, answer);
    } else {
        judge_revocation_list(got->body, question.certificate, question.issuer, now, answer);
    }
    if (answer.why) answer.why->arguments.push_back({"address", answer.address});
}

}  // namespace

std::string_view to_string(RevocationMethod method) noexcept {
    return method == RevocationMethod::ocsp ? "ocsp" : "crl";
}

Result<std::vector<RevocationAnswer>> ask_revocation(const RevocationQuery& query, const Clock& clock) {
    const std::vector<CertificateHandle> path = path_of(query.facts);
    std::vector<Question> questions;
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        for (const auto method : {RevocationMethod::ocsp, RevocationMethod::crl})
            questions.push_back(make_question(path[i].get(), path[i + 1].get(), method));

    std::vector<net::PlainRequest> requests;
    std::vector<Question*> asked;
    for (Question& question : questions) {
        question.answer.why = unaskable(question.answer);
        if (question.answer.why) continue;
        requests.push_back(request_for(question, query.loopback_only));
        asked.push_back(&question);
    }
    const auto answers = requests.empty() ? std::vector<Result<net::PlainAnswer>>{} : query.fetch(requests);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (!answers[i] && answers[i].error().code == "interrupted") return fail("interrupted");
        judge(*asked[i], answers[i], clock.now());
    }
    std::vector<RevocationAnswer> out;
    for (Question& question : questions) out.push_back(std::move(question.answer));
    return out;
}

Result<bool> leads_to(const CertificateFacts& facts, const std::filesystem::path& authorities) {
    if (facts.chain != CertificateFacts::Chain::unpinned) return false;
    SKIFTE_TRY(const Secret bytes, read_certificate_file(authorities));
    SKIFTE_TRY(const FileContents file, read_pem(bytes.reveal(), nullptr, authorities.string()));
    return std::any_of(file.certificates.begin(), file.certificates.end(), [&](const auto& authority) {
        const std::string der = der_of<X509>(authority.get(), i2d_X509);
        return std::any_of(facts.above.begin(), facts.above.end(),
                           [&](const auto& link) { return link.der == der; });
    });
}

}  // namespace skifte::auth
