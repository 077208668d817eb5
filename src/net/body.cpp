// Reading a request body, with the last block of each file held back.
#include <skifte/net/message.hpp>

#include <algorithm>
#include <cstring>

namespace skifte::net {

Body::Body(std::string content) {
    add(std::move(content));
}

void Body::add(std::string content) {
    size_ += content.size();
    if (!content.empty()) pieces_.emplace_back(std::make_shared<const std::string>(std::move(content)));
}

void Body::add(PinnedFile file) {
    size_ += file.size();
    pieces_.emplace_back(std::move(file));
}

Result<std::size_t> Body::Reader::read(std::span<std::byte> out) {
    if (out.empty() || piece_ == body_->pieces_.size()) return std::size_t{0};
    const Piece& piece = body_->pieces_[piece_];

    std::size_t count = 0;
    std::uint64_t size = 0;
    if (const auto* text = std::get_if<Text>(&piece)) {
        size = (*text)->size();
        count = std::min(out.size(), (*text)->size() - static_cast<std::size_t>(offset_));
        std::memcpy(out.data(), (*text)->data() + offset_, count);
    } else {
        const PinnedFile& file = std::get<PinnedFile>(piece);
        size = file.size();
        SKIFTE_TRY(count, read_file(file, out));
    }

    const auto got = out.first(count);
    sent_.update(got);
    position_ += count;
    offset_ += count;
    if (offset_ == size) {
        ++piece_;
        offset_ = 0;
    }
    return count;
}

// The block that ends the file is given only once the whole file has proved to be what it was.
Result<std::size_t> Body::Reader::read_file(const PinnedFile& file, std::span<std::byte> out) {
    const auto changed = [&] { return fail(Error{"file.changed"}.with("path", file.path().string())); };
    const std::uint64_t left = file.size() - offset_;
    SKIFTE_TRY(
        const std::size_t count,
        file.read(offset_, out.first(static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), left)))));
    if (count == 0) return changed();
    file_hash_.update(out.first(count));
    if (count < left) return count;
    // One that has grown holds what was confirmed, and more: it is another file now.
    std::byte beyond{};
    SKIFTE_TRY(const std::size_t grown, file.read(file.size(), {&beyond, 1}));
    if (grown != 0 || file_hash_.finish() != file.digest()) return changed();
    return count;
}

}  // namespace skifte::net
