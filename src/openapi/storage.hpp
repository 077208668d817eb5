// What a Document owns: the trees of its files, and everything that the model points to.
#pragma once

#include "openapi/node.hpp"

#include <skifte/openapi/reader.hpp>

#include <deque>
#include <tuple>

namespace skifte::openapi {

struct Document::Storage {
    Tree tree;
    Tree overlay_tree;
    Spec spec;
    std::string cpp_namespace;
    Location cpp_namespace_at;
    std::vector<GivenName> given_names;
    std::vector<Fault> unexpressed;

    std::deque<std::string> texts;
    ErrorBody errors;
    std::deque<Schema> schemas;
    std::deque<Body> bodies;
    std::deque<LookUp> look_ups;
    std::deque<ReadBack> read_backs;
    std::deque<Decision> decisions;

    Text keep(std::string text) { return texts.emplace_back(std::move(text)); }

    template <typename T>
    std::span<const T> keep(std::vector<T> list) {
        if (list.empty()) return {};
        return std::get<std::deque<std::vector<T>>>(lists_).emplace_back(std::move(list));
    }

private:
    template <typename... T>
    using Lists = std::tuple<std::deque<std::vector<T>>...>;
    Lists<Text, Property, const Schema*, Parameter, Part, MediaType, Header, Response, Operation, Binding,
          StatusEffect, Need>
        lists_;
};

}  // namespace skifte::openapi
