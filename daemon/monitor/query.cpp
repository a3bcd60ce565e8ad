#include "monitor/query.hpp"

#include "monitor/index.hpp"
#include "monitor/match.hpp"
#include "monitor/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace wireroom::monitor {
namespace {

bool asks_for_feeds(const Node& node) {
    return node.term.field == Field::kFeed || node.term.field == Field::kGroup ||
           std::ranges::any_of(node.children, asks_for_feeds);
}

/// Names the part of a query through which stories would match that hold nothing it names.
QueryFault loose(const Node& root) {
    const auto* node = &root;
    bool one_side = false;
    while (node->kind == Node::Kind::kAnd || node->kind == Node::Kind::kOr) {
        one_side = one_side || node->kind == Node::Kind::kOr;
        node = &*std::ranges::find_if(node->children, holds_for_nothing);
    }
    return {
        one_side ? "this side of an OR only excludes, so that nearly every story would match"
                 : "the query only excludes, so that nearly every story would match",
        node->column,
        "put the exclusion beside what to look for: (word -other)"};
}

}  // namespace

void throw_exception_from_error(const QueryFault& fault, const boost::source_location& /*where*/) {
    throw std::runtime_error(fmt::format("column {}: {}", fault.column, fault.message));
}

struct Query::Compiled {
    std::string text;
    Node root;
    bool looks_at_feeds;
};

Query::Query(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

Result<Query, QueryFault> Query::compile(std::string_view text) {
    if (text.size() > kMaxQueryBytes) {
        return QueryFault{
            fmt::format("the query has {} bytes; at most {} are read", text.size(), kMaxQueryBytes),
            kMaxQueryBytes + 1,
            "divide it into several monitors"};
    }
    auto root = parse(text);
    if (!root) {
        return std::move(root).error();
    }
    if (holds_for_nothing(*root)) {
        return loose(*root);
    }
    const bool looks_at_feeds = asks_for_feeds(*root);
    return Query(std::make_shared<const Compiled>(Compiled{
        std::string(text), *std::move(root), looks_at_feeds}));
}

bool Query::matches(const Document& document) const {
    return holds(compiled_->root, *document.words_);
}

bool Query::looks_at_feeds() const {
    return compiled_->looks_at_feeds;
}

const std::string& Query::text() const {
    return compiled_->text;
}

}  // namespace wireroom::monitor
