#include "auth/revocation_sources.hpp"

#include <string_view>

namespace skifte::auth {

namespace {

void free_points(STACK_OF(DIST_POINT) * points) noexcept {
    sk_DIST_POINT_pop_free(points, DIST_POINT_free);
}

class FirstHttp {
public:
    void see(std::string_view address) {
        const bool better = !is_http(found_) && is_http(address);
        if (found_.empty() || better) found_ = address;
    }
    [[nodiscard]] const std::string& found() const noexcept { return found_; }

private:
    static bool is_http(std::string_view address) { return address.starts_with("http://"); }
    std::string found_;
};

std::string_view text_of(const ASN1_STRING* text) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
            static_cast<std::size_t>(ASN1_STRING_length(text))};
}

}  // namespace

std::string ocsp_address(X509* certificate) {
    const Handle<STACK_OF(OPENSSL_STRING), X509_email_free> addresses{X509_get1_ocsp(certificate)};
    FirstHttp first;
    for (int i = 0; i < sk_OPENSSL_STRING_num(addresses.get()); ++i)
        first.see(sk_OPENSSL_STRING_value(addresses.get(), i));
    return first.found();
}

std::string crl_address(const X509* certificate) {
    const Handle<STACK_OF(DIST_POINT), free_points> points{static_cast<STACK_OF(DIST_POINT)*>(
        X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr))};
    FirstHttp first;
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
        const DIST_POINT_NAME* name = sk_DIST_POINT_value(points.get(), i)->distpoint;
        if (name == nullptr || name->type != 0) continue;
        for (int n = 0; n < sk_GENERAL_NAME_num(name->name.fullname); ++n) {
            int type = 0;
            const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(name->name.fullname, n), &type);
            if (type == GEN_URI) first.see(text_of(static_cast<const ASN1_STRING*>(value)));
        }
    }
    return first.found();
}

}  // namespace skifte::auth
