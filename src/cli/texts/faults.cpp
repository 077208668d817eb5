// One fault of an input each, told after its path: "body.redegoerelse.periodeFra: er ikke en dato". No
// capital and no full stop, since the line begins with the path.
#include "cli/texts/catalogue.hpp"

namespace skifte::cli {

std::span<const Text> fault_texts() {
    static constexpr Text texts[] = {
        {"fault.call.missing", "mangler", "is missing"},
        {"fault.call.unknown_parameter", "findes ikke i specifikationen", "is not in the specification"},
        {"fault.call.no_body", "operationen tager intet indhold", "the operation takes no body"},
        {"fault.call.file_in_body", "er en fil og gives med --fil", "is a file and is given by --fil"},
        {"fault.call.file_missing", "filen mangler", "the file is missing"},
        {"fault.call.file_too_large", "{file} er {size} bytes; højst {limit} er tilladt",
         "{file} has {size} bytes; at most {limit} are allowed"},
        {"fault.call.file_too_small", "{file} er for lille; mindst {limit} bytes kræves",
         "{file} is too small; at least {limit} bytes are required"},
        {"fault.call.file_type", "{file} er efter sit indhold {found}; tilladt er {expected}",
         "{file} is {found} by its content; allowed is {expected}"},
        {"fault.call.too_many_files", "for mange filer; højst {limit} er tilladt",
         "too many files; at most {limit} are allowed"},

        {"fault.schema.type", "skal være af typen {expected}", "must be of type {expected}"},
        {"fault.schema.null", "må ikke være tom (null)", "must not be null"},
        {"fault.schema.required", "mangler", "is missing"},
        {"fault.schema.unknown_member", "findes ikke i specifikationen[; mente du {nearest}?]",
         "is not in the specification[; did you mean {nearest}?]"},
        {"fault.schema.enum",
         "»{value}« er ikke en af de tilladte værdier[; mente du {nearest}?][ ({expected})]",
         "\"{value}\" is not one of the values allowed[; did you mean {nearest}?][ ({expected})]"},
        {"fault.schema.min_length", "er for kort; mindst {limit} tegn kræves",
         "is too short; at least {limit} characters are required"},
        {"fault.schema.max_length", "er for lang; højst {limit} tegn er tilladt",
         "is too long; at most {limit} characters are allowed"},
        {"fault.schema.pattern", "»{value}« har ikke den rette form ({expected})",
         "\"{value}\" does not have the right form ({expected})"},
        {"fault.schema.pattern_undecided", "formen kunne ikke kontrolleres; gør teksten kortere",
         "the form could not be checked; make the text shorter"},
        {"fault.schema.format", "»{value}« har ikke formen {expected}",
         "\"{value}\" does not have the form {expected}"},
        {"fault.schema.minimum", "»{value}« er for lille; mindst {limit} kræves",
         "\"{value}\" is too small; at least {limit} is required"},
        {"fault.schema.maximum", "»{value}« er for stor; højst {limit} er tilladt",
         "\"{value}\" is too large; at most {limit} is allowed"},
        {"fault.schema.multiple_of", "»{value}« går ikke op i trin af {limit}",
         "\"{value}\" is not a multiple of {limit}"},
        {"fault.schema.min_items", "har for få elementer; mindst {limit} kræves",
         "has too few items; at least {limit} are required"},
        {"fault.schema.max_items", "har for mange elementer; højst {limit} er tilladt",
         "has too many items; at most {limit} are allowed"},
        {"fault.schema.unique_items", "har det samme element flere gange",
         "has the same item more than once"},
        {"fault.schema.min_properties", "har for få felter; mindst {limit} kræves",
         "has too few members; at least {limit} are required"},
        {"fault.schema.max_properties", "har for mange felter; højst {limit} er tilladt",
         "has too many members; at most {limit} are allowed"},
        {"fault.schema.one_of", "skal passe til netop én af de beskrevne former",
         "must fit exactly one of the forms described"},
        {"fault.schema.any_of", "passer ikke til nogen af de beskrevne former",
         "fits none of the forms described"},
        {"fault.schema.not", "har en form, der er udelukket", "has a form that is excluded"},
        {"fault.schema.read_only", "sættes af retten og må ikke sendes",
         "is set by the court and must not be sent"},
        {"fault.schema.write_only", "burde ikke være i et svar", "should not be in an answer"},
        {"fault.schema.too_deep", "er indlejret i for mange lag", "is nested too deep"},
    };
    return texts;
}

}  // namespace skifte::cli
