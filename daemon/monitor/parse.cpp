#include "monitor/parse.hpp"

#include "monitor/scan.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace wireroom::monitor {
namespace {

using Kind = Token::Kind;
using Parsed = Result<Node, QueryFault>;

bool is_operator(Kind kind) {
    return kind == Kind::kAnd || kind == Kind::kOr || kind == Kind::kNot || kind == Kind::kNear;
}

bool begins_operand(Kind kind) {
    return kind == Kind::kTerm || kind == Kind::kOpen || kind == Kind::kNot;
}

QueryFault fault(std::size_t column, std::string message, std::string suggestion = {}) {
    return {std::move(message), column, std::move(suggestion)};
}

const char* const kOperatorAsWord = "to look for the word itself, write it in small letters";

/// Recursive descent; one round of recursion for each open parenthesis, at most kMaxQueryDepth.
class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    Parsed run() {
        if (token().kind == Kind::kEnd) {
            return fault(1, "the query is empty", "write at least one word to look for");
        }
        auto node = parse_or();
        if (node && token().kind == Kind::kClose) {
            return fault(token().column, "a parenthesis is closed that was never opened");
        }
        return node;
    }

private:
    const Token& token() const { return tokens_[at_]; }
    /// kEnd is never stepped over, so that there is always a token.
    const Token& take() { return tokens_[at_++]; }

    static Node join(Node::Kind kind, std::vector<Node> parts) {
        if (parts.size() == 1) {
            return std::move(parts.front());
        }
        Node node;
        node.kind = kind;
        node.column = parts.front().column;
        node.children = std::move(parts);
        return node;
    }

    Parsed parse_or() {
        std::vector<Node> parts;
        while (true) {
            auto part = parse_and();
            if (!part) {
                return part;
            }
            parts.push_back(*std::move(part));
            if (token().kind != Kind::kOr) {
                return join(Node::Kind::kOr, std::move(parts));
            }
            take();
        }
    }

    Parsed parse_and() {
        std::vector<Node> parts;
        while (true) {
            auto part = parse_not();
            if (!part) {
                return part;
            }
            parts.push_back(*std::move(part));
            if (token().kind == Kind::kAnd) {
                take();
            } else if (!begins_operand(token().kind)) {
                return join(Node::Kind::kAnd, std::move(parts));
            }
        }
    }

    Parsed parse_not() {
        if (token().kind != Kind::kNot) {
            return parse_near();
        }
        const auto column = take().column;
        if (token().kind == Kind::kNot) {
            return fault(token().column, "a term is excluded twice", "write NOT or - once");
        }
        auto excluded = parse_near();
        if (!excluded) {
            return excluded;
        }
        Node node;
        node.kind = Node::Kind::kNot;
        node.column = column;
        node.children.push_back(*std::move(excluded));
        return node;
    }

    /// NEAR stands between words and phrases of title and text alone.
    static std::optional<QueryFault> check_near_operand(const Node& node, const Token& near) {
        if (node.kind != Node::Kind::kTerm) {
            return fault(
                node.column,
                fmt::format("{} takes words and phrases, not a group", quoted(near.source)),
                "write it out for each word: (a NEAR c) OR (b NEAR c)"
            );
        }
        if (node.term.is_name()) {
            return fault(
                node.column,
                fmt::format("{} takes words and phrases, not a name", quoted(near.source)),
                "join a tag:, feed: or group: with AND"
            );
        }
        return std::nullopt;
    }

    Parsed parse_near() {
        auto first = parse_primary();
        if (!first || token().kind != Kind::kNear) {
            return first;
        }
        Node node;
        node.kind = Node::Kind::kNear;
        node.column = first->column;
        node.children.push_back(*std::move(first));
        while (token().kind == Kind::kNear) {
            const auto near = take();
            if (auto wrong = check_near_operand(node.children.back(), near)) {
                return *std::move(wrong);
            }
            if (token().kind == Kind::kNot) {
                return fault(
                    token().column,
                    fmt::format("{} cannot stand beside something excluded", quoted(near.source)),
                    "put NOT before the first word of the pair: NOT a NEAR b"
                );
            }
            auto next = parse_primary();
            if (!next) {
                return next;
            }
            if (auto wrong = check_near_operand(*next, near)) {
                return *std::move(wrong);
            }
            node.children.push_back(*std::move(next));
            node.distances.push_back(near.distance);
        }
        return node;
    }

    Parsed parse_primary() {
        if (token().kind == Kind::kTerm) {
            return parse_term(take());
        }
        if (token().kind != Kind::kOpen) {
            return missing_operand();
        }
        const auto column = take().column;
        if (depth_ == kMaxQueryDepth) {
            return fault(
                column, fmt::format("parentheses stand more than {} deep", kMaxQueryDepth)
            );
        }
        ++depth_;
        auto inner = parse_or();
        --depth_;
        if (!inner) {
            return inner;
        }
        if (token().kind != Kind::kClose) {
            return fault(column, "a parenthesis is not closed", "add a \")\"");
        }
        take();
        return inner;
    }

    Parsed parse_term(const Token& token) {
        auto term = make_term(token);
        if (!term) {
            return std::move(term).error();
        }
        terms_ += term->is_name() ? 1 : term->words.size();
        if (terms_ > kMaxQueryTerms) {
            return fault(
                token.column,
                fmt::format("the query has more than {} words", kMaxQueryTerms),
                "divide it into several monitors"
            );
        }
        Node node;
        node.column = token.column;
        node.term = *std::move(term);
        return node;
    }

    QueryFault missing_operand() const {
        const auto& here = token();
        const auto* const before = at_ > 0 ? &tokens_[at_ - 1] : nullptr;
        const bool behind_operator = before != nullptr && is_operator(before->kind);
        if (is_operator(here.kind)) {
            return fault(
                here.column,
                behind_operator
                    ? fmt::format(
                          "{} stands right behind {}", quoted(here.source), quoted(before->source)
                      )
                    : fmt::format("nothing stands before {}", quoted(here.source)),
                kOperatorAsWord
            );
        }
        if (behind_operator) {
            return fault(
                before->column,
                fmt::format("nothing stands behind {}", quoted(before->source)),
                kOperatorAsWord
            );
        }
        if (before == nullptr) {
            return fault(here.column, "a parenthesis is closed that was never opened");
        }
        return here.kind == Kind::kClose
                   ? fault(before->column, "nothing stands between the parentheses")
                   : fault(before->column, "a parenthesis is not closed", "add a \")\"");
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t terms_ = 0;
};

}  // namespace

Result<Node, QueryFault> parse(std::string_view query) {
    auto tokens = scan(query);
    if (!tokens) {
        return std::move(tokens).error();
    }
    return Parser(*std::move(tokens)).run();
}

}  // namespace wireroom::monitor
