// Writes a journal as years of filing leave one: so many rows that the court has accepted, each with its
// receipt.
//
// fill_journal FOLDER COUNT
#include <skifte/journal/journal.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace skifte::journal;

constexpr long at_once = 20'000;

Filing wish(const Journal& journal, const std::string& name) {
    Filing filing;
    filing.environment = "sandbox";
    filing.base_url = "https://localhost/kreditor/v1";
    filing.cvr = "99999999";
    filing.certificate_serial = "0a1b2c3d4e5f";
    filing.spec = "tvangsoploesning-kreditor-dist-oas";
    filing.spec_version = "1.0.0";
    filing.operation = "opretKrav";
    filing.target = R"({"cvrNummer":"99999999"})";
    filing.identity = journal.hmac(name);
    filing.content = journal.hmac("content of " + name);
    filing.match = R"({"/beloeb":")" + journal.hmac("1") + R"(","/egenReference":")" + journal.hmac(name) +
                   R"(","reference":"/egenReference"})";
    filing.input_path = "krav.csv";
    filing.run = "r-000000000000";
    return filing;
}

skifte::Result<void> fill(const char* folder, long count) {
    SKIFTE_TRY(Journal journal, Journal::open({.folder = folder}));
    for (long done = 0; done < count;) {
        std::vector<Filing> wishes;
        for (; done < count && wishes.size() < at_once; ++done)
            wishes.push_back(wish(journal, "old " + std::to_string(done)));
        SKIFTE_TRY(const auto begun, journal.begin(std::move(wishes)));
        std::vector<Journal::Conclusion> ended;
        for (const auto& one : begun)
            ended.push_back({.id = one.id,
                             .acceptance = {.server_id = "k-" + one.id,
                                            .server_time = "2026-01-15T08:00:00Z",
                                            .request_id = "q-" + one.id,
                                            .body_sha256 = std::string(64, 'a'),
                                            .http_status = 201}});
        SKIFTE_CHECK(journal.conclude(ended));
    }
    return {};
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    const auto filled = fill(words[1], std::atol(words[2]));
    if (!filled) std::fprintf(stderr, "%s\n", filled.error().code.c_str());
    return filled ? 0 : 1;
}
