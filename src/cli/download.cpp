#include "cli/download.hpp"

#include "cli/calls.hpp"
#include "cli/destination.hpp"
#include "cli/file_name.hpp"
#include "cli/progress.hpp"

#include <skifte/net/message.hpp>
#include <skifte/support/digest.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

namespace skifte::cli {

namespace {

constexpr std::uint64_t little = std::uint64_t{1} << 20;  // progress of an attempt that is hardly any
constexpr int most_little = 8;                            // such attempts in a row
constexpr std::chrono::milliseconds first_pause{100};

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "bytes 32768-51199/51200" (RFC 9110 section 14.4).
struct ContentRange {
    std::uint64_t from = 0;
    std::optional<std::uint64_t> total;  // none for "*"
};
std::optional<ContentRange> parse_content_range(std::string_view text) {
    constexpr std::string_view unit = "bytes ";
    if (!text.starts_with(unit)) return std::nullopt;
    text.remove_prefix(unit.size());
    const auto dash = text.find('-');
    const auto slash = text.find('/');
    if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash)
        return std::nullopt;
    const auto from = number(text.substr(0, dash));
    if (!from || !number(text.substr(dash + 1, slash - dash - 1))) return std::nullopt;
    return ContentRange{*from, number(text.substr(slash + 1))};
}

std::string file_sha256(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::array<char, 1 << 16> chunk{};
    Sha256 hash;
    while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0)
        hash.update(std::string_view(chunk.data(), static_cast<std::size_t>(in.gcount())));
    return in.eof() ? hex(hash.finish()) : std::string();
}

const openapi::Parameter* header_of(const openapi::Operation& operation, std::string_view name) {
    for (const auto& parameter : operation.parameters)
        if (parameter.in == openapi::In::header && net::same_field_name(parameter.name, name))
            return &parameter;
    return nullptr;
}

// One download over as many calls as it takes.
class Download {
public:
    Download(Context& context, const Wanted& wanted, ContentWriter& to)
        : context_(context), wanted_(wanted), to_(to), total_(wanted.size) {}

    // False where nobody reads any more.
    Result<bool> run() {
        SKIFTE_CHECK(go_on());
        Progress progress(context_, offset_);
        progress_ = &progress;
        int short_ones = 0;
        while (!is_whole()) {
            const std::uint64_t before = offset_;
            auto answer = attempt();
            if (closed_) return false;
            if (error_) return fail(std::move(*error_));
            if (answer) {
                SKIFTE_TRY(const bool right, check());
                if (right) break;
                continue;
            }
            if (answer.error().http && answer.error().http->status == 416 && offset_ > 0) {
                SKIFTE_CHECK(start_over());
                continue;
            }
            if (!may_go_on(answer.error(), before)) return fail(std::move(answer).error());
            short_ones = offset_ - before < little ? short_ones + 1 : 0;
            if (short_ones > most_little) return fail(std::move(answer).error());
            SKIFTE_CHECK(pause(context_, first_pause * (1 << short_ones)));
        }
        return true;
    }

    [[nodiscard]] std::uint64_t size() const noexcept { return offset_; }

private:
    // What an earlier process left.
    Result<void> go_on() {
        if (to_.size() == 0) return {};
        if (header_of(wanted_.operation, "Range") == nullptr || (wanted_.size && to_.size() > *wanted_.size))
            return to_.restart();
        earlier_ = true;
        offset_ = to_.size();
        return to_.read([&](std::string_view chunk) { hash_.update(chunk); });
    }

    Result<void> start_over() {
        if (!to_.can_restart() || over_++ > 0) return fail("download.changed");
        earlier_ = false;
        return take_back();
    }

    Result<void> take_back() {
        hash_ = Sha256();
        offset_ = 0;
        return to_.restart();
    }

    // An earlier process got all of it and no further.
    bool is_whole() {
        if (!earlier_ || !wanted_.size || offset_ != *wanted_.size) return false;
        const auto right = check();
        return right && *right;
    }

    // The hash of what has come. What an earlier process left may be of another version: once more then.
    Result<bool> check() {
        if (wanted_.sha256.empty()) return true;
        const std::string found = hex(hash_.finish());
        if (found == wanted_.sha256) return true;
        const Failure differs = fail("download.differs", {{"expected", wanted_.sha256}, {"found", found}});
        if (!earlier_ || !to_.can_restart()) return differs;
        SKIFTE_CHECK(start_over());
        return false;
    }

    Result<api::Answer> attempt() {
        api::Arguments arguments = wanted_.arguments;
        skip_ = 0;
        if (offset_ > 0) {
            arguments.header.push_back({std::string(header_of(wanted_.operation, "Range")->name),
                                        Json("bytes=" + std::to_string(offset_) + "-")});
            // Without it the hash tells whether both halves are of one version.
            if (const auto* if_range = header_of(wanted_.operation, "If-Range"); if_range && !etag_.empty())
                arguments.header.push_back({std::string(if_range->name), Json(etag_)});
        }
        SKIFTE_TRY(api::Client * client, context_.session.client());
        return client->call(
            wanted_.operation, arguments,
            {.chunk = [this](std::string_view chunk) { return take(chunk); },
             .head = [this](int status, const net::Headers& headers) { begin(status, headers); }});
    }

    void begin(int status, const net::Headers& headers) {
        const std::string etag(headers.find("ETag").value_or(""));
        const bool strong = etag.starts_with('"');
        if (status == 206) {
            const auto range = parse_content_range(headers.find("Content-Range").value_or(""));
            if (!range || range->from != offset_) {
                error_ = Error("download.range");
                return;
            }
            if (range->total) total_ = range->total;
        } else {
            if (offset_ > 0) start_of_whole(strong && etag == etag_);
            if (const auto length = number(headers.find("Content-Length").value_or(""))) total_ = length;
        }
        etag_ = strong ? etag : "";
    }

    // All of it, though only the rest was asked for: it has changed, or the server does not do ranges.
    void start_of_whole(bool same) {
        if (to_.can_restart()) {
            if (auto taken = take_back(); !taken) error_ = std::move(taken).error();
            earlier_ = false;
        } else if (same) {
            skip_ = offset_;
        } else {
            error_ = Error("download.changed");
        }
    }

    bool take(std::string_view chunk) {
        if (error_) return false;
        const auto skipped = std::min<std::uint64_t>(skip_, chunk.size());
        skip_ -= skipped;
        chunk.remove_prefix(static_cast<std::size_t>(skipped));
        if (wanted_.size && offset_ + chunk.size() > *wanted_.size) {
            error_ = Error("download.longer", {{"size", std::to_string(*wanted_.size)}});
            return false;
        }
        auto written = to_.write(chunk);
        if (!written) error_ = std::move(written).error();
        closed_ = !error_ && !*written;
        if (error_ || closed_) return false;
        hash_.update(chunk);
        offset_ += chunk.size();
        progress_->update(offset_, total_);
        return true;
    }

    // Cut, and something came: the rest is worth another call.
    [[nodiscard]] bool may_go_on(const Error& error, std::uint64_t before) const {
        const bool cut = error.code.starts_with("net.reset") || error.code == "net.timeout.total";
        return cut && offset_ > before && header_of(wanted_.operation, "Range") != nullptr;
    }

    Context& context_;
    const Wanted& wanted_;
    ContentWriter& to_;
    Progress* progress_ = nullptr;
    std::optional<std::uint64_t> total_;
    std::uint64_t offset_ = 0;  // bytes that have come, of this process and an earlier one
    std::uint64_t skip_ = 0;    // bytes of a whole answer that are written already
    std::string etag_;          // strong, of the last answer
    Sha256 hash_;
    bool earlier_ = false;  // some of it came from an earlier process
    bool closed_ = false;
    int over_ = 0;
    std::optional<Error> error_;
};

// Done where the same is there already.
Result<bool> is_there(Context& context, const Destination& to, const std::string& sha256, bool replace) {
    if (to.kind != Destination::Kind::file || !to.exists) return false;
    if (!sha256.empty() && file_sha256(to.path) == sha256) {
        context.note("note.download.same", {{"path", to.path.string()}});
        return true;
    }
    if (!replace) return fail("file.exists", {{"path", to.path.string()}});
    return false;
}

}  // namespace

Wanted wanted_file(const openapi::Operation& operation, api::Arguments arguments, const Json& facts,
                   const std::string& fallback_name) {
    Wanted wanted{.operation = operation, .arguments = std::move(arguments)};
    wanted.name = safe_file_name(facts.text("filnavn"), facts.text("indholdstype"), fallback_name);
    wanted.sha256 = std::string(facts.text("sha256"));
    if (const Json* size = facts.find("stoerrelse"); size != nullptr && size->is_number())
        wanted.size = number(size->digits());
    return wanted;
}

Result<Exit> download(Context& context, const Wanted& wanted, const Parsed& flags) {
    const bool replace = flags.has("overskriv");
    SKIFTE_TRY(const Destination to,
               resolve_destination(context, flags.value("til").value_or(wanted.name), wanted.name));
    SKIFTE_TRY(const bool there, is_there(context, to, wanted.sha256, replace));
    if (there) return Exit::done;
    SKIFTE_TRY(const auto writer, open_writer(context, to, wanted.sha256, replace));
    Download fetching(context, wanted, *writer);
    const auto fetched = fetching.run();
    if (!fetched) {
        const Error& error = fetched.error();
        const bool keep = !error.code.starts_with("download.") && !error.code.starts_with("file.") &&
                          error.code != "disk.full";
        if (writer->give_up(keep))
            context.note("note.download.kept",
                         {{"size", byte_text(fetching.size(), context.globals.language)}});
        return fail(error);
    }
    if (!*fetched) return Exit::done;
    SKIFTE_CHECK(writer->finish());
    if (to.kind == Destination::Kind::file)
        context.note("note.saved", {{"path", to.path.string()}, {"size", std::to_string(fetching.size())}});
    return Exit::done;
}

Result<void> write_content(Context& context, const Destination& to, std::string_view content, bool replace) {
    SKIFTE_TRY(const auto writer, open_writer(context, to, "", replace));
    auto written = writer->write(content);
    if (!written) {
        writer->give_up(false);
        return fail(std::move(written).error());
    }
    return *written ? writer->finish() : Result<void>{};
}

Result<Exit> save(Context& context, const std::string& to, std::string_view content, bool replace) {
    SKIFTE_TRY(const Destination where, resolve_destination(context, to, ""));
    SKIFTE_TRY(const bool there, is_there(context, where, hex(sha256(content)), replace));
    if (there) return Exit::done;
    SKIFTE_CHECK(write_content(context, where, content, replace));
    if (where.kind == Destination::Kind::file)
        context.note("note.saved", {{"path", where.path.string()}, {"size", std::to_string(content.size())}});
    return Exit::done;
}

}  // namespace skifte::cli
