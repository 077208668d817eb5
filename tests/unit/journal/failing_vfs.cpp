#include "unit/journal/failing_vfs.hpp"

#include <sqlite3.h>
#include <cstring>
#include <new>
#include <unistd.h>

namespace skifte::journal::test {

namespace {

FailingVfs::Mode strike_mode = FailingVfs::Mode::pass;
int strike_at = 0;
int counted = 0;
sqlite3_vfs* below = nullptr;

// SQLITE_OK, or what to answer in place of the change.
int change() {
    ++counted;
    if (strike_mode == FailingVfs::Mode::die && counted == strike_at) ::_exit(FailingVfs::died);
    return strike_mode == FailingVfs::Mode::full && counted >= strike_at ? SQLITE_FULL : SQLITE_OK;
}

struct File {
    sqlite3_file base;
    sqlite3_file* real;  // lies behind this struct
};
sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}

const sqlite3_io_methods methods = {
    2,
    [](sqlite3_file* f) {
        return real(f)->pMethods != nullptr ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
    },
    [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
        return real(f)->pMethods->xRead(real(f), to, size, at);
    },
    [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
        const int struck = change();
        return struck != SQLITE_OK ? struck : real(f)->pMethods->xWrite(real(f), from, size, at);
    },
    [](sqlite3_file* f, sqlite3_int64 size) {
        const int struck = change();
        return struck != SQLITE_OK ? struck : real(f)->pMethods->xTruncate(real(f), size);
    },
    [](sqlite3_file*, int) { return change(); },  // nobody cuts the power, and the disk is slow
    [](sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); },
    [](sqlite3_file* f, int kind) { return real(f)->pMethods->xLock(real(f), kind); },
    [](sqlite3_file* f, int kind) { return real(f)->pMethods->xUnlock(real(f), kind); },
    [](sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); },
    [](sqlite3_file* f, int op, void* argument) {
        return real(f)->pMethods->xFileControl(real(f), op, argument);
    },
    [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
    [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
    },
    [](sqlite3_file* f, int offset, int n, int flags) {
        return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
    },
    [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
    [](sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); },
    nullptr,
    nullptr,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* ours = new (file) File{};
    ours->real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
    const int result = below->xOpen(below, name, ours->real, flags, out_flags);
    ours->base.pMethods = result == SQLITE_OK ? &methods : nullptr;
    return result;
}

int remove(sqlite3_vfs*, const char* name, int sync) {
    const int struck = change();
    return struck != SQLITE_OK ? struck : below->xDelete(below, name, sync);
}

}  // namespace

std::string FailingVfs::strike(Mode mode, int at) {
    strike_mode = mode;
    strike_at = at;
    counted = 0;
    if (below == nullptr) {
        below = sqlite3_vfs_find(nullptr);
        static sqlite3_vfs vfs = *below;
        vfs.zName = "skifte-failing";
        vfs.pNext = nullptr;
        vfs.szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
        vfs.xOpen = open;
        vfs.xDelete = remove;
        sqlite3_vfs_register(&vfs, 0);
    }
    return "skifte-failing";
}

int FailingVfs::changes() {
    return counted;
}

}  // namespace skifte::journal::test
