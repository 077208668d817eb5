// Faults on demand: what each does to the answer, and to what is filed.
#include "bench.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::sandbox;
using namespace std::chrono_literals;
using test::header;
using test::pdf_part;
using test::PortalBench;

const std::string reports = PortalBench::sag_path(formaal::foerste_redegoerelse) + "/redegoerelser";

Reply file_under(PortalBench& bench, const std::string& rule) {
    bench.folder.write("faults.json", "[" + rule + "]");
    return bench.post_parts(reports, {pdf_part("dokument")});
}

std::size_t filed(PortalBench& bench) {
    return bench.json(bench.get(reports)).items().size();
}

std::string rule(const std::string& kind, const std::string& more = "") {
    return R"({"operation": "indsendRedegoerelse", "do": ")" + kind + "\"" +
           (more.empty() ? "" : ", " + more) + "}";
}

}  // namespace

TEST_CASE("late: it is filed, and the answer waits") {
    PortalBench bench;
    const Reply reply = file_under(bench, rule("late", R"("ms": 700)"));
    CHECK(reply.answer.status == 201);
    CHECK(reply.delay == 700ms);
    CHECK(reply.committed);
    CHECK(filed(bench) == 1);
}

TEST_CASE("commit-late: it is answered, and seen only later") {
    PortalBench bench;
    CHECK(file_under(bench, rule("commit-late", R"("ms": 500)")).answer.status == 201);
    bench.clock.turn(499ms);
    CHECK(filed(bench) == 0);
    bench.clock.turn(1ms);
    CHECK(filed(bench) == 1);
}

TEST_CASE("what is held is there once its file is, and the answer says of its own wait") {
    PortalBench bench;
    CHECK(file_under(bench, rule("commit-late", R"("until": "videre")")).answer.status == 201);
    bench.clock.turn(60s);
    CHECK(filed(bench) == 0);
    bench.folder.write("videre", "");
    CHECK(filed(bench) == 1);

    const Reply late = file_under(bench, rule("late", R"("until": "nu")"));
    CHECK(late.until == bench.folder.path() / "nu");
    CHECK(filed(bench) == 2);

    CHECK(file_under(bench, rule("error-after", R"("until": "senere")")).answer.status == 500);
    CHECK(filed(bench) == 2);
    bench.folder.write("senere", "");
    CHECK(filed(bench) == 3);
}

TEST_CASE("page: another page than the one asked for, with the total or without it") {
    PortalBench bench;
    const auto ids = [&](const std::string& query, bool total) {
        const Reply reply = bench.get("/tvangsoploesningssager?size=100&" + query);
        CHECK(header(reply.answer, "X-Total-Count").empty() != total);
        std::vector<std::string> all;
        const Json list = bench.json(reply);
        for (const Json& item : list.items()) all.emplace_back(item.text("sagId"));
        return all;
    };
    const auto all = ids("page=0", true);
    REQUIRE(all.size() > 3);
    bench.folder.write("faults.json", R"([
        {"operation": "listSager", "do": "page", "page": 1, "size": 2},
        {"operation": "listSager", "do": "page", "total": false}])");
    CHECK(ids("page=7", true) == std::vector(all.begin() + 2, all.begin() + 4));
    CHECK(ids("page=7", false) == all);
}

TEST_CASE("hostile: every free text of the answer, and nothing that has a form") {
    PortalBench bench;
    const std::string path = PortalBench::sag_path(formaal::foerste_redegoerelse);
    const Json plain = bench.json(bench.get(path));
    const std::string rules = R"({"operation": "hentSag", "do": "hostile"},
                                 {"operation": "hentSag", "do": "hostile", "status": 403})";
    bench.folder.write("faults.json", "[" + rules + "]");
    const Json hostile = bench.json(bench.get(path));
    const auto name = hostile.find("selskab")->text("navn");
    CHECK(name.starts_with("=1+1 \x1b[31m"));
    CHECK(name.ends_with(plain.find("selskab")->text("navn")));
    for (const auto* member : {"sagId", "status"}) CHECK(hostile.text(member) == plain.text(member));
    CHECK(bench.json(bench.get(path), 403).text("besked").ends_with("Der er ikke adgang."));
}

TEST_CASE("refuse: the status that was asked for, a Retry-After, and nothing filed") {
    PortalBench bench;
    const Reply busy = file_under(bench, rule("refuse", R"("status": 429, "retryAfter": 2)"));
    CHECK(bench.json(busy, 429).text("fejlkode") == "FOR_MANGE_KALD");
    CHECK(header(busy.answer, "Retry-After") == "2");
    CHECK_FALSE(busy.committed);
    CHECK(bench.json(file_under(bench, rule("refuse")), 409).text("fejlkode") == "KONFLIKT");
    CHECK(filed(bench) == 0);
}

TEST_CASE("error-before files nothing and error-after files it, with the same answer") {
    PortalBench bench;
    CHECK(file_under(bench, rule("error-before", R"("status": 503)")).answer.status == 503);
    CHECK(filed(bench) == 0);
    CHECK(file_under(bench, rule("error-after", R"("status": 503)")).answer.status == 503);
    CHECK(filed(bench) == 1);
}

TEST_CASE("reset-before files nothing and reset-after files it, and neither answers") {
    PortalBench bench;
    CHECK(file_under(bench, rule("reset-before")).ending == Reply::Ending::reset);
    CHECK(filed(bench) == 0);
    CHECK(file_under(bench, rule("reset-after")).ending == Reply::Ending::reset);
    CHECK(filed(bench) == 1);
}

TEST_CASE("cut: it is filed, and the answer ends early") {
    PortalBench bench;
    const Reply reply = file_under(bench, rule("cut", R"("bytes": 10)"));
    CHECK(reply.ending == Reply::Ending::cut);
    CHECK(reply.bytes == 10);
    CHECK(reply.answer.body.size() > 10);
    CHECK(filed(bench) == 1);
}

TEST_CASE("torn: it is filed, and the whole answer is kept for who wants to know where to tear it") {
    PortalBench bench;
    const Reply reply = file_under(bench, rule("torn", R"("bytes": 10)"));
    CHECK(reply.ending == Reply::Ending::torn);
    CHECK(reply.bytes == 10);
    CHECK(reply.wire.starts_with("HTTP/1.1 201 \r\nDate: "));
    CHECK(reply.wire.ends_with("\r\n\r\n" + reply.answer.body));
    CHECK(bench.folder.read("torn.http") == reply.wire);
    CHECK(filed(bench) == 1);
}

TEST_CASE("ms: what is filed without an answer is shown later all the same") {
    PortalBench bench;
    CHECK(file_under(bench, rule("reset-after", R"("ms": 500)")).committed);
    CHECK(filed(bench) == 0);
    bench.clock.turn(500ms);
    CHECK(filed(bench) == 1);
}

TEST_CASE("html and empty answer 200 with nothing of use, and file as they are told") {
    PortalBench bench;
    const Reply html = file_under(bench, rule("html"));
    CHECK(html.answer.status == 200);
    CHECK(html.answer.content_type.starts_with("text/html"));
    CHECK(filed(bench) == 0);
    const Reply empty = file_under(bench, rule("empty", R"("commit": true)"));
    CHECK(empty.answer.status == 200);
    CHECK(empty.answer.body.empty());
    CHECK(empty.committed);
    CHECK(filed(bench) == 1);
}

TEST_CASE("type: it is filed, and the answer's type is another") {
    PortalBench bench;
    const Reply reply = file_under(bench, rule("type"));
    CHECK(reply.answer.status == 201);
    CHECK(reply.answer.content_type == "text/plain; charset=utf-8");
    CHECK(filed(bench) == 1);
}

TEST_CASE("unauthorized: 401, and nothing filed") {
    PortalBench bench;
    const Reply reply = file_under(bench, rule("unauthorized"));
    CHECK(bench.json(reply, 401).text("fejlkode") == "UGYLDIGT_TOKEN");
    CHECK(filed(bench) == 0);
}

TEST_CASE("a rule is used as often as it says, by its own operation, and each use is logged") {
    PortalBench bench;
    bench.folder.write("faults.json", R"([{"operation": "listSager", "do": "refuse", "times": 2},
                                          {"operation": "*", "do": "error-before", "times": 1}])");
    const std::vector<int> statuses{bench.get("/tvangsoploesningssager").answer.status,
                                    bench.get(reports).answer.status,
                                    bench.get("/tvangsoploesningssager").answer.status,
                                    bench.get("/tvangsoploesningssager").answer.status};
    CHECK(statuses == std::vector<int>{409, 500, 409, 200});
    const auto used = test::lines(bench.folder.read("faults.log"));
    REQUIRE(used.size() == 3);
    CHECK(used[0].text("do") == "refuse");
    CHECK(used[0].text("operation") == "listSager");
    CHECK(used[1].text("do") == "error-before");
    CHECK(used[1].text("operation") == "listRedegoerelser");
    CHECK(used[1].text("requestId").size() == 36);
}

TEST_CASE("a changed file begins afresh, and without one nothing goes wrong") {
    PortalBench bench;
    bench.folder.write("faults.json", R"([{"operation": "listSager", "do": "refuse"}])");
    CHECK(bench.get("/tvangsoploesningssager").answer.status == 409);
    CHECK(bench.get("/tvangsoploesningssager").answer.status == 200);
    bench.folder.write("faults.json", R"([{"operation": "listSager", "do": "refuse"} ])");
    CHECK(bench.get("/tvangsoploesningssager").answer.status == 409);
    std::filesystem::remove(bench.folder.path() / "faults.json");
    CHECK(bench.get("/tvangsoploesningssager").answer.status == 200);
}

TEST_CASE("a call that is not valid uses no rule") {
    PortalBench bench;
    bench.folder.write("faults.json", R"([{"operation": "listSager", "do": "refuse"}])");
    CHECK(bench.get("/tvangsoploesningssager?size=0").answer.status == 422);
    CHECK(bench.get("/tvangsoploesningssager").answer.status == 409);
}

TEST_CASE("the token endpoint can fail too") {
    PortalBench bench;
    bench.folder.write("faults.json", R"([{"operation": "token", "do": "error-before", "status": 503}])");
    const Request request = test::token_request("grant_type=client_credentials");
    CHECK(bench.call(request).answer.status == 503);
    CHECK(bench.call(request).answer.status == 401);
}

TEST_CASE("rules that cannot be understood fail every call, loudly") {
    PortalBench bench;
    const std::string content =
        GENERATE(R"([{"operation": "listSager", "do": "explode"}])", R"({})", R"([{"do": "late"}])",
                 R"([{"operation": "x", "do": "late", "sm": 1}])", "[",
                 R"([{"operation": "x", "do": "late", "ms": "1"}])",
                 R"([{"operation": "x", "do": "page", "size": 0}])");
    bench.folder.write("faults.json", content);
    const Json problem = bench.json(bench.get("/tvangsoploesningssager"), 500);
    CHECK(problem.text("besked").find("sandbox.faults") != std::string::npos);
}
