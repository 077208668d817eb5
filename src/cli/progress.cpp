#include "cli/progress.hpp"

#include <cstdio>

namespace skifte::cli {

namespace {

constexpr std::chrono::seconds silence{2};
constexpr std::chrono::milliseconds between{200};
constexpr const char* clear_line = "\r\x1b[K";

// "12" a second, or "0,4" where it is slow.
std::string rate_text(double rate, Language language) {
    char text[32];
    std::snprintf(text, sizeof text, rate < 10 ? "%.1f" : "%.0f", rate);
    std::string out = text;
    if (const auto dot = out.find('.'); dot != std::string::npos && language == Language::da) out[dot] = ',';
    return out;
}

// "45 s", "6 min".
std::string time_text(std::chrono::seconds left) {
    if (left < std::chrono::seconds(90)) return std::to_string(left.count()) + " s";
    return std::to_string(std::chrono::ceil<std::chrono::minutes>(left).count()) + " min";
}

}  // namespace

Progress::Progress(Context& context, std::size_t total)
    : context_(context), total_(total), began_(context.clock.steady()), told_(began_) {}

Progress::~Progress() {
    if (shown_) context_.streams.err(clear_line);
}

void Progress::step() {
    ++done_;
    const auto now = context_.clock.steady();
    const bool silent = context_.globals.quiet || !context_.streams.err_is_terminal();
    if (silent || now - began_ < silence || (shown_ && now - told_ < between)) return;
    shown_ = true;
    told_ = now;
    const double rate = static_cast<double>(done_) / std::chrono::duration<double>(now - began_).count();
    const auto left = std::chrono::seconds(
        static_cast<std::int64_t>(static_cast<double>(total_ - std::min(done_, total_)) / rate));
    context_.streams.err(clear_line +
                         context_.say("label.progress", {{"done", std::to_string(done_)},
                                                         {"total", std::to_string(total_)},
                                                         {"rate", rate_text(rate, context_.globals.language)},
                                                         {"left", time_text(left)}}));
}

}  // namespace skifte::cli
