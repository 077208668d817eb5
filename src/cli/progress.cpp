#include "cli/progress.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace skifte::cli {

namespace {

using std::chrono::duration;

constexpr std::chrono::milliseconds not_before{2'000};
constexpr std::chrono::milliseconds between{250};

}  // namespace

std::string rate_text(double rate, Language language) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), rate < 10 ? "%.1f" : "%.0f", rate);
    std::string out = text.data();
    std::replace(out.begin(), out.end(), '.', language == Language::da ? ',' : '.');
    return out;
}

std::string time_text(double seconds) {
    const auto whole = static_cast<long long>(seconds + 0.5);
    return whole < 120 ? std::to_string(whole) + " s" : std::to_string((whole + 30) / 60) + " min";
}

std::string byte_text(std::uint64_t bytes, Language language) {
    constexpr std::array units{"bytes", "kB", "MB", "GB"};
    if (bytes < 1000) return std::to_string(bytes) + " bytes";
    std::size_t unit = 0;
    std::uint64_t tenths = bytes * 10;
    for (; tenths >= 10'000 && unit + 1 < units.size(); ++unit) tenths = (tenths + 500) / 1000;
    const char mark = language == Language::da ? ',' : '.';
    return std::to_string(tenths / 10) + mark + std::to_string(tenths % 10) + " " + units[unit];
}

StatusLine::StatusLine(Context& context)
    : context_(context),
      shown_(context.streams.err_is_terminal() && !context.globals.quiet),
      next_(context.clock.steady() + not_before) {}

bool StatusLine::is_due() {
    if (!shown_) return false;
    const auto now = context_.clock.steady();
    if (now < next_) return false;
    next_ = now + between;
    return true;
}

void StatusLine::show(const std::string& text) {
    const std::size_t width = display_width(text);
    // What is left of a longer text before is painted over.
    const std::string rest(width < width_ ? width_ - width : 0, ' ');
    width_ = width;
    context_.streams.err("\r" + text + rest);
}

void StatusLine::clear() {
    if (width_ == 0) return;
    context_.streams.err("\r" + std::string(width_, ' ') + "\r");
    width_ = 0;
}

Progress::Progress(Context& context, std::uint64_t already)
    : context_(context), line_(context), already_(already), began_(context.clock.steady()) {}

void Progress::update(std::uint64_t done, std::optional<std::uint64_t> total) {
    if (!line_.is_due()) return;
    const double seconds = duration<double>(context_.clock.steady() - began_).count();
    const double rate = static_cast<double>(done - std::min(done, already_)) / seconds;
    std::vector<Argument> arguments{
        {"done", byte_text(done, context_.globals.language)},
        {"rate", byte_text(static_cast<std::uint64_t>(rate), context_.globals.language)}};
    if (total) arguments.push_back({"total", byte_text(*total, context_.globals.language)});
    if (total && rate > 0)
        arguments.push_back({"left", time_text(static_cast<double>(*total - std::min(*total, done)) / rate)});
    line_.show(context_.say("progress.bytes", arguments));
}

CountProgress::CountProgress(Context& context, std::size_t total)
    : context_(context), line_(context), total_(total), began_(context.clock.steady()) {}

void CountProgress::step() {
    ++done_;
    if (!line_.is_due()) return;
    const double seconds = duration<double>(context_.clock.steady() - began_).count();
    const double rate = static_cast<double>(done_) / seconds;
    const auto left = static_cast<double>(total_ - std::min(done_, total_));
    line_.show(context_.say("label.progress", {{"done", std::to_string(done_)},
                                               {"total", std::to_string(total_)},
                                               {"rate", rate_text(rate, context_.globals.language)},
                                               {"left", time_text(left / rate)}}));
}

}  // namespace skifte::cli
