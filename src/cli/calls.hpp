// What most commands are made of: list a list, show one object, file one thing, wait for the court.
#pragma once

#include "cli/context.hpp"
#include "cli/exit_code.hpp"

#include <skifte/api/client.hpp>
#include <skifte/filing/filing.hpp>
#include <skifte/openapi/model.hpp>

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace skifte::cli {

// The schema of what the operation takes; null where the spec states none.
[[nodiscard]] const openapi::Schema* body_schema(const openapi::Operation& operation);
// The schema of what a 200 holds, and of its items where it is a list; null where the spec states none.
[[nodiscard]] const openapi::Schema* answer_schema(const openapi::Operation& operation);
[[nodiscard]] const openapi::Schema* item_schema(const openapi::Operation& operation);

// Every item of every page goes to stdout as it comes; `also` may look at it, or add what is ours.
[[nodiscard]] Result<Exit> list(Context& context, const openapi::Operation& operation,
                                api::Arguments arguments, std::span<const Column> columns,
                                const std::function<void(Json&)>& also = {});
// The same without beginning and ending the output, for lists over several cases. False: there is more, and
// --maks or the reader's end of the pipe wants no more of it.
[[nodiscard]] Result<bool> list_into(Context& context, Output& output, const openapi::Operation& operation,
                                     api::Arguments arguments, const std::function<void(Json&)>& also = {});

// Every item of every page, for what must be seen whole before anything is said of it (api::read_whole).
[[nodiscard]] Result<std::vector<Json>> all_items(Context& context, const openapi::Operation& operation,
                                                  const api::Arguments& arguments);

// Fetches one object and prints it.
[[nodiscard]] Result<Exit> show(Context& context, const openapi::Operation& operation,
                                const api::Arguments& arguments, std::span<const Column> columns);

// A list within an object, shown below it as a table of its own.
struct Part {
    std::string_view member;  // its heading is label.MEMBER
    std::span<const Column> columns;
};
// What the operation has answered, and where people read it the parts that have something in them.
void print_object(Context& context, const openapi::Operation& operation, const Json& object,
                  std::span<const Column> columns, std::span<const Part> parts);

// Files one thing through the journal (promise 1) and prints its receipt.
struct Wish {
    const openapi::Spec& spec;
    const openapi::Operation& operation;
    api::Arguments arguments;
    std::string input_path;
    std::string details{};  // lines: all that is filed, shown before the question
    std::string confirm;    // catalogue key of the question
    std::vector<Argument> confirm_arguments;
    bool again = false;
    // What is printed with the receipt besides: the names of its members.
    std::vector<std::string_view> also{};
    // Of what changes or deletes an object: the object as the user saw it. Without it, as it stands now.
    std::optional<api::Answer> before{};
};
// What is wrong with the input, before anything is asked or fetched. Error: request.invalid with all faults.
[[nodiscard]] Result<void> check_wish(const Wish& wish);
struct Done {
    filing::Filed filed;
    Json answer;  // of the server; null for one that was filed before
};
// None: --dry-run, all is printed already.
[[nodiscard]] Result<std::optional<Done>> file(Context& context, Wish wish);
void print_receipt(Context& context, const Done& done, const Json& also = {});
[[nodiscard]] Exit exit_of(const Done& done) noexcept;

// Polls until the court has decided. Exit::done granted, court_refused, undecided when `longest` has passed.
// Codes: as the call; interrupted.
struct Decided {
    Exit exit = Exit::undecided;
    Json object;  // as last read
};
[[nodiscard]] Result<Decided> wait_for_decision(Context& context, const openapi::Spec& spec,
                                                const openapi::Operation& operation,
                                                const api::Arguments& arguments, const Json& answer,
                                                std::chrono::milliseconds longest);

// Waits on the loop. Code: interrupted.
[[nodiscard]] Result<void> pause(Context& context, std::chrono::milliseconds wait);

// Opens a file of the user's for filing: exists, regular, not empty.
[[nodiscard]] Result<api::Attachment> attach(const std::string& path, std::string part);

}  // namespace skifte::cli
