#include "cli/receipts.hpp"

#include "cli/commands/specs.hpp"

#include <skifte/support/date.hpp>

namespace skifte::cli {

namespace {

Json file_objects(const std::vector<journal::SentFile>& files) {
    Json out = Json::array();
    for (const auto& file : files) {
        Json one = Json::object();
        one.set("del", file.part);
        one.set("navn", file.name);
        one.set("stoerrelse", static_cast<std::int64_t>(file.size));
        one.set("sha256", file.sha256);
        out.push_back(std::move(one));
    }
    return out;
}

// What was filed on, by the API's own names: {"sagId": …} becomes members of their own.
void set_target(Json& out, const std::string& target) {
    const auto parsed = Json::parse(target);
    if (!parsed || !parsed->is_object()) return;
    for (const auto& [name, value] : parsed->members()) out.set(name, value);
}

void set_unless_empty(Json& out, std::string_view name, const std::string& value) {
    if (!value.empty()) out.set(name, value);
}

std::string_view effect_word(journal::State state) {
    switch (state) {
    case journal::State::accepted: return "done";
    case journal::State::unknown:
    case journal::State::sending: return "unknown";
    default: return "none";
    }
}

// The receipt's own words, whatever the language: a script reads them too.
std::string_view verification_word(journal::Verification verification) {
    switch (verification) {
    case journal::Verification::confirmed: return "bekræftet";
    case journal::Verification::differs: return "afviger";
    case journal::Verification::not_checked: break;
    }
    return "ikke efterprøvet";
}

// What a filing of any operation may be filed on, and what it may have made.
void set_sample_ids(Json& out) {
    for (const openapi::Spec* spec : compiled_specs())
        for (const auto& operation : spec->operations) {
            if (!operation.facts.files) continue;
            for (const auto source : operation.facts.target)
                out.set(source.substr(source.rfind('.') + 1), "");
            if (operation.facts.receipt_id.rfind('/') == 0) out.set(operation.facts.receipt_id.substr(1), "");
        }
}

// The server's id under the API's own name for it, such as redegoerelseId.
void set_own_id(Json& out, const journal::Receipt& receipt) {
    const openapi::Operation* operation = recorded_operation(receipt.spec, receipt.operation).operation;
    if (operation == nullptr || operation->facts.receipt_id.rfind('/') != 0) return;
    out.set(operation->facts.receipt_id.substr(1), receipt.server_id);
}

}  // namespace

Json receipt_object(const journal::Receipt& receipt) {
    Json out = Json::object();
    out.set("kvitteringId", receipt.id);
    out.set("indsendelseId", receipt.filing);
    out.set("operation", receipt.operation);
    set_target(out, receipt.target);
    set_unless_empty(out, "serverId", receipt.server_id);
    if (!receipt.server_id.empty()) set_own_id(out, receipt);
    set_unless_empty(out, "serverTidspunkt", receipt.server_time);
    out.set("registreretTidspunkt", rfc3339(receipt.recorded));
    out.set("filer", file_objects(receipt.files));
    set_unless_empty(out, "indholdSha256", receipt.body_sha256);
    out.set("certifikatSerienummer", receipt.certificate_serial);
    set_unless_empty(out, "certifikatCvr", receipt.cvr);
    set_unless_empty(out, "requestId", receipt.request_id);
    out.set("miljoe", receipt.environment);
    out.set("adresse", receipt.base_url);
    out.set("spec", receipt.spec);
    out.set("specVersion", receipt.spec_version);
    out.set("efterproevning", verification_word(receipt.verification));
    if (!receipt.differences.empty()) {
        Json differences = Json::array();
        for (const auto& pointer : receipt.differences) differences.push_back(Json(pointer));
        out.set("afvigelser", std::move(differences));
    }
    return out;
}

Json filing_object(const journal::Filing& filing) {
    Json out = Json::object();
    out.set("indsendelseId", filing.id);
    out.set("operation", filing.operation);
    set_target(out, filing.target);
    out.set("tilstand", to_string(filing.state));
    out.set("oprettetTidspunkt", rfc3339(filing.created));
    if (filing.sent) out.set("sendtTidspunkt", rfc3339(*filing.sent));
    if (filing.last_byte) out.set("sidsteByteTidspunkt", rfc3339(*filing.last_byte));
    if (filing.settled) out.set("afgjortTidspunkt", rfc3339(*filing.settled));
    set_unless_empty(out, "afgjortVed", filing.settled_by);
    set_unless_empty(out, "inputSti", filing.input_path);
    out.set("filer", file_objects(filing.files));
    if (filing.http_status != 0) out.set("httpStatus", filing.http_status);
    set_unless_empty(out, "requestId", filing.request_id);
    set_unless_empty(out, "serverId", filing.server_id);
    set_unless_empty(out, "serverTidspunkt", filing.server_time);
    set_unless_empty(out, "fejlkode", filing.fault_code);
    set_unless_empty(out, "fejltekst", filing.fault_text);
    out.set("miljoe", filing.environment);
    out.set("certifikatSerienummer", filing.certificate_serial);
    out.set("spec", filing.spec);
    out.set("specVersion", filing.spec_version);
    Json ours = Json::object();
    ours.set("effect", effect_word(filing.state));
    out.set("skifte", std::move(ours));
    return out;
}

Json sample_receipt() {
    journal::Receipt receipt;
    receipt.cvr = receipt.server_time = receipt.request_id = receipt.body_sha256 = "-";
    receipt.differences = {"-"};
    Json out = receipt_object(receipt);
    set_sample_ids(out);
    return out.set("skifte", Json::object().set("effect", "").set("tidligere", false));
}

Json sample_filing() {
    journal::Filing filing;
    filing.sent = filing.last_byte = filing.settled = Instant{};
    filing.settled_by = filing.input_path = filing.request_id = filing.server_id = filing.server_time = "-";
    filing.fault_code = filing.fault_text = "-";
    filing.http_status = 200;
    Json out = filing_object(filing);
    set_sample_ids(out);
    return out;
}

std::span<const Column> receipt_columns() {
    static constexpr Column columns[] = {{"/kvitteringId"},
                                         {"/indsendelseId"},
                                         {"/operation"},
                                         {"/sagId"},
                                         {"/fristId"},
                                         {"/doedsbojournalId"},
                                         {"/cvrNummer"},
                                         {"/serverId"},
                                         {"/serverTidspunkt", Show::moment},
                                         {"/registreretTidspunkt", Show::moment},
                                         {"/filer/0/navn"},
                                         {"/filer/0/stoerrelse"},
                                         {"/filer/0/sha256"},
                                         {"/indholdSha256"},
                                         {"/certifikatSerienummer"},
                                         {"/certifikatCvr"},
                                         {"/requestId"},
                                         {"/miljoe", Show::code, "word.environment."},
                                         {"/spec"},
                                         {"/specVersion"},
                                         {"/efterproevning", Show::code, "word.verification."}};
    return columns;
}

std::span<const Column> receipt_list_columns() {
    static constexpr Column columns[] = {
        {"/kvitteringId"}, {"/registreretTidspunkt", Show::moment},
        {"/operation"},    {"/sagId"},
        {"/serverId"},     {"/efterproevning", Show::code, "word.verification."},
        {"/filer/0/navn"}};
    return columns;
}

std::span<const Column> filing_columns() {
    static constexpr Column columns[] = {{"/indsendelseId"},
                                         {"/operation"},
                                         {"/sagId"},
                                         {"/fristId"},
                                         {"/tilstand", Show::code, "word.state."},
                                         {"/oprettetTidspunkt", Show::moment},
                                         {"/sendtTidspunkt", Show::moment},
                                         {"/afgjortTidspunkt", Show::moment},
                                         {"/afgjortVed", Show::code, "word.settled."},
                                         {"/inputSti"},
                                         {"/httpStatus"},
                                         {"/requestId"},
                                         {"/serverId"},
                                         {"/fejlkode"},
                                         {"/fejltekst"},
                                         {"/miljoe", Show::code, "word.environment."},
                                         {"/skifte/effect", Show::code, "word.effect."}};
    return columns;
}

std::span<const Column> filing_list_columns() {
    static constexpr Column columns[] = {{"/indsendelseId"},
                                         {"/oprettetTidspunkt", Show::moment},
                                         {"/operation"},
                                         {"/sagId"},
                                         {"/tilstand", Show::code, "word.state."},
                                         {"/skifte/effect", Show::code, "word.effect."},
                                         {"/fejlkode"}};
    return columns;
}

}  // namespace skifte::cli
