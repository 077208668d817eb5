// kvittering: the receipts this client has recorded.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/download.hpp"
#include "cli/receipt_log.hpp"
#include "cli/receipts.hpp"

#include <skifte/support/files.hpp>

namespace skifte::cli {

namespace {

constexpr std::size_t largest_log = std::size_t{1} << 30;

// The log of all receipts, signed; its head is what to write down elsewhere.
Result<Exit> export_log(Context& context, const journal::Journal& journal, const std::string& path) {
    SKIFTE_TRY(const auth::Certificate* certificate, context.session.unchecked_certificate());
    SKIFTE_TRY(const ReceiptLog log, write_log(journal, certificate->identity, context.clock.now()));
    SKIFTE_TRY(const Destination to, resolve_destination(context, path, "kvitteringer.log"));
    if (to.kind == Destination::Kind::standard_output)
        context.streams.out(log.text);
    else
        SKIFTE_CHECK(write_content(context, to, log.text, true));
    context.note("note.receipt_log", {{"path", path}, {"head", to_string(log.head)}});
    return Exit::done;
}

Result<Exit> list_receipts(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    if (const auto path = flags.value("log")) return export_log(context, *journal, *path);
    Output output = context.output();
    output.know(sample_receipt()).begin(receipt_list_columns());
    SKIFTE_CHECK(journal->receipts([&](const journal::Receipt& receipt) {
        output.row(receipt_object(receipt));
        return context.streams.out_open();
    }));
    output.end();
    if (output.rows() == 0 && context.globals.format == Format::table) context.note("note.empty");
    return Exit::done;
}

Result<Exit> show_receipt(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    SKIFTE_TRY(const journal::Receipt receipt, journal->receipt(flags.text("kvittering")));
    context.output().know(sample_receipt()).object(receipt_object(receipt), receipt_columns());
    return Exit::done;
}

constexpr Column verdict_columns[] = {{"/resultat"},        {"/antal"},         {"/hash"},
                                      {"/linje"},           {"/certifikatCvr"}, {"/certifikatSerienummer"},
                                      {"/certifikatSha256"}};

Result<Exit> check_receipts(Context& context, const Parsed& flags) {
    std::optional<LogHead> expected;
    if (const auto text = flags.value("hoved")) {
        SKIFTE_TRY(expected, parse_head(*text));
    }
    SKIFTE_TRY(const std::string text, read_file(flags.text("fil"), largest_log));
    const LogVerdict verdict = check_log(text, expected ? &*expected : nullptr);
    Json out = Json::object();
    out.set("resultat", verdict.fault.empty() ? "uændret" : "afviger");
    out.set("antal", verdict.head.count).set("hash", verdict.head.hash);
    if (verdict.fault.empty()) {
        out.set("certifikatSerienummer", verdict.certificate_serial);
        out.set("certifikatSha256", verdict.certificate_sha256).set("certifikatCvr", verdict.cvr);
    } else {
        out.set("linje", verdict.line).set("afvigelse", verdict.fault);
    }
    context.output().object(out, verdict_columns);
    context.note(verdict.fault.empty() ? "note.log.intact" : "note.log." + verdict.fault,
                 {{"path", flags.text("fil")}, {"line", std::to_string(verdict.line)}});
    return verdict.fault.empty() ? Exit::done : Exit::due;
}

}  // namespace

std::span<const Command> kvittering_commands() {
    static constexpr Flag list_flags[] = {{.name = "log", .takes = Takes::value, .value = "FIL"}};
    static constexpr Flag check_flags[] = {
        {.name = "fil", .takes = Takes::value, .value = "FIL", .required = true},
        {.name = "hoved", .takes = Takes::value, .value = "ANTAL:SHA256"}};
    static constexpr std::string_view check_words[] = {"fil"};
    static constexpr Flag show_flags[] = {
        {.name = "kvittering", .takes = Takes::value, .value = "ID", .required = true}};
    static constexpr std::string_view show_words[] = {"kvittering"};
    static constexpr Command commands[] = {
        {.noun = "kvittering",
         .verb = "liste",
         .flags = list_flags,
         .positional = {},
         .example = "kvittering liste",
         .run = list_receipts},
        {.noun = "kvittering",
         .verb = "vis",
         .flags = show_flags,
         .positional = show_words,
         .example = "kvittering vis k-0123456789ab",
         .run = show_receipt},
        {.noun = "kvittering",
         .verb = "efterproev",
         .flags = check_flags,
         .positional = check_words,
         .example = "kvittering efterproev kvitteringer.jsonl",
         .run = check_receipts,
         .needs_nothing = true},
    };
    return commands;
}

}  // namespace skifte::cli
