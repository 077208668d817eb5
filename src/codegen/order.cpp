// Order of the structs: depth first along what is held, with the circles broken by boxes.
#include "codegen/order.hpp"

#include "codegen/kind.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace skifte::codegen {

namespace {

using openapi::Schema;

class Order {
public:
    Order(Plan& plan, Refusals& refusals) : structs_(plan.structs), plan_(plan), refusals_(refusals) {
        for (std::size_t i = 0; i < structs_.size(); ++i) index_[structs_[i].schema] = i;
        for (std::size_t i = 0; i < structs_.size(); ++i) {
            holds_.emplace_back();
            for (std::size_t m = 0; m < structs_[i].members.size(); ++m) note(i, m);
        }
    }

    void run() {
        refuse_endless();
        for (std::size_t i = 0; i < structs_.size(); ++i) box(i);
        for (std::size_t i = 0; i < structs_.size(); ++i) place(i);
        mark_incomplete();
        std::vector<StructType> sorted;
        for (const std::size_t i : placed_) sorted.push_back(std::move(structs_[i]));
        structs_ = std::move(sorted);
    }

private:
    struct Edge {
        std::size_t to;
        std::size_t member;
        bool by_value;
    };

    Member& member_of(std::size_t from, const Edge& edge) { return structs_[from].members[edge.member]; }

    void note(std::size_t from, std::size_t member) {
        const Schema* schema = structs_[from].members[member].schema;
        bool by_value = true;
        std::set<const Schema*> passed;
        while (schema != nullptr && passed.insert(schema).second) {
            const Kind kind = kind_of(*schema);
            if (kind == Kind::structure) {
                schema = &plan_.schema_names.canonical(*schema);
                if (const auto to = index_.find(schema); to != index_.end())
                    holds_[from].push_back({to->second, member, by_value});
                return;
            }
            by_value = false;
            schema = kind == Kind::list ? schema->items : kind == Kind::map ? schema->additional : nullptr;
        }
    }

    // Whether `from` leads to `goal` along the edges that `follow` takes.
    template <typename Follow>
    bool leads(std::size_t from, std::size_t goal, Follow follow) {
        std::set<std::size_t> seen;
        std::vector<std::size_t> open{from};
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            for (const Edge& edge : holds_[at]) {
                if (!follow(at, edge)) continue;
                if (edge.to == goal) return true;
                if (seen.insert(edge.to).second) open.push_back(edge.to);
            }
        }
        return false;
    }

    void refuse_endless() {
        const auto always_there = [&](std::size_t from, const Edge& edge) {
            return edge.by_value && member_of(from, edge).plain;
        };
        for (std::size_t i = 0; i < structs_.size(); ++i)
            if (leads(i, i, always_there)) refusals_.add(*structs_[i].schema, "codegen.endless");
    }

    void box(std::size_t at) {
        if (!boxing_.emplace(at, true).second) return;
        for (Edge& edge : holds_[at]) {
            if (!edge.by_value) continue;
            const auto other = boxing_.find(edge.to);
            if (other != boxing_.end() && other->second) {
                member_of(at, edge).boxed = true;
                edge.by_value = false;
            } else {
                box(edge.to);
            }
        }
        boxing_[at] = false;
    }

    // What is held by value first, and what stands in vectors and maps too unless it leads back here.
    void place(std::size_t at) {
        if (!visited_.insert(at).second) return;
        for (const Edge& edge : holds_[at])
            if (edge.by_value || !leads(edge.to, at, [](std::size_t, const Edge&) { return true; }))
                place(edge.to);
        placed_.push_back(at);
    }

    void mark_incomplete() {
        std::set<std::size_t> complete;
        std::set<std::string> ahead;
        for (const std::size_t at : placed_) {
            for (const Edge& edge : holds_[at]) {
                if (complete.contains(edge.to)) continue;
                member_of(at, edge).initialised = false;
                if (edge.to != at) ahead.insert(structs_[edge.to].name);
            }
            complete.insert(at);
        }
        plan_.declared_ahead.assign(ahead.begin(), ahead.end());
    }

    std::vector<StructType>& structs_;
    Plan& plan_;
    Refusals& refusals_;
    std::map<const Schema*, std::size_t> index_;
    std::vector<std::vector<Edge>> holds_;
    std::map<std::size_t, bool> boxing_;  // true while its members are being looked at
    std::set<std::size_t> visited_;
    std::vector<std::size_t> placed_;
};

}  // namespace

void order_structs(Plan& plan, Refusals& refusals) {
    Order(plan, refusals).run();
}

}  // namespace skifte::codegen
