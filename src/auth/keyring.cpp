#include "auth/keyring.hpp"

#ifdef SKIFTE_HAVE_LIBSECRET
#include <skifte/support/loaded_library.hpp>

#include <libsecret/secret.h>
#include <memory>
#endif

namespace skifte::auth {

#ifdef SKIFTE_HAVE_LIBSECRET

namespace {

// libsecret is loaded when a keyring is asked: with GLib and what that needs it is ten libraries, and to load
// those takes longer than to open a .p12.
struct Libsecret {
    LoadedLibrary library{"libsecret-1.so.0"};
    decltype(&secret_service_get_sync) service = library.find("secret_service_get_sync");
    decltype(&secret_service_search_sync) search = library.find("secret_service_search_sync");
    decltype(&secret_item_get_locked) is_locked = library.find("secret_item_get_locked");
    decltype(&secret_item_get_secret) secret_of = library.find("secret_item_get_secret");
    decltype(&secret_value_get) text_of = library.find("secret_value_get");
    decltype(&secret_value_unref) unref_value = library.find("secret_value_unref");
    decltype(&g_object_unref) unref_object = library.find("g_object_unref");
    decltype(&g_error_free) free_error = library.find("g_error_free");
    decltype(&g_list_free_full) free_list = library.find("g_list_free_full");
    decltype(&g_str_hash) hash = library.find("g_str_hash");
    decltype(&g_str_equal) equal = library.find("g_str_equal");
    decltype(&g_hash_table_new) new_table = library.find("g_hash_table_new");
    decltype(&g_hash_table_insert) insert = library.find("g_hash_table_insert");
    decltype(&g_hash_table_unref) unref_table = library.find("g_hash_table_unref");
};

Libsecret& libsecret() {
    static Libsecret loaded;
    return loaded;
}

struct Unref {
    void operator()(void* object) const noexcept { libsecret().unref_object(object); }
    void operator()(GHashTable* table) const noexcept { libsecret().unref_table(table); }
    void operator()(SecretValue* value) const noexcept { libsecret().unref_value(value); }
    void operator()(GError* error) const noexcept { libsecret().free_error(error); }
    void operator()(GList* list) const noexcept { libsecret().free_list(list, libsecret().unref_object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

Failure absent(std::string reason) {
    return fail(Error{"secret.keyring_absent"}.with("reason", std::move(reason)));
}

Failure absent(GError* error) {
    const Owned<GError> owner{error};
    return absent(std::string(error != nullptr ? error->message : ""));
}

}  // namespace

Result<Secret> find_in_keyring(const std::string& name) {
    const Libsecret& with = libsecret();
    if (!with.library.fault().empty()) return absent(with.library.fault());
    GError* error = nullptr;
    const Owned<SecretService> service{with.service(SECRET_SERVICE_OPEN_SESSION, nullptr, &error)};
    if (service == nullptr) return absent(error);

    const Owned<GHashTable> attributes{with.new_table(with.hash, with.equal)};
    const auto put = [&](const char* key, const char* value) {
        with.insert(attributes.get(), const_cast<char*>(key), const_cast<char*>(value));
    };
    put("service", "skifte");
    put("name", name.c_str());
    const Owned<GList> items{
        with.search(service.get(), nullptr, attributes.get(), SECRET_SEARCH_LOAD_SECRETS, nullptr, &error)};
    if (error != nullptr) return absent(error);
    if (items == nullptr) return fail(Error{"secret.keyring_missing"}.with("name", name));

    auto* item = static_cast<SecretItem*>(items->data);
    if (with.is_locked(item) != FALSE) return fail(Error{"secret.keyring_locked"}.with("name", name));
    const Owned<SecretValue> value{with.secret_of(item)};
    if (value == nullptr) return fail(Error{"secret.keyring_missing"}.with("name", name));
    gsize size = 0;
    const gchar* text = with.text_of(value.get(), &size);
    return Secret{std::string(text, size)};
}

#else

Result<Secret> find_in_keyring(const std::string& /*name*/) {
    return fail(Error{"secret.keyring_absent"}.with("reason", "built without libsecret"));
}

#endif

}  // namespace skifte::auth
