// kvittering: the receipts this client has recorded.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/receipts.hpp"

namespace skifte::cli {

namespace {

Result<Exit> list_receipts(Context& context, const Parsed&) {
    SKIFTE_TRY(const journal::Journal* journal, context.session.journal());
    Output output = context.output();
    output.begin(receipt_list_columns());
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
    context.output().object(receipt_object(receipt), receipt_columns());
    return Exit::done;
}

}  // namespace

std::span<const Command> kvittering_commands() {
    static constexpr Flag show_flags[] = {
        {.name = "kvittering", .takes = Takes::value, .value = "ID", .required = true}};
    static constexpr std::string_view show_words[] = {"kvittering"};
    static constexpr Command commands[] = {
        {.noun = "kvittering",
         .verb = "liste",
         .flags = {},
         .positional = {},
         .example = "kvittering liste",
         .run = list_receipts},
        {.noun = "kvittering",
         .verb = "vis",
         .flags = show_flags,
         .positional = show_words,
         .example = "kvittering vis k-0123456789ab",
         .run = show_receipt},
    };
    return commands;
}

}  // namespace skifte::cli
