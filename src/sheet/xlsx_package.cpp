// libzip over the spool.
#include "sheet/xlsx_package.hpp"

#include <skifte/support/loaded_library.hpp>

#include <algorithm>
#include <zip.h>

namespace skifte::sheet {

namespace {

// Loaded when an XLSX file is opened; the names are the library's own.
struct Libzip {
    LoadedLibrary library{"libzip.so.4"};
    decltype(&::zip_error_set) zip_error_set = library.find("zip_error_set");
    decltype(&::zip_source_seek_compute_offset) zip_source_seek_compute_offset =
        library.find("zip_source_seek_compute_offset");
    decltype(&::zip_stat_init) zip_stat_init = library.find("zip_stat_init");
    decltype(&::zip_error_to_data) zip_error_to_data = library.find("zip_error_to_data");
    decltype(&::zip_source_make_command_bitmap) zip_source_make_command_bitmap =
        library.find("zip_source_make_command_bitmap");
    decltype(&::zip_fclose) zip_fclose = library.find("zip_fclose");
    decltype(&::zip_fread) zip_fread = library.find("zip_fread");
    decltype(&::zip_error_strerror) zip_error_strerror = library.find("zip_error_strerror");
    decltype(&::zip_file_get_error) zip_file_get_error = library.find("zip_file_get_error");
    decltype(&::zip_error_init) zip_error_init = library.find("zip_error_init");
    decltype(&::zip_source_function_create) zip_source_function_create =
        library.find("zip_source_function_create");
    decltype(&::zip_open_from_source) zip_open_from_source = library.find("zip_open_from_source");
    decltype(&::zip_error_fini) zip_error_fini = library.find("zip_error_fini");
    decltype(&::zip_source_free) zip_source_free = library.find("zip_source_free");
    decltype(&::zip_discard) zip_discard = library.find("zip_discard");
    decltype(&::zip_name_locate) zip_name_locate = library.find("zip_name_locate");
    decltype(&::zip_fopen) zip_fopen = library.find("zip_fopen");
    decltype(&::zip_strerror) zip_strerror = library.find("zip_strerror");
};

const Libzip& libzip() {
    static const Libzip loaded;
    return loaded;
}

// What libzip reads from. It is owned by the zip_source, which ends with ZIP_SOURCE_FREE.
struct SpoolSource {
    explicit SpoolSource(Input input_) : input(std::move(input_)) {}
    Input input;
    std::uint64_t at = 0;
    zip_error_t error{};
};

zip_int64_t read_spool(SpoolSource& spool, void* data, zip_uint64_t length) {
    const auto count = spool.input.read(spool.at, {static_cast<char*>(data), length});
    if (!count) {
        libzip().zip_error_set(&spool.error, ZIP_ER_READ, 0);
        return -1;
    }
    spool.at += *count;
    return static_cast<zip_int64_t>(*count);
}

zip_int64_t seek_spool(SpoolSource& spool, void* data, zip_uint64_t length) {
    const zip_int64_t to =
        libzip().zip_source_seek_compute_offset(spool.at, spool.input.size(), data, length, &spool.error);
    if (to < 0) return -1;
    spool.at = static_cast<std::uint64_t>(to);
    return 0;
}

zip_int64_t spool_callback(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto& spool = *static_cast<SpoolSource*>(state);
    switch (command) {
    case ZIP_SOURCE_OPEN: spool.at = 0; return 0;
    case ZIP_SOURCE_READ: return read_spool(spool, data, length);
    case ZIP_SOURCE_CLOSE: return 0;
    case ZIP_SOURCE_SEEK: return seek_spool(spool, data, length);
    case ZIP_SOURCE_TELL: return static_cast<zip_int64_t>(spool.at);
    case ZIP_SOURCE_STAT: {
        auto* stat = static_cast<zip_stat_t*>(data);
        libzip().zip_stat_init(stat);
        stat->size = spool.input.size();
        stat->valid = ZIP_STAT_SIZE;
        return sizeof *stat;
    }
    case ZIP_SOURCE_ERROR: return libzip().zip_error_to_data(&spool.error, data, length);
    case ZIP_SOURCE_FREE: delete &spool; return 0;
    case ZIP_SOURCE_SUPPORTS:
        return libzip().zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SUPPORTS, -1);
    default: libzip().zip_error_set(&spool.error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

Failure damage(const std::string& path, const std::string& part, std::string reason) {
    return fail("sheet.xlsx_damaged", {{"path", path}, {"part", part}, {"reason", std::move(reason)}});
}

}  // namespace

void Part::Close::operator()(zip_file* file) const noexcept {
    libzip().zip_fclose(file);
}

Failure Part::damaged(std::string reason) const {
    return damage(path_, name_, std::move(reason));
}

Result<std::size_t> Part::read(std::span<char> out) {
    const zip_int64_t count = libzip().zip_fread(file_.get(), out.data(), out.size());
    if (count < 0) return damaged(libzip().zip_error_strerror(libzip().zip_file_get_error(file_.get())));
    size_ += static_cast<std::uint64_t>(count);
    if (size_ > limit_)
        return fail("sheet.xlsx_too_large",
                    {{"path", path_}, {"part", name_}, {"limit", std::to_string(limit_)}});
    return static_cast<std::size_t>(count);
}

Failure Package::damaged(const std::string& part, std::string reason) const {
    return damage(input_.name(), part, std::move(reason));
}

Result<Package> Package::open(const Input& input) {
    if (!libzip().library.fault().empty()) return damage(input.name(), "", libzip().library.fault());
    zip_error_t error{};
    libzip().zip_error_init(&error);
    auto* spool = new SpoolSource(input);
    zip_source_t* source = libzip().zip_source_function_create(spool_callback, spool, &error);
    if (source == nullptr) {
        delete spool;
        return damage(input.name(), "", libzip().zip_error_strerror(&error));
    }
    zip_t* archive = libzip().zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr) {
        const std::string reason = libzip().zip_error_strerror(&error);
        libzip().zip_error_fini(&error);
        libzip().zip_source_free(source);
        return damage(input.name(), "", reason);
    }
    return Package{input, std::shared_ptr<zip>(archive, [](zip_t* open) { libzip().zip_discard(open); })};
}

bool Package::has(const std::string& part) const {
    return libzip().zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<Part> Package::part(const std::string& name, std::uint64_t limit) const {
    Part part;
    part.path_ = input_.name();
    part.name_ = name;
    part.archive_ = archive_;
    part.limit_ = limit;
    part.file_.reset(libzip().zip_fopen(archive_.get(), name.c_str(), ZIP_FL_NOCASE));
    if (part.file_ == nullptr) return damaged(name, libzip().zip_strerror(archive_.get()));
    return part;
}

}  // namespace skifte::sheet
