// Expat with our handlers. Nothing may throw through it: what a handler refuses is kept, and ends the parse.
#include "sheet/xlsx_xml.hpp"

#include <skifte/support/loaded_library.hpp>

#include <expat.h>

namespace skifte::sheet {

namespace {

// Loaded when a part is read; the names are the library's own.
struct Expat {
    LoadedLibrary library{"libexpat.so.1"};
    decltype(&::XML_ParserCreate) XML_ParserCreate = library.find("XML_ParserCreate");
    decltype(&::XML_ParserFree) XML_ParserFree = library.find("XML_ParserFree");
    decltype(&::XML_SetUserData) XML_SetUserData = library.find("XML_SetUserData");
    decltype(&::XML_SetElementHandler) XML_SetElementHandler = library.find("XML_SetElementHandler");
    decltype(&::XML_SetCharacterDataHandler) XML_SetCharacterDataHandler =
        library.find("XML_SetCharacterDataHandler");
    decltype(&::XML_SetStartDoctypeDeclHandler) XML_SetStartDoctypeDeclHandler =
        library.find("XML_SetStartDoctypeDeclHandler");
    decltype(&::XML_StopParser) XML_StopParser = library.find("XML_StopParser");
    decltype(&::XML_GetCurrentByteIndex) XML_GetCurrentByteIndex = library.find("XML_GetCurrentByteIndex");
    decltype(&::XML_GetBuffer) XML_GetBuffer = library.find("XML_GetBuffer");
    decltype(&::XML_ParseBuffer) XML_ParseBuffer = library.find("XML_ParseBuffer");
    decltype(&::XML_ErrorString) XML_ErrorString = library.find("XML_ErrorString");
    decltype(&::XML_GetErrorCode) XML_GetErrorCode = library.find("XML_GetErrorCode");
};

const Expat& expat() {
    static const Expat loaded;
    return loaded;
}

constexpr int piece_size = 1 << 15;

std::string_view local(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view name) const noexcept {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2)
        if (local(pair[0]) == name) return std::string_view{pair[1]};
    return std::nullopt;
}

struct XmlPart::Callbacks {
    static XmlPart& self(void* data) { return *static_cast<XmlPart*>(data); }
    static void start(void* data, const char* name, const char** attributes) {
        if (!self(data).error_)
            self(data).keep(self(data).handler_.start(local(name), Attributes{attributes}));
    }
    static void end(void* data, const char* name) {
        if (!self(data).error_) self(data).keep(self(data).handler_.end(local(name)));
    }
    static void text(void* data, const char* text, int length) {
        if (!self(data).error_)
            self(data).keep(self(data).handler_.text({text, static_cast<std::size_t>(length)}));
    }
    static void doctype(void* data, const char*, const char*, const char*, int) {
        self(data).keep(fail("sheet.xlsx_doctype", {{"part", self(data).part_.name()}}));
    }
};

XmlPart::XmlPart(Part part, XmlHandler& handler)
    : part_(std::move(part)), handler_(handler), parser_(nullptr, expat().XML_ParserFree) {
    if (!expat().library.fault().empty()) return;
    parser_.reset(expat().XML_ParserCreate(nullptr));
    expat().XML_SetUserData(parser_.get(), this);
    expat().XML_SetElementHandler(parser_.get(), Callbacks::start, Callbacks::end);
    expat().XML_SetCharacterDataHandler(parser_.get(), Callbacks::text);
    expat().XML_SetStartDoctypeDeclHandler(parser_.get(), Callbacks::doctype);
}

XmlPart::~XmlPart() = default;

void XmlPart::keep(Result<void> result) {
    if (result) return;
    error_ = std::move(result).error();
    if (error_->argument("path").empty()) error_->arguments.push_back({"path", part_.path()});
    expat().XML_StopParser(parser_.get(), XML_FALSE);
}

std::uint64_t XmlPart::offset() const noexcept {
    const auto at = expat().XML_GetCurrentByteIndex(parser_.get());
    return at < 0 ? 0 : static_cast<std::uint64_t>(at);
}

Result<bool> XmlPart::more() {
    if (parser_ == nullptr) return part_.damaged(expat().library.fault());
    void* piece = expat().XML_GetBuffer(parser_.get(), piece_size);
    if (piece == nullptr) return part_.damaged("out of memory");
    SKIFTE_TRY(const std::size_t count, part_.read({static_cast<char*>(piece), piece_size}));
    const auto status = expat().XML_ParseBuffer(parser_.get(), static_cast<int>(count), count == 0);
    if (error_) return fail(*std::move(error_));
    if (status != XML_STATUS_OK)
        return part_.damaged(expat().XML_ErrorString(expat().XML_GetErrorCode(parser_.get())));
    return count > 0;
}

Result<void> parse_part(Part part, XmlHandler& handler) {
    XmlPart xml{std::move(part), handler};
    for (;;) {
        SKIFTE_TRY(const bool more, xml.more());
        if (!more) return {};
    }
}

}  // namespace skifte::sheet
