#include "cli/message.hpp"

#include <skifte/support/result.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;

namespace {

Error refused_by_court() {
    Error error("http.unprocessable", {{"operation", "indsendRedegoerelse"}});
    HttpFailure http;
    http.status = 422;
    http.request_id = "r-1";
    http.problem = Json::parse(R"({"besked": "Perioden overlapper", "fejl": [
        {"felt": "periodeFra", "besked": "ligger før den forrige"}]})")
                       .value();
    http.words = "Perioden overlapper";
    http.remarks = {{"periodeFra", "ligger før den forrige"}, {"", "og mere"}};
    error.http = std::move(http);
    return error;
}

}  // namespace

TEST_CASE("A message names the program, the cause and the input", "[message]") {
    CHECK(message(Error("file.missing", {{"path", "redegoerelse.pdf"}}), Language::da) ==
          "skifte: Filen redegoerelse.pdf findes ikke. Kontrollér stien.\n");
    CHECK(message(Error("file.missing", {{"path", "redegoerelse.pdf"}}), Language::en) ==
          "skifte: The file redegoerelse.pdf does not exist. Check the path.\n");
}

TEST_CASE("The court's own words, its faults and the request id are passed on", "[message]") {
    const std::string text = message(refused_by_court(), Language::da);
    CHECK(text.find("(422)") != std::string::npos);
    CHECK(text.find("Rettens svar: Perioden overlapper\n") != std::string::npos);
    CHECK(text.find("\n  periodeFra: ligger før den forrige\n  og mere\n") != std::string::npos);
    CHECK(text.find("\n  Request-id: r-1\n") != std::string::npos);
}

TEST_CASE("Without words of the court the sentence ends before them", "[message]") {
    Error error = refused_by_court();
    error.http->words.clear();
    CHECK(message(error, Language::da).find("Rettens svar") == std::string::npos);
}

TEST_CASE("All faults of an input are listed under the sentence", "[message]") {
    Error error("request.invalid", {{"operation", "indsendRedegoerelse"}});
    error.faults = {
        {"body.redegoerelse.periodeFra", "schema.format", {{"value", "i går"}, {"expected", "date"}}},
        {"file.dokument", "call.file_missing", {}}};
    const std::string text = message(error, Language::da);
    CHECK(text.find("\n  body.redegoerelse.periodeFra: »i går« har ikke formen date\n") != std::string::npos);
    CHECK(text.find("\n  file.dokument: filen mangler\n") != std::string::npos);
}

TEST_CASE("Where a fault stands may be named by anybody", "[message]") {
    Error error("request.invalid", {{"operation", "opretKrav"}});
    error.faults = {{"body.krav.\x1b[31mond\nskifte: falsk", "schema.unknown_member", {}},
                    {"body.krav.0102330000", "schema.unknown_member", {}}};
    const std::string text = message(error, Language::da);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\nskifte: falsk") == std::string::npos);
    CHECK(text.find("body.krav.010233-xxxx") != std::string::npos);
    CHECK(message_object(error, Language::da).dump().find("0102330000") == std::string::npos);
}

TEST_CASE("A limit and a number with decimals are no CPR numbers; whole numbers of ten digits may be",
          "[message]") {
    Error error("request.invalid", {{"operation", "opretKrav"}});
    error.faults = {
        {"body.beloeb", "schema.maximum", {{"value", "1234567890.50"}, {"limit", "9999999999.99"}}},
        {"body.renter", "schema.maximum", {{"value", "0102330000"}, {"limit", "9999999999"}}}};
    const std::string text = message(error, Language::da);
    CHECK(text.find("»1234567890.50« er for stor; højst 9999999999.99 er tilladt") != std::string::npos);
    CHECK(text.find("»010233-xxxx« er for stor; højst 9999999999 er tilladt") != std::string::npos);
    CHECK(message_object(error, Language::da).dump().find("0102330000") == std::string::npos);
    CHECK(sentence(Error{"amount.invalid", {{"value", "0102330000,0102330000"}}}, Language::da)
              .find("010233-xxxx,010233-xxxx") != std::string::npos);
}

TEST_CASE("A form that has a name is told by it, and no user reads a pattern", "[message]") {
    Error error("request.invalid", {{"operation", "opretKrav"}});
    error.faults = {
        {"body.krav.kreditor.cvrNummer", "schema.pattern", {{"value", "7777"}, {"expected", "^[0-9]{8}$"}}},
        {"Kreditor CVR", "schema.pattern", {{"field", "kreditor.cvrNummer"}, {"expected", "^[0-9]{8}$"}}},
        {"body.krav.grundlag", "schema.pattern", {{"value", " "}, {"expected", "\\S"}}},
        {"body.kode", "schema.pattern", {{"value", "x"}, {"expected", "^[A-Z]$"}}}};
    const std::string text = message(error, Language::da);
    CHECK(text.find("cvrNummer: »7777« er ikke et CVR-nummer") != std::string::npos);
    CHECK(text.find("Kreditor CVR: »« er ikke et CVR-nummer") != std::string::npos);
    CHECK(text.find("[0-9]") == std::string::npos);
    CHECK(text.find("grundlag: må ikke kun være mellemrum") != std::string::npos);
    CHECK(text.find("»x« har ikke den rette form (^[A-Z]$)") != std::string::npos);
}

TEST_CASE("A fault of a value that came by a flag is told by the flag and the path", "[message]") {
    Error error("request.invalid", {{"operation", "indsendRedegoerelse"}});
    error.faults = {{"body.redegoerelse.periodeFra", "call.missing", {{"flag", "--periode"}}}};
    CHECK(message(error, Language::da).find("\n  --periode (body.redegoerelse.periodeFra): mangler\n") !=
          std::string::npos);
    CHECK(message_object(error, Language::da).at_pointer("/faults/0/flag")->as_string() == "--periode");
}

TEST_CASE("A filing of unknown effect names the command that settles it", "[message]") {
    const Error error = Error("net.reset", {{"stage", "waiting"}, {"id", "f-1"}}).having(Effect::unknown);
    CHECK(message(error, Language::da).find("kør `skifte indsendelse afklar f-1`") != std::string::npos);
    CHECK(message(error, Language::en).find("run `skifte indsendelse afklar f-1`") != std::string::npos);
}

TEST_CASE("Settling does not send the user back to settling", "[message]") {
    const Error error = Error("filing.count", {{"id", "f-1"}}).having(Effect::unknown);
    CHECK(message(error, Language::da).find("Send det ikke igen") == std::string::npos);
}

TEST_CASE("A filing that never left says so, and a read does not speak of filing", "[message]") {
    const std::vector<Argument> where{{"host", "portal.example"}, {"port", "443"}};
    Error filing("net.connect", where);
    CHECK(message(filing, Language::da).find("indgivet") == std::string::npos);
    filing.arguments.push_back({"id", "f-1"});
    CHECK(message(filing, Language::da).find("Intet er indgivet") != std::string::npos);
}

TEST_CASE("What fails after a filing was made does not hide that it was", "[message]") {
    const Error error = Error("net.timeout.total").having(Effect::done);
    CHECK(message(error, Language::da).find("Det er indgivet; `skifte kvittering liste`") !=
          std::string::npos);
}

TEST_CASE("A code may have a text for one value of an argument", "[message]") {
    const auto about = [](std::string looks_like) {
        return message(Error("cert.not_pkcs12", {{"path", "c.p12"}, {"looks_like", std::move(looks_like)}}),
                       Language::da);
    };
    CHECK(about("pem").find("PEM-fil") != std::string::npos);
    CHECK(about("other").find("er ikke en .p12-fil") != std::string::npos);
}

TEST_CASE("A CPR is masked wherever it comes from", "[message]") {
    Error error = refused_by_court();
    error.http->problem = Json::parse(R"({"besked": "Ukendt: 010190-0000"})").value();
    error.http->words = "Ukendt: 010190-0000";
    error.http->remarks = {{"cpr", "010190-0000 findes ikke"}};
    for (const auto& text : {message(error, Language::da), message_object(error, Language::da).dump(),
                             message(Error("usage.extra", {{"word", "010190-0000"}}), Language::da)})
        CHECK(text.find("010190-0000") == std::string::npos);
}

TEST_CASE("Frames are told only to who asks for them", "[message]") {
    const Error error = Error("net.name", {{"host", "portal.example"}}).in("listSager");
    CHECK(message(error, Language::da).find("listSager") == std::string::npos);
    CHECK(message(error, Language::da, true).find("  < listSager\n") != std::string::npos);
}

TEST_CASE("The object for machines holds code, exit, effect, arguments, answer and sentence", "[message]") {
    const Json object = message_object(refused_by_court(), Language::en);
    CHECK(object.text("code") == "http.unprocessable");
    CHECK(object.find("exit")->as_integer() == 5);
    CHECK(object.text("effect") == "none");
    CHECK(object.at_pointer("/arguments/operation")->as_string() == "indsendRedegoerelse");
    CHECK(object.at_pointer("/http/status")->as_integer() == 422);
    CHECK(object.at_pointer("/http/problem/besked")->as_string() == "Perioden overlapper");
    CHECK(object.text("requestId") == "r-1");
    CHECK(object.text("message").starts_with("The court could not take"));
    CHECK(object.dump().find('\n') == std::string::npos);
}

TEST_CASE("The object for machines has every key, also where nobody answered", "[message]") {
    const Json object = message_object(Error("usage.extra", {{"word", "T"}}), Language::da);
    for (const auto* key :
         {"code", "exit", "effect", "arguments", "faults", "http", "requestId", "message"}) {
        CAPTURE(key);
        CHECK(object.find(key) != nullptr);
    }
    CHECK(object.find("http")->is_null());
    CHECK(object.find("requestId")->is_null());
    CHECK(object.find("faults")->items().empty());
}
