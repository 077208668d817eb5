// See hardware_session.hpp.
#include "auth/hardware_session.hpp"

#ifdef SKIFTE_HAVE_LIBP11

#include <skifte/support/loaded_library.hpp>

#include <span>
#include <string_view>

#include <dlfcn.h>

namespace skifte::auth {

namespace {

// Loaded when a key in hardware is asked for.
struct Libp11 {
    static constexpr const char* name = "libp11.so.3";
    LoadedLibrary library{name};
    decltype(&PKCS11_CTX_new) new_context = library.find("PKCS11_CTX_new");
    decltype(&PKCS11_CTX_free) free_context = library.find("PKCS11_CTX_free");
    decltype(&PKCS11_CTX_load) load = library.find("PKCS11_CTX_load");
    decltype(&PKCS11_CTX_unload) unload = library.find("PKCS11_CTX_unload");
    decltype(&PKCS11_enumerate_slots) slots = library.find("PKCS11_enumerate_slots");
    decltype(&PKCS11_release_all_slots) release_slots = library.find("PKCS11_release_all_slots");
    decltype(&PKCS11_login) log_in = library.find("PKCS11_login");
    decltype(&PKCS11_enumerate_keys) keys = library.find("PKCS11_enumerate_keys");
    decltype(&PKCS11_get_private_key) private_key = library.find("PKCS11_get_private_key");
    decltype(&ERR_get_CKR_code) answers = library.find("ERR_get_CKR_code");  // among OpenSSL's errors
};

const Libp11& libp11() {
    static const Libp11 loaded;
    return loaded;
}

// Every module that the machine is set up with, as one.
constexpr const char* all_modules = "libp11-kit.so.0";

// PKCS#11 3.0, section 3.5; libp11 hands the numbers on and names none of them.
constexpr int ckr_pin_incorrect = 0xa0;
constexpr int ckr_pin_len_range = 0xa2;
constexpr int ckr_pin_locked = 0xa4;

int last_answer() {
    const unsigned long error = ERR_peek_last_error();
    return ERR_GET_LIB(error) == libp11().answers() ? ERR_GET_REASON(error) : 0;
}

std::string last_reason() {
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    return reason != nullptr ? reason : "PKCS#11";
}

// "libx.so: cannot open shared object file: No such file or directory"
std::string without_name(const char* told, const std::string& name) {
    std::string_view text = told != nullptr ? told : "";
    if (text.starts_with(name + ": ")) text.remove_prefix(name.size() + 2);
    return std::string(text);
}

bool fits(const std::string& wanted, const char* is) {
    return wanted.empty() || (is != nullptr && wanted == is);
}

bool fits(const KeyUri& uri, const PKCS11_TOKEN& token) {
    return fits(uri.token, token.label) && fits(uri.manufacturer, token.manufacturer) &&
           fits(uri.model, token.model) && fits(uri.serial, token.serialnr);
}

bool fits(const KeyUri& uri, const PKCS11_KEY& key) {
    const std::string_view id{reinterpret_cast<const char*>(key.id), key.id_len};
    return fits(uri.object, key.label) && (uri.id.empty() || uri.id == id);
}

}  // namespace

Result<std::shared_ptr<const HardwareSession>> HardwareSession::open(const KeyUri& uri, const Secret& pin) {
    const std::shared_ptr<HardwareSession> session{new HardwareSession};
    SKIFTE_CHECK(session->load(uri.module_path));
    SKIFTE_CHECK(session->find_token(uri));
    SKIFTE_CHECK(session->log_in(pin));
    return std::shared_ptr<const HardwareSession>(session);
}

HardwareSession::HardwareSession()
    : context_(libp11().library.fault().empty() ? libp11().new_context() : nullptr) {}

HardwareSession::~HardwareSession() {
    if (slots_ != nullptr) libp11().release_slots(context_, slots_, count_);
    if (loaded_) libp11().unload(context_);
    if (context_ != nullptr) libp11().free_context(context_);
}

Result<void> HardwareSession::load(const std::string& module) {
    const std::string& missing = libp11().library.fault();
    const std::string name = !missing.empty() ? Libp11::name : module.empty() ? all_modules : module;
    const auto failed = [&](std::string reason) {
        return fail(Error{"cert.pkcs11_module"}.with("module", name).with("reason", std::move(reason)));
    };
    if (!missing.empty()) return failed(without_name(missing.c_str(), name));
    // Once before libp11 does, which prints the loader's words instead of handing them on.
    void* const library = ::dlopen(name.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr) return failed(without_name(::dlerror(), name));
    ::dlclose(library);
    if (context_ == nullptr || libp11().load(context_, name.c_str()) != 0) return failed(last_reason());
    loaded_ = true;
    if (libp11().slots(context_, &slots_, &count_) != 0) return failed(last_reason());
    return {};
}

Result<void> HardwareSession::find_token(const KeyUri& uri) {
    int found = 0;
    for (PKCS11_SLOT& slot : std::span(slots_, count_)) {
        if (slot.token == nullptr || !slot.token->initialized || !fits(uri, *slot.token)) continue;
        slot_ = &slot;
        ++found;
    }
    if (found == 1) return {};
    return fail(Error{"cert.pkcs11_token"}
                    .with("key", uri.text)
                    .with("count", std::to_string(found))
                    .with("state", found == 0 ? "" : "several"));
}

Result<void> HardwareSession::log_in(const Secret& pin) const {
    if (pin.empty()) return {};
    if (libp11().log_in(slot_, 0, pin.reveal().c_str()) == 0) return {};
    const std::string token = slot_->token->label != nullptr ? slot_->token->label : "";
    switch (last_answer()) {
    case ckr_pin_incorrect:
    case ckr_pin_len_range: return fail(Error{"cert.pkcs11_pin"}.with("token", token));
    case ckr_pin_locked: return fail(Error{"cert.pkcs11_locked"}.with("token", token));
    default: return fail(Error{"cert.pkcs11_login"}.with("token", token).with("reason", last_reason()));
    }
}

Result<std::vector<KeyHandle>> HardwareSession::keys(const KeyUri& uri) const {
    PKCS11_KEY* all = nullptr;  // the slot's
    unsigned int count = 0;
    std::vector<KeyHandle> keys;
    if (libp11().keys(slot_->token, &all, &count) == 0)
        for (PKCS11_KEY& key : std::span(all, count))
            if (fits(uri, key))
                if (KeyHandle handle{libp11().private_key(&key)}) keys.push_back(std::move(handle));
    if (!keys.empty()) return keys;
    return fail(Error{"cert.pkcs11_object"}
                    .with("key", uri.text)
                    .with("token", slot_->token->label != nullptr ? slot_->token->label : ""));
}

}  // namespace skifte::auth

#endif
