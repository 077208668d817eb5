// Problem: what an error body says in words.
#pragma once

#include <skifte/openapi/model.hpp>
#include <skifte/support/error.hpp>

namespace skifte::api {

// Fills in http.words and http.remarks from http.problem: by the pointers of the spec's overlay, where there
// are any and they lead somewhere; else by those of RFC 9457, as a gateway in front of the server may answer
// too. A body with none of these is its own words, shortened.
void read_words(const openapi::ErrorBody* stated, HttpFailure& http);

}  // namespace skifte::api
