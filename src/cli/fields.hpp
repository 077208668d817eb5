// --fields: which members of the output are wanted, and what to say of a name that nothing has.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/error.hpp>
#include <skifte/support/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

class Fields {
public:
    // As they were written: "selskab.navn", "/selskab/navn", "filer.0.navn".
    explicit Fields(std::vector<std::string> names);

    [[nodiscard]] bool empty() const noexcept { return names_.empty(); }
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
    // The same as JSON pointers.
    [[nodiscard]] const std::vector<std::string>& pointers() const noexcept { return pointers_; }

    // What may be named besides what an object turns out to hold: a member by its pointer, those of a schema
    // (null for none; it must outlive this), those of an object that has all there may be.
    void know_pointer(std::string_view pointer) { known_.emplace_back(pointer); }
    void know(const openapi::Schema* schema);
    void know(const Json& sample);
    // usage.unknown_field (field, nearest) of the first that is neither known nor in `object` (null for
    // none): what the server sends and no schema names may be asked for as well.
    [[nodiscard]] std::optional<Error> unknown(const Json* object) const;

private:
    [[nodiscard]] bool is_known(std::string_view pointer) const;

    std::vector<std::string> names_, pointers_, known_;
    std::vector<const openapi::Schema*> schemas_;
};

}  // namespace skifte::cli
