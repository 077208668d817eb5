// What the sandbox's tests stand on: a clock to turn, a folder that goes away, a portal without HTTP in front
// of it.
#pragma once

#include "sandbox/portal.hpp"
#include "sandbox/testdata.hpp"

#include <skifte/support/clock.hpp>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::sandbox::test {

class TurnedClock : public Clock {
public:
    explicit TurnedClock(std::string_view at = "2026-03-02T09:00:00Z") : now_(parse_rfc3339(at).value()) {}
    [[nodiscard]] Instant now() const override { return now_; }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override {
        return std::chrono::steady_clock::time_point(now_.time_since_epoch());
    }
    void turn(std::chrono::milliseconds by) { now_ += by; }

private:
    Instant now_;
};

class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void write(std::string_view name, std::string_view content) const;
    // "" for a file that is not there.
    [[nodiscard]] std::string read(std::string_view name) const;

private:
    std::filesystem::path path_;
};

inline constexpr std::string_view client_id = "en klient";
inline constexpr std::string_view client_secret = "hemmelig: +%&æ";
inline constexpr std::string_view certificate = "01ab";  // its thumbprint, as far as a Portal sees one

// Test data, a token, and short ways of calling.
class PortalBench {
public:
    explicit PortalBench(std::chrono::milliseconds decision_delay = std::chrono::seconds(1));

    [[nodiscard]] Reply call(Request request);  // with the token, unless the request brings an Authorization
    [[nodiscard]] Reply get(const std::string& target);
    [[nodiscard]] Reply post(const std::string& target, const Json& body);
    [[nodiscard]] Reply put(const std::string& target, const Json& body);
    [[nodiscard]] Reply remove(const std::string& target);
    [[nodiscard]] Reply post_parts(const std::string& target, std::vector<Part> parts);
    // The JSON of an answer, which must have that status.
    [[nodiscard]] Json json(const Reply& reply, int status = 200) const;

    // The same folder, opened by another process, so to speak.
    void restart();

    [[nodiscard]] static std::string sag(std::string_view formaal) {
        return fixed_id("sag/" + std::string(formaal));
    }
    [[nodiscard]] static std::string frist(std::string_view formaal) {
        return fixed_id("frist/" + std::string(formaal));
    }
    [[nodiscard]] static std::string selskab_path(std::string_view formaal);
    [[nodiscard]] static std::string sag_path(std::string_view formaal) {
        return "/tvangsoploesningssager/" + sag(formaal);
    }

    TurnedClock clock;
    TemporaryFolder folder;

private:
    void open();

    std::chrono::milliseconds decision_delay_;
    std::optional<Portal> portal_;
    std::string token_;
};

[[nodiscard]] std::string any_pdf(std::string_view text = "Redegørelse");
[[nodiscard]] Part pdf_part(std::string_view name, std::string bytes = any_pdf());
[[nodiscard]] Part json_part(std::string_view name, const Json& value);
// The header's value, or "".
[[nodiscard]] std::string header(const Answer& answer, std::string_view name);
[[nodiscard]] Request token_request(std::string body, std::string authorization = {});
[[nodiscard]] std::vector<Json> lines(const std::string& log);

}  // namespace skifte::sandbox::test
