#include "unit/api/scripted_transport.hpp"
#include "unit/api/table.hpp"

#include <skifte/api/client.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::api;
using skifte::api::test::ScriptedTransport;

namespace {

struct Fixture {
    std::shared_ptr<ScriptedTransport> transport = std::make_shared<ScriptedTransport>();
    Client client{transport, {"https://x.example", std::chrono::seconds(5)}};
    Arguments two_a_page() const {
        Arguments arguments;
        arguments.query.push_back({"size", Json(2)});
        return arguments;
    }
};

}  // namespace

TEST_CASE(
    "a call carries an id of ours where the spec has a parameter for it, and the answer is known by it") {
    Fixture f;
    f.transport->answer("{}");
    Arguments arguments;
    arguments.path.push_back({"id", Json("1")});
    const auto answer = f.client.call(test::read_one, arguments);
    REQUIRE(answer);
    CHECK(answer->request_id.size() == 36);
    CHECK(answer->request_id == f.transport->ids.front());
}

TEST_CASE("a call that cannot be encoded fails without reaching the transport") {
    Fixture f;
    CHECK(f.client.call(test::create, {}).error().code == "request.invalid");
    CHECK(f.transport->urls.empty());
}

TEST_CASE("a failure of the transport keeps its effect for a filing and has none for a read") {
    Fixture f;
    f.transport->answers.emplace_back(fail(Error("net.reset").having(Effect::unknown)));
    f.transport->answers.emplace_back(fail(Error("net.reset").having(Effect::unknown)));
    Arguments filing;
    filing.body = Json::object({{"navn", Json("a")}});
    CHECK(f.client.call(test::create, filing).error().effect == Effect::unknown);
    Arguments one;
    one.path.push_back({"id", Json("1")});
    CHECK(f.client.call(test::read_one, one).error().effect == Effect::none);
}

namespace {

// Answers once with a body of that type, given to the sink as the real one does.
class StreamingTransport final : public net::Transport {
public:
    StreamingTransport(std::string type, std::string body) : type_(std::move(type)), body_(std::move(body)) {}
    void start(net::Request request, Completion done) override {
        net::Response response;
        response.status = 200;
        response.headers.add("Content-Type", type_);
        if (request.sink && request.wanted(200, response.headers))
            CHECK(request.sink(body_));
        else
            response.body = body_;
        loop_.post([response, done = std::move(done)] { done(response); });
    }
    net::Loop& loop() noexcept override { return loop_; }

private:
    net::Loop loop_;
    std::string type_, body_;
};

struct Fetched {
    std::string taken;
    int heads = 0;
    Result<Answer> answer;
};

Fetched fetched(const openapi::Operation& operation, std::string type, std::string body) {
    Client client{std::make_shared<StreamingTransport>(std::move(type), std::move(body)),
                  {"https://x.example", std::chrono::seconds(5)}};
    Arguments arguments;
    arguments.path.push_back({"id", Json("1")});
    Fetched out{.answer = fail("interrupted")};
    out.answer = client.call(operation, arguments,
                             {.chunk = [&](std::string_view chunk) { return out.taken += chunk, true; },
                              .head = [&](int, const net::Headers&) { ++out.heads; }});
    return out;
}

}  // namespace

TEST_CASE("what is binary and of a stated type goes to the sink, and the rest is in the answer as ever") {
    const auto pdf = fetched(test::fetch, "application/pdf", "%PDF-");
    CHECK(pdf.answer->status == 200);
    CHECK(pdf.taken == "%PDF-");
    CHECK(pdf.heads == 1);
    CHECK(pdf.answer->bytes.empty());

    const auto page = fetched(test::fetch, "text/html", "<p>");
    CHECK(page.answer.error().code == "answer.unreadable");
    CHECK(page.taken.empty());
    CHECK(page.heads == 0);

    const auto json = fetched(test::read_one, "application/json", "{\"navn\":\"a\"}");
    CHECK(json.answer->body.text("navn") == "a");
    CHECK(json.taken.empty());
}

TEST_CASE("pages are followed to the total and no further") {
    Fixture f;
    f.transport->answer("[1,2]", "3");
    f.transport->answer("[3]", "3");
    Pager pages(f.client, test::list, f.two_a_page());
    CHECK(pages.next()->value().size() == 2);
    CHECK(pages.next()->value().size() == 1);
    CHECK_FALSE(pages.next()->has_value());
    CHECK(f.transport->urls == std::vector<std::string>{"https://x.example/ting?page=0&size=2",
                                                        "https://x.example/ting?page=1&size=2"});
}

TEST_CASE("a page knows the server's clock") {
    Fixture f;
    f.transport->answer("[1,2]", "3");
    f.transport->answer("[3]", "3");
    net::Response& first = f.transport->answers.front().value();
    first.headers.add("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
    Pager pages(f.client, test::list, f.two_a_page());
    REQUIRE(pages.next());
    CHECK(pages.date() == parse_rfc3339("1994-11-06T08:49:37Z").value());
    REQUIRE(pages.next());
    CHECK_FALSE(pages.date());
}

TEST_CASE("without a total only an empty page is the end") {
    Fixture f;
    f.transport->answer("[1,2]");
    f.transport->answer("[3]");
    f.transport->answer("[]");
    Pager pages(f.client, test::list, f.two_a_page());
    CHECK(pages.next()->value().size() == 2);
    CHECK(pages.next()->value().size() == 1);
    CHECK_FALSE(pages.next()->has_value());
}

TEST_CASE("a server that gives the same page again is found out") {
    Fixture f;
    f.transport->answer("[1,2]");
    f.transport->answer("[1,2]");
    Pager pages(f.client, test::list, f.two_a_page());
    REQUIRE(pages.next());
    CHECK(pages.next().error().code == "page.repeated");
}

TEST_CASE("a server that begins anew after its last page is found out") {
    Fixture f;
    for (const auto* page : {"[1,2]", "[3]", "[1,2]", "[3]"}) f.transport->answer(page);
    Pager pages(f.client, test::list, f.two_a_page());
    REQUIRE(pages.next());
    REQUIRE(pages.next());
    const auto third = pages.next();
    REQUIRE_FALSE(third);
    CHECK(third.error().code == "page.repeated");
    CHECK(third.error().argument("operation") == "list");
    CHECK(third.error().argument("page") == "2");
    CHECK(list_changed(third.error()));
}

TEST_CASE("pages that overlap are a fault, though the total is right to the end") {
    Fixture f;
    f.transport->answer("[1,2]", "4");
    f.transport->answer("[2,3]", "4");
    Pager pages(f.client, test::list, f.two_a_page());
    REQUIRE(pages.next());
    CHECK(pages.next().error().code == "page.repeated");
}

TEST_CASE("an item is known by its id where the overlay says which field that is") {
    Fixture f;
    // Changed between the pages, and moved.
    f.transport->answer(R"([{"tingId":"a","navn":"x"}])", "2");
    f.transport->answer(R"([{"tingId":"a","navn":"y"}])", "2");
    Pager pages(f.client, test::list_with_ids, f.two_a_page());
    REQUIRE(pages.next());
    CHECK(pages.next().error().code == "page.repeated");

    f.transport->answer(R"([{"tingId":"a","navn":"x"}])", "2");
    f.transport->answer(R"([{"tingId":"b","navn":"x"}])", "2");
    Pager others(f.client, test::list_with_ids, f.two_a_page());
    REQUIRE(others.next());
    CHECK(others.next());
}

TEST_CASE("two equal items may stand on one page") {
    Fixture f;
    f.transport->answer("[1,1]", "2");
    CHECK(Pager(f.client, test::list, f.two_a_page()).next()->value().size() == 2);
}

TEST_CASE("more items than the total, and fewer, are faults") {
    Fixture f;
    f.transport->answer("[1,2]", "1");
    CHECK(Pager(f.client, test::list, f.two_a_page()).next().error().code == "page.outran_total");
    f.transport->answer("[]", "4");
    CHECK(Pager(f.client, test::list, f.two_a_page()).next().error().code == "page.ended_early");
    f.transport->answer("{}", "4");
    CHECK(Pager(f.client, test::list, f.two_a_page()).next().error().code == "page.no_list");
}

TEST_CASE("a total that changes between two pages is a fault, whichever way it went") {
    for (const auto* total : {"3", "5"}) {
        Fixture f;
        f.transport->answer("[1,2]", "4");
        f.transport->answer("[3]", total);
        Pager pages(f.client, test::list, f.two_a_page());
        REQUIRE(pages.next());
        const auto second = pages.next();
        REQUIRE_FALSE(second);
        CHECK(second.error().code == "page.total_changed");
        CHECK(second.error().argument("before") == "4");
        CHECK(second.error().argument("total") == total);
        CHECK(list_changed(second.error()));
    }
}

TEST_CASE("a list without pages is held against its total as well") {
    Fixture f;
    Arguments one;
    one.path.push_back({"id", Json("1")});
    f.transport->answer("[1,2]", "3");
    CHECK(Pager(f.client, test::read_one, one).next().error().code == "page.ended_early");
    f.transport->answer("[1,2]", "1");
    CHECK(Pager(f.client, test::read_one, one).next().error().code == "page.outran_total");
    f.transport->answer("[1,2]", "2");
    CHECK(Pager(f.client, test::read_one, one).next()->value().size() == 2);
}

namespace {

struct Whole {
    Result<void> read;
    std::string items;
    std::size_t asked = 0;
};

// Two a page; each reading is told by the totals of its two pages.
Whole read_whole_of(std::initializer_list<std::pair<const char*, const char*>> readings) {
    Fixture f;
    int item = 0;
    const auto page = [&] {
        const std::string from = std::to_string(item + 1), to = std::to_string(item + 2);
        item += 2;
        return "[" + from + "," + to + "]";
    };
    for (const auto& [first, second] : readings) {
        f.transport->answer(page(), first);
        f.transport->answer(page(), second);
    }
    Whole whole{.read = {}};
    whole.read = read_whole(
        f.client, test::list, f.two_a_page(), [&] { whole.items.clear(); },
        [&](const Json::Array& items) { whole.items += Json::array(items).dump(); });
    whole.asked = f.transport->urls.size();
    return whole;
}

}  // namespace

TEST_CASE("a list that is wanted whole is read afresh when it changes, and nothing of the first is kept") {
    const auto whole = read_whole_of({{"4", "3"}, {"4", "4"}});
    CHECK(whole.read);
    CHECK(whole.items == "[5,6][7,8]");
    CHECK(whole.asked == 4);
}

TEST_CASE("a list that changes under three readings is a fault") {
    const auto whole = read_whole_of({{"4", "3"}, {"4", "5"}, {"4", "6"}});
    CHECK(whole.read.error().code == "page.total_changed");
    CHECK(whole.asked == 6);
}

TEST_CASE("what reading again cannot mend is not tried again") {
    Fixture f;
    f.transport->answer("{}");
    const auto nothing = [](auto&&...) {};
    CHECK(read_whole(f.client, test::list, f.two_a_page(), nothing, nothing).error().code == "page.no_list");
}
