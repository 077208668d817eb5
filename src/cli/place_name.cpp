// See place_name.hpp.
#include "cli/place_name.hpp"

#include <skifte/doedsbo/operations.hpp>
#include <skifte/kreditor/operations.hpp>

namespace skifte::cli {

namespace {

Result<std::string> name_in(Context& context, const openapi::Operation& read, api::Arguments arguments) {
    SKIFTE_TRY(api::Client * client, context.session.client());
    const auto answer = client->call(read, arguments);
    if (answer) return std::string(answer->body.text("navn"));
    const std::string& code = answer.error().code;
    if (code == "http.forbidden" || code == "http.not_found") return std::string();
    return fail(answer.error());
}

}  // namespace

Result<std::string> name_of_estate(Context& context, std::string_view id) {
    doedsbo::v1::HentBo hent;
    hent.doedsbojournal_id = api::Uuid{std::string(id)};
    return name_in(context, doedsbo::v1::HentBo::operation(), hent.arguments());
}

Result<std::string> name_of_company(Context& context, std::string_view cvr) {
    kreditor::v1::HentSelskab hent;
    hent.cvr_nummer = std::string(cvr);
    return name_in(context, kreditor::v1::HentSelskab::operation(), hent.arguments());
}

std::string named_place(const Context& context, const Place& place, std::string_view id,
                        std::string_view name) {
    std::string flag = "--" + std::string(place.flag) + " " + std::string(id);
    const std::string key = "label.place." + std::string(place.flag);
    if (name.empty() || !has_text(key)) return flag;
    return context.say(key, {{"name", std::string(name)}, {"flag", std::move(flag)}});
}

}  // namespace skifte::cli
