#include "cli/calls.hpp"

#include "cli/masked.hpp"
#include "cli/operation_target.hpp"
#include "cli/progress.hpp"
#include "cli/receipts.hpp"

#include <algorithm>
#include <iterator>

namespace skifte::cli {

namespace {

constexpr std::chrono::milliseconds first_poll{1'000};
constexpr std::chrono::milliseconds longest_poll{15'000};

// The masked body and files of a filing, for --dry-run.
Json wish_object(const Wish& wish, bool show_cpr) {
    Json out = Json::object();
    out.set("operation", wish.operation.id);
    for (const auto& [name, value] : wish.arguments.path) out.set(name, value);
    if (wish.arguments.body)
        out.set("indhold",
                show_cpr ? *wish.arguments.body : masked(*wish.arguments.body, body_schema(wish.operation)));
    Json files = Json::array();
    for (const auto& attachment : wish.arguments.attachments) {
        Json file = Json::object();
        file.set("del", attachment.part);
        file.set("navn", show_cpr ? attachment.file_name : mask_cprs(attachment.file_name));
        file.set("stoerrelse", static_cast<std::int64_t>(attachment.size()));
        file.set("sha256", attachment.sha256());
        files.push_back(std::move(file));
    }
    out.set("filer", std::move(files));
    Json ours = Json::object();
    ours.set("dryRun", true);
    ours.set("effect", "none");
    out.set("skifte", std::move(ours));
    return out;
}

std::span<const Column> wish_columns() {
    static constexpr Column columns[] = {{"/operation"},     {"/sagId"},        {"/fristId"},
                                         {"/indhold"},       {"/filer/0/navn"}, {"/filer/0/stoerrelse"},
                                         {"/filer/0/sha256"}};
    return columns;
}

bool contains(std::span<const openapi::Text> list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// --quiet hides them only where nothing is asked: nobody can confirm what he does not see.
void show_details(Context& context, const Wish& wish) {
    const bool asks = !context.globals.yes && !context.globals.dry_run && context.streams.in_is_terminal();
    if (asks || !context.globals.quiet) context.streams.err(mask_cprs(wish.details));
}

// A name in --fields that no receipt has is wrong usage, and said before anything is sent.
Result<void> check_fields(const Context& context, const Wish& wish) {
    Fields fields(context.globals.fields);
    for (const auto& column : receipt_columns()) fields.know_pointer(column.pointer);
    fields.know(sample_receipt());
    for (const auto name : wish.also) fields.know_pointer("/" + std::string(name));
    if (auto unknown = fields.unknown(nullptr)) return fail(std::move(*unknown));
    return {};
}

}  // namespace

const openapi::Schema* body_schema(const openapi::Operation& operation) {
    const bool has_one = operation.body != nullptr && !operation.body->content.empty();
    return has_one ? operation.body->content.front().schema : nullptr;
}

const openapi::Schema* answer_schema(const openapi::Operation& operation) {
    const openapi::Response* response = operation.response_for(200);
    return response == nullptr || response->content.empty() ? nullptr : response->content.front().schema;
}

const openapi::Schema* item_schema(const openapi::Operation& operation) {
    const openapi::Schema* schema = answer_schema(operation);
    return schema == nullptr ? nullptr : schema->items;
}

Result<bool> list_into(Context& context, Output& output, const openapi::Operation& operation,
                       api::Arguments arguments, const std::function<void(Json&)>& also) {
    const auto most = context.globals.most;
    SKIFTE_TRY(api::Client * client, context.session.client());
    output.know(item_schema(operation));
    api::Pager pages(*client, operation, std::move(arguments));
    for (;;) {
        SKIFTE_TRY(auto page, pages.next());
        if (!page) return true;
        for (Json& item : *page) {
            if (most && output.rows() == *most) {
                context.note("note.most", {{"count", std::to_string(*most)}});
                return false;
            }
            if (also) also(item);
            output.row(item);
        }
        if (!context.streams.out_open() || output.refused()) return false;
    }
}

Result<Exit> list(Context& context, const openapi::Operation& operation, api::Arguments arguments,
                  std::span<const Column> columns, const std::function<void(Json&)>& also) {
    SKIFTE_TRY(const api::Client* client, context.session.client());
    (void)client;  // what is wrong with the profile or the certificate is said before any output begins
    Output output = context.output();
    output.begin(columns);
    SKIFTE_CHECK(list_into(context, output, operation, std::move(arguments), also));
    output.end();
    if (output.rows() == 0 && context.globals.format == Format::table) context.note("note.empty");
    return Exit::done;
}

Result<std::vector<Json>> all_items(Context& context, const openapi::Operation& operation,
                                    const api::Arguments& arguments) {
    SKIFTE_TRY(api::Client * client, context.session.client());
    std::vector<Json> items;
    SKIFTE_CHECK(api::read_whole(
        *client, operation, arguments, [&] { items.clear(); },
        [&](Json::Array page) { std::move(page.begin(), page.end(), std::back_inserter(items)); }));
    return items;
}

Result<Exit> show(Context& context, const openapi::Operation& operation, const api::Arguments& arguments,
                  std::span<const Column> columns) {
    SKIFTE_TRY(api::Client * client, context.session.client());
    SKIFTE_TRY(const api::Answer answer, client->call(operation, arguments));
    context.output().know(answer_schema(operation)).object(answer.body, columns);
    return Exit::done;
}

void print_object(Context& context, const openapi::Operation& operation, const Json& object,
                  std::span<const Column> columns, std::span<const Part> parts) {
    context.output().know(answer_schema(operation)).object(object, columns);
    if (context.globals.format != Format::table || !context.globals.fields.empty()) return;
    for (const Part& part : parts) {
        const Json* list = object.find(part.member);
        if (list == nullptr || !list->is_array() || list->items().empty()) continue;
        context.streams.out("\n" + context.say("label." + std::string(part.member)) + "\n");
        Output output = context.output();
        output.begin(part.columns);
        for (const Json& item : list->items()) output.row(item);
        output.end();
    }
}

Result<void> pause(Context& context, std::chrono::milliseconds wait) {
    bool fired = false;
    bool interrupted = false;
    context.session.loop().after(wait, [&](bool stop) {
        fired = true;
        interrupted = stop;
    });
    context.session.loop().run_until([&] { return fired; });
    if (interrupted) return fail("interrupted");
    return {};
}

Result<void> check_wish(const Wish& wish) {
    auto faults = check_arguments(wish.operation, wish.arguments);
    if (faults.empty()) return {};
    Error error("request.invalid", {{"operation", std::string(wish.operation.id)}});
    error.faults = std::move(faults);
    return fail(std::move(error));
}

Result<std::optional<Done>> file(Context& context, Wish wish) {
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    SKIFTE_TRY(api::Client * client, context.session.client());
    OperationTarget target(*client, wish.spec, wish.operation, std::move(wish.arguments),
                           visible_within(wish.operation, profile->environment, profile->visible_within));
    SKIFTE_CHECK(target.validate());
    SKIFTE_CHECK(check_fields(context, wish));
    SKIFTE_CHECK(target.observe(std::move(wish.before)));
    if (wish.again) target.file_anew();
    show_details(context, wish);
    if (context.globals.dry_run) {
        wish.arguments = target.arguments();
        context.output_after_filing().object(wish_object(wish, context.globals.show_cpr), wish_columns());
        context.note("note.dry_run");
        return std::optional<Done>{};
    }
    SKIFTE_TRY(journal::Journal * journal, context.session.journal());
    SKIFTE_TRY(filing::Context facts, context.session.filing_context(wish.spec));
    facts.input_path = wish.input_path;
    if (profile->environment == "production")
        context.streams.err(context.say("confirm.production", {{"profile", profile->name}}) + "\n");
    // What is gone already can only have been deleted by us, or is not there: no question in either case.
    if (!target.gone()) SKIFTE_CHECK(context.confirm(wish.confirm, wish.confirm_arguments));
    context.sending = true;
    context.leave_last_words();
    auto result = filing::file(*journal, target, facts, context.clock, wish.again);
    context.sending = false;
    SKIFTE_TRY(filing::Filed filed, std::move(result));
    context.filed = true;
    context.leave_last_words();
    if (filed.outcome == filing::Outcome::filed_before)
        context.note("note.filed_before", {{"id", filed.receipt.id}});
    return std::optional<Done>(Done{std::move(filed), target.answer()});
}

void print_receipt(Context& context, const Done& done, const Json& also) {
    Json object = receipt_object(done.filed.receipt);
    Json ours = Json::object();
    ours.set("effect", "done");
    ours.set("tidligere", done.filed.outcome == filing::Outcome::filed_before);
    object.set("skifte", std::move(ours));
    if (also.is_object())
        for (const auto& [name, value] : also.members()) object.set(name, value);
    context.output_after_filing().object(object, receipt_columns());
    if (exit_of(done) == Exit::done) return;
    std::string fields;
    for (const auto& pointer : done.filed.receipt.differences)
        fields += (fields.empty() ? "" : ", ") + pointer;
    const Error error("receipt.differs", {{"id", done.filed.receipt.id}, {"fields", fields}});
    (void)context.ended(error);
    context.streams.err(mask_cprs(context.say(error.code, error.arguments)) + "\n");
}

Exit exit_of(const Done& done) noexcept {
    return done.filed.receipt.verification == journal::Verification::differs ? Exit::due : Exit::done;
}

Result<Decided> wait_for_decision(Context& context, const openapi::Spec& spec,
                                  const openapi::Operation& operation, const api::Arguments& arguments,
                                  const Json& answer, std::chrono::milliseconds longest) {
    const openapi::Decision* decision = operation.facts.decision;
    const openapi::Operation* read = decision == nullptr ? nullptr : spec.find_operation(decision->operation);
    if (read == nullptr) return fail("api.no_decision", {{"operation", std::string(operation.id)}});
    SKIFTE_TRY(api::Client * client, context.session.client());
    const api::Arguments wanted = bound_arguments(*read, decision->arguments, arguments, &answer);
    const auto until = context.clock.steady() + longest;
    auto wait = first_poll;
    Decided decided;
    StatusLine line(context);
    for (;;) {
        SKIFTE_TRY(api::Answer now, client->call(*read, wanted));
        decided.object = std::move(now.body);
        const Json* status = decided.object.at_pointer(decision->at);
        const std::string word = status != nullptr && status->is_string() ? status->as_string() : "";
        if (contains(decision->granted, word)) decided.exit = Exit::done;
        if (contains(decision->refused, word)) decided.exit = Exit::court_refused;
        // A status that the spec does not name is no decision that we can read: better to wait than to guess.
        if (decided.exit != Exit::undecided) return decided;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - context.clock.steady());
        if (left <= std::chrono::milliseconds::zero()) return decided;
        if (line.is_due())
            line.show(context.say("progress.waiting",
                                  {{"left", time_text(std::chrono::duration<double>(left).count())}}));
        SKIFTE_CHECK(pause(context, std::min(wait, left)));
        wait = std::min(wait * 3 / 2, longest_poll);
    }
}

Result<api::Attachment> attach(const std::string& path, std::string part) {
    SKIFTE_TRY(net::PinnedFile file, net::PinnedFile::open(path));
    api::Attachment attachment;
    attachment.part = std::move(part);
    attachment.file_name = file.name();
    attachment.content_type = api::detect_media_type(file.head());
    attachment.file = std::move(file);
    return attachment;
}

}  // namespace skifte::cli
