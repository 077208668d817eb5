#include "cli/commands/cert_source.hpp"

#include <skifte/auth/secret_reference.hpp>

namespace skifte::cli {

namespace {

Result<Secret> ask_password(Context& context) {
    auto password = context.streams.read_secret(context.say("prompt.certificate-password"));
    if (!password && password.error().code == "secret.no_terminal")
        return fail(std::move(password).error().with("hint", "flag"));
    return password;
}

Result<Secret> referred_password(Context& context, const std::string& reference) {
    SKIFTE_TRY(const auth::SecretReference parsed, auth::SecretReference::parse(reference));
    auth::SecretContext where;
    where.prompt = [&](std::string_view) { return ask_password(context); };
    where.what = "certificate-password";
    return auth::resolve(parsed, where);
}

Result<auth::FileDescription> describe_named(Context& context, const Parsed& flags,
                                             const std::filesystem::path& path, Locked locked) {
    if (const auto reference = flags.value("password")) {
        SKIFTE_TRY(const Secret password, referred_password(context, *reference));
        return auth::describe_file(path, &password);
    }
    SKIFTE_TRY(auth::FileDescription described, auth::describe_file(path, nullptr));
    const bool opens = described.key == auth::FileKey::locked && locked == Locked::is_asked_for;
    if (described.facts && !opens) return described;
    if (!described.facts) context.note("note.cert.password_needed");
    SKIFTE_TRY(const Secret password, ask_password(context));
    return auth::describe_file(path, &password);
}

}  // namespace

Result<CertificateSource> find_certificate(Context& context, const Parsed& flags, Locked locked) {
    if (const auto path = flags.value("fil")) {
        SKIFTE_TRY(auth::FileDescription file, describe_named(context, flags, *path, locked));
        if (!file.facts) return fail(Error{"cert.no_certificate"}.with("path", *path));
        return CertificateSource{*path, true, std::move(file)};
    }
    SKIFTE_TRY(const auth::Certificate* own, context.session.unchecked_certificate());
    SKIFTE_TRY(const Profile* profile, context.session.profile());
    const auto format = profile->certificate_key ? auth::FileFormat::pem : auth::FileFormat::p12;
    return CertificateSource{profile->certificate.string(), false,
                             auth::FileDescription{format, auth::FileKey::matches, own->facts.file_encryption,
                                                   own->facts.old_encryption, own->facts}};
}

}  // namespace skifte::cli
