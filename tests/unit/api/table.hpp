// A small spec, written as the generator writes one, for the tests of the runtime.
#pragma once

#include <skifte/openapi/model.hpp>

namespace skifte::api::test {

inline constexpr openapi::Schema text{.type = openapi::Type::string, .max_length = 20};
inline constexpr openapi::Schema integer{.type = openapi::Type::integer, .minimum = "0", .maximum = "50"};
inline constexpr openapi::Schema pdf{.type = openapi::Type::string, .format = "binary", .max_length = 40};
inline constexpr openapi::Schema pdfs{.type = openapi::Type::array, .max_items = 2, .items = &pdf};
inline constexpr openapi::Schema texts{.type = openapi::Type::array, .items = &text};
inline constexpr openapi::Schema any_object{.type = openapi::Type::object};

inline constexpr openapi::Property facts_properties[] = {{"navn", &text, true}, {"antal", &integer, false}};
inline constexpr openapi::Schema facts{.type = openapi::Type::object, .properties = facts_properties};

inline constexpr openapi::Property upload_properties[] = {
    {"oplysninger", &facts, false}, {"dokument", &pdf, true}, {"bilag", &pdfs, false}};
inline constexpr openapi::Schema upload{.type = openapi::Type::object, .properties = upload_properties};
inline constexpr openapi::Part upload_parts[] = {{"dokument", "application/pdf"},
                                                 {"bilag", "application/pdf, image/png"}};
inline constexpr openapi::MediaType upload_media[] = {
    {.type = "multipart/form-data", .schema = &upload, .parts = upload_parts}};
inline constexpr openapi::Body upload_body{.required = true, .content = upload_media};
inline constexpr openapi::MediaType json_media[] = {{.type = "application/json", .schema = &facts}};
inline constexpr openapi::Body json_body{.required = true, .content = json_media};

inline constexpr openapi::MediaType answer_media[] = {{.type = "application/json", .schema = &any_object}};
inline constexpr openapi::MediaType pdf_media[] = {{.type = "application/pdf", .schema = &pdf}};
inline constexpr openapi::Response answers[] = {{.status = "200", .content = answer_media},
                                                {.status = "default", .content = answer_media}};
inline constexpr openapi::Response pdf_answers[] = {{.status = "200", .content = pdf_media}};
inline constexpr openapi::Response empty_answers[] = {{.status = "204"}};

inline constexpr openapi::Parameter id{
    .name = "id", .in = openapi::In::path, .required = true, .schema = &text};
inline constexpr openapi::Parameter page{.name = "page",
                                         .in = openapi::In::query,
                                         .style = openapi::Style::form,
                                         .explode = true,
                                         .schema = &integer};
inline constexpr openapi::Parameter size{.name = "size",
                                         .in = openapi::In::query,
                                         .style = openapi::Style::form,
                                         .explode = true,
                                         .schema = &integer};
inline constexpr openapi::Parameter request_id{
    .name = "X-Request-ID", .in = openapi::In::header, .schema = &text};
inline constexpr openapi::Parameter one_parameters[] = {id, request_id};
inline constexpr openapi::Parameter list_parameters[] = {page, size};

inline constexpr openapi::Operation read_one{
    .id = "hent", .method = "GET", .path = "/ting/{id}", .parameters = one_parameters, .responses = answers};
inline constexpr openapi::Operation needing{.id = "kraever",
                                            .method = "GET",
                                            .path = "/ting",
                                            .responses = answers,
                                            .facts = {.need = "doedsbo-krav"}};
inline constexpr openapi::Operation list{
    .id = "list", .method = "GET", .path = "/ting", .parameters = list_parameters, .responses = answers};
inline constexpr openapi::Operation list_with_ids{.id = "listMedId",
                                                  .method = "GET",
                                                  .path = "/ting",
                                                  .parameters = list_parameters,
                                                  .responses = answers,
                                                  .facts = {.item_id = "/tingId"}};
inline constexpr openapi::Operation fetch{.id = "hentPdf",
                                          .method = "GET",
                                          .path = "/ting/{id}/pdf",
                                          .parameters = one_parameters,
                                          .responses = pdf_answers};
inline constexpr openapi::Operation create{.id = "opret",
                                           .method = "POST",
                                           .path = "/ting",
                                           .body = &json_body,
                                           .responses = answers,
                                           .facts = {.files = true}};
inline constexpr openapi::Operation send{.id = "indsend",
                                         .method = "POST",
                                         .path = "/ting/{id}",
                                         .parameters = one_parameters,
                                         .body = &upload_body,
                                         .responses = answers,
                                         .facts = {.files = true}};
inline constexpr openapi::StatusEffect conflict_may_have_filed[] = {{409, "unknown"}, {429, "unknown"}};
inline constexpr openapi::Operation odd{.id = "saer",
                                        .method = "POST",
                                        .path = "/saer",
                                        .responses = empty_answers,
                                        .facts = {.files = true, .effect_of = conflict_may_have_filed}};

}  // namespace skifte::api::test
