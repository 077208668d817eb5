// CVR and CPR numbers, and the masking of what looks like a CPR.
#include "fuzz/target.hpp"

#include <skifte/support/identifiers.hpp>

#include <string>

namespace skifte::fuzz {

void run(std::string_view input) {
    if (const auto cvr = Cvr::parse(input)) {
        hold(cvr->digits().size() == 8, "a CVR number has eight digits");
        hold(gives(Cvr::parse(cvr->digits()), *cvr), "and is read as it was written");
        static_cast<void>(cvr->modulus11());
    }
    if (const auto cpr = Cpr::parse(input)) {
        const std::string digits = cpr->digits().reveal();
        hold(digits.size() == 10, "a CPR number has ten digits");
        hold(cpr->masked() == digits.substr(0, 6) + "-xxxx", "its mask hides the last four");
        hold(!cpr->is_replacement() || !cpr->birth_date(), "a replacement number states no date of birth");
        hold(mask_cprs(digits).find(digits) == std::string::npos, "what is a CPR is masked in free text");
        hold(mask_cprs("nr. " + digits + ".").find(digits) == std::string::npos, "also among words");
    }
    const std::string masked = mask_cprs(input);
    hold(mask_cprs(masked) == masked, "what is masked has nothing left to mask");
}

}  // namespace skifte::fuzz
