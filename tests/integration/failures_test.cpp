// failures.txt on every operation of the three specifications: through the retry and the token, over a
// transport that fails as the row says.
#include "cli/commands/specs.hpp"
#include "cli/exit_code.hpp"
#include "unit/net/scripted.hpp"

#include <skifte/api/client.hpp>
#include <skifte/auth/token.hpp>
#include <skifte/openapi/example.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <unistd.h>

using namespace skifte;
using namespace std::chrono_literals;

namespace {

struct Expected {
    int sent = 0;
    std::string code, effect;
    int exit = 0;
};
// By failure, then by `reads`, `files` or an operation's id.
using Table = std::map<std::string, std::map<std::string, Expected>>;

std::string trimmed(std::string text) {
    text.erase(0, text.find_first_not_of(' '));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

Table read_table() {
    Table table;
    std::ifstream file(std::string(SKIFTE_TESTS_DIR) + "/integration/failures.txt");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        std::vector<std::string> cells;
        std::istringstream words(line);
        for (std::string cell; std::getline(words, cell, '|');) cells.push_back(trimmed(cell));
        REQUIRE(cells.size() == 6);
        const bool is_new =
            table[cells[1]]
                .emplace(cells[0], Expected{std::stoi(cells[2]), cells[3], cells[4], std::stoi(cells[5])})
                .second;
        REQUIRE(is_new);
    }
    return table;
}

// "net.proxy none away", "429 Retry-After=3", "200 html"
Result<net::Response> failure(const std::string& what) {
    std::istringstream words(what);
    std::string first, second, third;
    words >> first >> second >> third;
    if (!std::isdigit(static_cast<unsigned char>(first[0]))) {
        Error error(first);
        if (!third.empty()) error.arguments.push_back({"state", third});
        return fail(std::move(error).having(*parse_effect(second)));
    }
    net::Response response;
    response.status = std::stoi(first);
    response.client_certificate_asked = true;
    response.headers.add("Content-Type",
                         second == "html" || second == "nginx" ? "text/html" : "application/json");
    response.body = second == "half"    ? "{\"id\": "
                    : second == "html"  ? "<html></html>"
                    : second == "nginx" ? "<center>The SSL certificate error</center>"
                                        : "{}";
    if (second.starts_with("Retry-After=")) response.headers.add("Retry-After", second.substr(12));
    return response;
}

class Tokens final : public auth::TokenSource {
public:
    explicit Tokens(net::Loop& loop) : loop_(loop) {}
    void get(std::optional<Secret>, std::chrono::steady_clock::time_point, Completion done) override {
        auth::Token token;
        token.value = Secret{"token-" + std::to_string(++given_)};
        loop_.post([done = std::move(done), token] { done(token); });
    }
    Result<bool> clear() override { return false; }

private:
    net::Loop& loop_;
    int given_ = 0;
};

class Fixture {
public:
    Fixture() {
        path_ = std::filesystem::temp_directory_path() /
                ("skifte-failures-" + std::to_string(::getpid()) + ".pdf");
        std::ofstream(path_) << "%PDF-1.4\n%%EOF\n";
        pdf_ = net::PinnedFile::open(path_).value();
    }
    ~Fixture() { std::filesystem::remove(path_); }

    // A call of it with the specification's own examples, where the transport gives these in order.
    Result<api::Answer> call(const openapi::Operation& operation, std::deque<Result<net::Response>> results) {
        inner.results = std::move(results);
        inner.started = 0;
        auto retry = net::make_retry(inner, {.timer = timer}, clock);
        std::shared_ptr<net::Transport> api = auth::make_token_transport(*retry, tokens, "https://x.example");
        api::Client client(std::move(api), {"https://x.example", 24h});
        return client.call(operation, arguments(operation));
    }

    net::Loop loop;
    net::test::MovedClock clock;
    net::test::MovingTimer timer{loop, clock};
    net::test::Scripted inner{loop};
    Tokens tokens{loop};

private:
    api::Arguments arguments(const openapi::Operation& operation) const {
        api::Arguments out;
        for (const auto& parameter : operation.parameters) {
            if (!parameter.required) continue;
            auto stated = Json::parse(parameter.example);
            Json value = stated ? std::move(stated).value() : openapi::example(*parameter.schema);
            auto& list = parameter.in == openapi::In::path    ? out.path
                         : parameter.in == openapi::In::query ? out.query
                                                              : out.header;
            list.push_back({std::string(parameter.name), std::move(value)});
        }
        if (operation.body == nullptr) return out;
        const auto& media = operation.body->content.front();
        if (media.type != "multipart/form-data") {
            out.body = openapi::example(*media.schema);
            return out;
        }
        out.body = Json::object();
        for (const auto& property : media.schema->properties) {
            if (property.schema->format == "binary")
                out.attachments.push_back(
                    {.part = std::string(property.name), .file = pdf_, .file_name = "a.pdf"});
            else if (property.schema->items == nullptr || property.schema->items->format != "binary")
                out.body->set(std::string(property.name), openapi::example(*property.schema));
        }
        return out;
    }

    std::filesystem::path path_;
    std::optional<net::PinnedFile> pdf_;
};

const Expected& expected(const std::map<std::string, Expected>& rows, const openapi::Operation& operation) {
    if (const auto own = rows.find(std::string(operation.id)); own != rows.end()) return own->second;
    return rows.at(operation.facts.files ? "files" : "reads");
}

}  // namespace

TEST_CASE("failures.txt has a row for whatever reads and whatever files, and names no operation in vain") {
    std::set<std::string> ids{"reads", "files"};
    for (const auto* spec : cli::compiled_specs())
        for (const auto& operation : spec->operations) ids.insert(std::string(operation.id));
    for (const auto& [failure, rows] : read_table()) {
        CAPTURE(failure);
        CHECK(rows.contains("reads"));
        CHECK(rows.contains("files"));
        for (const auto& [who, row] : rows) CHECK(ids.contains(who));
    }
}

TEST_CASE_METHOD(Fixture, "Every operation meets every failure as failures.txt says") {
    const Table table = read_table();
    std::size_t operations = 0;
    for (const auto* spec : cli::compiled_specs())
        for (const auto& operation : spec->operations) {
            ++operations;
            for (const auto& [what, rows] : table) {
                const Expected& row = expected(rows, operation);
                CAPTURE(spec->name, operation.id, what);
                const auto answer = call(operation, std::deque<Result<net::Response>>(8, failure(what)));
                REQUIRE_FALSE(answer);
                CHECK(answer.error().code == row.code);
                CHECK(to_string(answer.error().effect) == row.effect);
                CHECK(inner.started == row.sent);
                CHECK(static_cast<int>(cli::exit_of(answer.error())) == row.exit);
            }
        }
    CHECK(operations > 50);
}

TEST_CASE_METHOD(Fixture, "What is sent again ends with what the second sending came to") {
    const auto refusal = failure("404");
    for (const auto* spec : cli::compiled_specs())
        for (const auto& operation : spec->operations)
            for (const auto& [what, rows] : read_table()) {
                if (expected(rows, operation).sent == 1) continue;
                CAPTURE(spec->name, operation.id, what);
                CHECK(call(operation, {failure(what), refusal}).error().code == "http.not_found");
                CHECK(inner.started == 2);
            }
}
