// Decides what the struct of each operation holds, and what its answer is.
#pragma once

#include "codegen/type_planner.hpp"

namespace skifte::codegen {

class OperationPlanner {
public:
    OperationPlanner(Plan& plan, TypePlanner& types, Names& names, Refusals& refusals);

    void add(const openapi::Operation& operation);

private:
    void add_parameter(const openapi::Parameter& parameter);
    void refuse_unwritable(const openapi::Parameter& parameter);
    void add_body(const openapi::Body& body);
    void add_parts(const openapi::MediaType& media, const openapi::Body& body);
    void add_field(OperationField field, const openapi::Location& at, std::string pointer);
    void use_failures();
    [[nodiscard]] AnswerType answer();
    [[nodiscard]] AnswerType answer(const openapi::Response& response);
    // The one media type of a body or an answer; null, and refused, if there are several or one without a
    // meaning.
    [[nodiscard]] const openapi::MediaType* only(std::span<const openapi::MediaType> content,
                                                 const openapi::Location& at, const std::string& pointer);
    void refuse_nested(const openapi::Schema& form);

    Plan& plan_;
    TypePlanner& types_;
    Names& names_;
    Refusals& refusals_;
    OperationType* current_ = nullptr;
    Scope scope_;
};

}  // namespace skifte::codegen
