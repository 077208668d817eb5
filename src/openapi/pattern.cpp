// See pattern.hpp.
#define PCRE2_CODE_UNIT_WIDTH 8

#include "openapi/pattern.hpp"

#include <pcre2.h>

#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <shared_mutex>

namespace skifte::openapi {

namespace {

// Enough for a linear pattern over a text of 100 kB, and still only some tens of milliseconds for one that
// explodes.
constexpr std::uint32_t match_limit = 1'000'000;
constexpr std::uint32_t depth_limit = 250'000;
constexpr std::uint32_t heap_limit_kib = 64 * 1024;
constexpr std::size_t max_pattern = 10'000;
constexpr std::size_t max_kept = 10'000;

struct Free {
    void operator()(pcre2_code* p) const noexcept { pcre2_code_free(p); }
    void operator()(pcre2_match_data* p) const noexcept { pcre2_match_data_free(p); }
    void operator()(pcre2_match_context* p) const noexcept { pcre2_match_context_free(p); }
    void operator()(pcre2_compile_context* p) const noexcept { pcre2_compile_context_free(p); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

PCRE2_SPTR units(std::string_view text) noexcept {
    return reinterpret_cast<PCRE2_SPTR>(text.empty() ? "" : text.data());
}

// What a match needs beside the pattern, made once for each thread.
struct Workspace {
    Owned<pcre2_match_data> data{pcre2_match_data_create(1, nullptr)};
    Owned<pcre2_match_context> context{pcre2_match_context_create(nullptr)};

    Workspace() {
        if (!context) return;
        pcre2_set_match_limit(context.get(), match_limit);
        pcre2_set_depth_limit(context.get(), depth_limit);
        pcre2_set_heap_limit(context.get(), heap_limit_kib);
    }
};

class CompiledPattern final : public Pattern {
public:
    explicit CompiledPattern(Owned<pcre2_code> code) : code_(std::move(code)) {}

    [[nodiscard]] Matched search(std::string_view text) const override {
        static thread_local const Workspace workspace;
        const auto& [data, context] = workspace;
        if (!data || !context) return Matched::undecided;
        const int found = pcre2_match(code_.get(), units(text), text.size(), 0, 0, data.get(), context.get());
        if (found >= 0) return Matched::yes;
        return found == PCRE2_ERROR_NOMATCH ? Matched::no : Matched::undecided;
    }

private:
    Owned<pcre2_code> code_;
};

// ECMA-262: `$` is the very end, \uXXXX is a character, `[]` matches nothing, `.` no line end, a group that
// did not take part matches empty.
std::shared_ptr<const Pattern> compile(std::string_view pattern, std::string& reason) {
    if (pattern.size() > max_pattern) {
        reason = "longer than " + std::to_string(max_pattern);
        return nullptr;
    }
    const Owned<pcre2_compile_context> context(pcre2_compile_context_create(nullptr));
    if (!context) return nullptr;
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_ANYCRLF);
    pcre2_set_compile_extra_options(context.get(), PCRE2_EXTRA_ALT_BSUX);
    constexpr std::uint32_t options = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_DOLLAR_ENDONLY |
                                      PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF |
                                      PCRE2_NEVER_BACKSLASH_C;
    int error = 0;
    PCRE2_SIZE offset = 0;
    Owned<pcre2_code> code(
        pcre2_compile(units(pattern), pattern.size(), options, &error, &offset, context.get()));
    if (code) return std::make_shared<CompiledPattern>(std::move(code));
    std::array<PCRE2_UCHAR, 200> text{};
    pcre2_get_error_message(error, text.data(), text.size());
    reason = reinterpret_cast<const char*>(text.data()) + (" at " + std::to_string(offset));
    return nullptr;
}

struct Kept {
    std::shared_mutex mutex;
    std::map<std::string, std::shared_ptr<const Pattern>, std::less<>> patterns;
};

Kept& kept() {
    static Kept instance;
    return instance;
}

}  // namespace

std::shared_ptr<const Pattern> compiled(std::string_view pattern, std::string* reason) {
    Kept& all = kept();
    {
        const std::shared_lock lock(all.mutex);
        const auto found = all.patterns.find(pattern);
        if (found != all.patterns.end()) return found->second;
    }
    std::string why;
    auto made = compile(pattern, why);
    if (made == nullptr) {
        if (reason != nullptr) *reason = why;
        return nullptr;
    }
    const std::unique_lock lock(all.mutex);
    if (all.patterns.size() < max_kept) all.patterns.emplace(pattern, made);
    return made;
}

}  // namespace skifte::openapi
