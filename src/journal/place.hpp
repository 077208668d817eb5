// The files around the database: the folder they lie in, who may touch them, and the key.
#pragma once

#include <skifte/support/result.hpp>
#include <skifte/support/sensitive.hpp>

#include <filesystem>
#include <string_view>

namespace skifte::journal {

// Makes the folder, and refuses one that others can write: they could put another journal there.
// Errors: file.unwritable, disk.full, journal.open (path, reason).
[[nodiscard]] Result<void> prepare_folder(const std::filesystem::path& folder);

// Whether there is such a file; refused unless it is a regular file of ours that no one else can read or
// write. Error: journal.open (path, reason "mode 0644", "owner 1001", …).
[[nodiscard]] Result<bool> private_file_exists(const std::filesystem::path& path);

// Makes an empty file of mode 0600, whatever the umask; no fault if it is there. Errors: journal.open,
// disk.full.
[[nodiscard]] Result<void> make_private_file(const std::filesystem::path& path);

// Makes the names of new files and folders durable: syncs the folder and all above it that can be opened.
void sync_names(const std::filesystem::path& folder);

// The 32 bytes of hmac.key, made by the first caller. A key that is gone while `journal_exists` is never
// replaced: with another one nothing in the journal could be recognised, and all would be filed again.
// Errors: journal.key_missing (path), journal.key_invalid (path), journal.open, and those of files.hpp.
// Precondition: the caller holds the opening lock (presence.hpp).
[[nodiscard]] Result<Secret> load_key(const std::filesystem::path& path, bool journal_exists);

// A key for one purpose, so that no text hashed for one can stand for a text of another.
[[nodiscard]] Secret derive_key(const Secret& key, std::string_view purpose);

}  // namespace skifte::journal
