// What the tables of schemas and operations are written with.
#pragma once

#include "codegen/plan.hpp"
#include "codegen/writer.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace skifte::codegen {

class Tables {
public:
    explicit Tables(const Plan& plan) : names_(plan.schema_names.unique()), plan_(plan) {}

    // Writes `constexpr TYPE NAME[] = {…};` unless there is one with the same items already, and gives its
    // name; "" for no items. Each item is a text, or what `write` puts between its braces.
    [[nodiscard]] std::string texts(const std::string& wish, std::span<const openapi::Text> items);
    template <typename T, typename Write>
    [[nodiscard]] std::string array(const char* type, const std::string& wish, std::span<const T> items,
                                    Write write) {
        Writer rows(1);
        for (const T& item : items) {
            rows.open("{");
            write(rows, item);
            rows.close("},");
        }
        return items.empty() ? "" : place(type, wish, "[]", rows);
    }
    // The same for one object; gives its name.
    template <typename Write>
    [[nodiscard]] std::string object(const char* type, const std::string& wish, Write write) {
        Writer rows(1);
        write(rows);
        return place(type, wish, "", rows);
    }

    [[nodiscard]] std::string fresh(const std::string& wish) { return names_.fresh(wish); }
    // "&schemas::krav"; "" for null.
    [[nodiscard]] std::string address(const openapi::Schema* schema) const;
    [[nodiscard]] Writer& out() noexcept { return out_; }

private:
    [[nodiscard]] std::string place(const char* type, const std::string& wish, const char* suffix,
                                    const Writer& rows);

    Writer out_;
    UniqueNames names_;
    const Plan& plan_;
    std::map<std::string, std::string> placed_;  // type and rows → name
};

// `.name = value,` in the forms of a designated initialiser. Each leaves out what is the default.
void write_flag(Writer& out, const char* name, bool value, bool by_default = false);
void write_raw(Writer& out, const char* name, const std::string& value);
void write_location(Writer& out, const Plan& plan, const openapi::Location& at);

// The file that most of the spec stands in; tables call it `file`.
[[nodiscard]] openapi::Text main_file(const openapi::Spec& spec);

}  // namespace skifte::codegen
