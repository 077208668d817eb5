// See hardware_session.hpp.
#include "auth/hardware_session.hpp"

#ifdef SKIFTE_HAVE_LIBP11

#include <span>
#include <string_view>

#include <dlfcn.h>

namespace skifte::auth {

namespace {

// Every module that the machine is set up with, as one.
constexpr const char* all_modules = "libp11-kit.so.0";

// PKCS#11 3.0, section 3.5; libp11 hands the numbers on and names none of them.
constexpr int ckr_pin_incorrect = 0xa0;
constexpr int ckr_pin_len_range = 0xa2;
constexpr int ckr_pin_locked = 0xa4;

int last_answer() {
    const unsigned long error = ERR_peek_last_error();
    return ERR_GET_LIB(error) == ERR_get_CKR_code() ? ERR_GET_REASON(error) : 0;
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

HardwareSession::~HardwareSession() {
    if (slots_ != nullptr) PKCS11_release_all_slots(context_, slots_, count_);
    if (loaded_) PKCS11_CTX_unload(context_);
    if (context_ != nullptr) PKCS11_CTX_free(context_);
}

Result<void> HardwareSession::load(const std::string& module) {
    const std::string name = module.empty() ? all_modules : module;
    const auto failed = [&](std::string reason) {
        return fail(Error{"cert.pkcs11_module"}.with("module", name).with("reason", std::move(reason)));
    };
    // Once before libp11 does, which prints the loader's words instead of handing them on.
    void* const library = ::dlopen(name.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr) return failed(without_name(::dlerror(), name));
    ::dlclose(library);
    if (context_ == nullptr || PKCS11_CTX_load(context_, name.c_str()) != 0) return failed(last_reason());
    loaded_ = true;
    if (PKCS11_enumerate_slots(context_, &slots_, &count_) != 0) return failed(last_reason());
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
    if (PKCS11_login(slot_, 0, pin.reveal().c_str()) == 0) return {};
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
    if (PKCS11_enumerate_keys(slot_->token, &all, &count) == 0)
        for (PKCS11_KEY& key : std::span(all, count))
            if (fits(uri, key))
                if (KeyHandle handle{PKCS11_get_private_key(&key)}) keys.push_back(std::move(handle));
    if (!keys.empty()) return keys;
    return fail(Error{"cert.pkcs11_object"}
                    .with("key", uri.text)
                    .with("token", slot_->token->label != nullptr ? slot_->token->label : ""));
}

}  // namespace skifte::auth

#endif
