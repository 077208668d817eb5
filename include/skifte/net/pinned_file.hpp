// PinnedFile: a file opened once, hashed then, and read from the same descriptor when it is sent, so that
// what was confirmed is what leaves (or nothing does).
#pragma once

#include <skifte/support/digest.hpp>
#include <skifte/support/files.hpp>
#include <skifte/support/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace skifte::net {

class PinnedFile {
public:
    // Errors: file.missing, file.unreadable, file.not_regular, file.empty, file.changed (it changed while
    // hashed).
    [[nodiscard]] static Result<PinnedFile> open(const std::filesystem::path& path);

    [[nodiscard]] const std::string& name() const noexcept;  // last component of the path, UTF-8
    [[nodiscard]] const std::filesystem::path& path() const noexcept;
    [[nodiscard]] std::uint64_t size() const noexcept;
    [[nodiscard]] const Sha256Digest& digest() const noexcept;
    // The first bytes, for telling the type by content.
    [[nodiscard]] std::string_view head() const noexcept;
    // Reads at `offset`; 0 at the end, also where the file has become shorter. Error: file.unreadable.
    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> out) const;

private:
    struct State;
    explicit PinnedFile(std::shared_ptr<const State> state) : state_(std::move(state)) {}
    std::shared_ptr<const State> state_;
};

}  // namespace skifte::net
