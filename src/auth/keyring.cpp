#include "auth/keyring.hpp"

#ifdef SKIFTE_HAVE_LIBSECRET
#include <libsecret/secret.h>
#include <memory>
#endif

namespace skifte::auth {

#ifdef SKIFTE_HAVE_LIBSECRET

namespace {

struct Unref {
    void operator()(void* object) const noexcept { g_object_unref(object); }
    void operator()(GHashTable* table) const noexcept { g_hash_table_unref(table); }
    void operator()(SecretValue* value) const noexcept { secret_value_unref(value); }
    void operator()(GError* error) const noexcept { g_error_free(error); }
    void operator()(GList* list) const noexcept { g_list_free_full(list, g_object_unref); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

Failure absent(GError* error) {
    const Owned<GError> owner{error};
    return fail(Error{"secret.keyring_absent"}.with("reason", error != nullptr ? error->message : ""));
}

}  // namespace

Result<Secret> find_in_keyring(const std::string& name) {
    GError* error = nullptr;
    const Owned<SecretService> service{secret_service_get_sync(SECRET_SERVICE_OPEN_SESSION, nullptr, &error)};
    if (service == nullptr) return absent(error);

    const Owned<GHashTable> attributes{g_hash_table_new(g_str_hash, g_str_equal)};
    const auto put = [&](const char* key, const char* value) {
        g_hash_table_insert(attributes.get(), const_cast<char*>(key), const_cast<char*>(value));
    };
    put("service", "skifte");
    put("name", name.c_str());
    const Owned<GList> items{secret_service_search_sync(service.get(), nullptr, attributes.get(),
                                                        SECRET_SEARCH_LOAD_SECRETS, nullptr, &error)};
    if (error != nullptr) return absent(error);
    if (items == nullptr) return fail(Error{"secret.keyring_missing"}.with("name", name));

    auto* item = static_cast<SecretItem*>(items->data);
    if (secret_item_get_locked(item) != FALSE) return fail(Error{"secret.keyring_locked"}.with("name", name));
    const Owned<SecretValue> value{secret_item_get_secret(item)};
    if (value == nullptr) return fail(Error{"secret.keyring_missing"}.with("name", name));
    gsize size = 0;
    const gchar* text = secret_value_get(value.get(), &size);
    return Secret{std::string(text, size)};
}

#else

Result<Secret> find_in_keyring(const std::string& /*name*/) {
    return fail(Error{"secret.keyring_absent"}.with("reason", "built without libsecret"));
}

#endif

}  // namespace skifte::auth
