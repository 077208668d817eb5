// A shared library that is loaded when something of it is called: for what few commands need, and whose
// loading would take the time of all of them.
#pragma once

#include <string>

namespace skifte {

// It stays loaded, since what it began may go on (GLib has threads).
class LoadedLibrary {
public:
    // By the name that the loader knows it by, such as "libsecret-1.so.0".
    explicit LoadedLibrary(const char* name);

    // Becomes a pointer to the function, of the type that the library's header gives it.
    class Symbol {
    public:
        explicit Symbol(void* address) noexcept : address_(address) {}
        template <typename F>
        operator F*() const noexcept {
            return reinterpret_cast<F*>(address_);
        }

    private:
        void* address_;
    };
    // Null where it is not there; then `fault` is not empty.
    [[nodiscard]] Symbol find(const char* name);

    // What is missing, in the loader's words; "" if nothing is.
    [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

private:
    void* handle_;
    std::string fault_;
};

}  // namespace skifte
