#include <skifte/support/loaded_library.hpp>

#include <dlfcn.h>

namespace skifte {

namespace {

std::string last_fault() {
    const char* text = ::dlerror();
    return text != nullptr ? text : "";
}

}  // namespace

LoadedLibrary::LoadedLibrary(const char* name) : handle_(::dlopen(name, RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) fault_ = last_fault();
}

LoadedLibrary::Symbol LoadedLibrary::find(const char* name) {
    if (handle_ == nullptr) return Symbol{nullptr};  // to dlsym that would be every library there is
    void* const address = ::dlsym(handle_, name);
    if (address == nullptr && fault_.empty()) fault_ = last_fault();
    return Symbol{address};
}

}  // namespace skifte
