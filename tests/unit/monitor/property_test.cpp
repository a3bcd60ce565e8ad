#include "monitor/query.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace wireroom::monitor {
namespace {

/// A story of one-letter words, and the plainest evaluation of a query tree that there is.
struct Story {
    std::vector<std::string> title;
    std::vector<std::string> text;
    std::vector<std::string> tags;
};

struct Term {
    bool in_title = false;
    bool prefix = false;
    std::vector<std::string> words;

    std::string written() const {
        std::string out = in_title ? "title:\"" : "\"";
        for (const auto& word : words) {
            out += (&word == &words.front() ? "" : " ") + word;
        }
        return out + (prefix ? "*\"" : "\"");
    }

    bool stands_at(const std::vector<std::string>& section, std::size_t at) const {
        if (at + words.size() > section.size()) {
            return false;
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool open = prefix && i + 1 == words.size();
            if (open ? !section[at + i].starts_with(words[i]) : section[at + i] != words[i]) {
                return false;
            }
        }
        return true;
    }
};

struct Tree {
    enum class Kind { kTerm, kTag, kNear, kNot, kAnd, kOr };

    Kind kind = Kind::kTerm;
    Term term;
    std::string tag;
    std::vector<Term> chain;
    std::vector<std::size_t> distances;
    std::vector<Tree> children;
};

/// Whether the rest of a chain stands in the section, its last operand being at `at`.
bool chain_goes_on(
    const Tree& tree, const std::vector<std::string>& section, std::size_t index, std::size_t at
) {
    if (index + 1 == tree.chain.size()) {
        return true;
    }
    const auto& here = tree.chain[index];
    const auto& next = tree.chain[index + 1];
    for (std::size_t other = 0; other < section.size(); ++other) {
        const auto end = at + here.words.size();
        const auto other_end = other + next.words.size();
        const bool near = (other >= end && other - end <= tree.distances[index]) ||
                          (at >= other_end && at - other_end <= tree.distances[index]);
        if (near && next.stands_at(section, other) &&
            chain_goes_on(tree, section, index + 1, other)) {
            return true;
        }
    }
    return false;
}

bool near_holds(const Tree& tree, const Story& story) {
    for (const auto* section : {&story.title, &story.text}) {
        const bool title_only = std::ranges::any_of(tree.chain, &Term::in_title);
        for (std::size_t at = 0; at < section->size(); ++at) {
            if ((section == &story.title || !title_only) &&
                tree.chain.front().stands_at(*section, at) &&
                chain_goes_on(tree, *section, 0, at)) {
                return true;
            }
        }
    }
    return false;
}

bool naive(const Tree& tree, const Story& story) {
    const auto holds = [&](const Tree& child) { return naive(child, story); };
    const auto stands_in = [&](const std::vector<std::string>& section) {
        for (std::size_t at = 0; at < section.size(); ++at) {
            if (tree.term.stands_at(section, at)) {
                return true;
            }
        }
        return false;
    };
    switch (tree.kind) {
        case Tree::Kind::kTerm:
            return stands_in(story.title) || (!tree.term.in_title && stands_in(story.text));
        case Tree::Kind::kTag:
            return std::ranges::find(story.tags, tree.tag) != story.tags.end();
        case Tree::Kind::kNear:
            return near_holds(tree, story);
        case Tree::Kind::kNot:
            return !holds(tree.children.front());
        case Tree::Kind::kAnd:
            return std::ranges::all_of(tree.children, holds);
        case Tree::Kind::kOr:
            return std::ranges::any_of(tree.children, holds);
    }
    return false;
}

class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t n) { return random_() % n; }

    std::string word() {
        static const std::vector<std::string> kWords = {"a", "b", "ab", "abc", "c", "ba"};
        return kWords[below(kWords.size())];
    }

    std::vector<std::string> words(std::size_t most) {
        std::vector<std::string> out(below(most + 1));
        std::ranges::generate(out, [&] { return word(); });
        return out;
    }

    Story story() { return {words(4), words(10), words(2)}; }

    Term term() {
        Term term;
        term.in_title = below(5) == 0;
        term.prefix = below(4) == 0;
        term.words = words(2);
        term.words.push_back(word());
        return term;
    }

    Tree tree(int depth) {
        Tree tree;
        switch (depth == 0 ? below(3) : below(7)) {
            case 0:
            case 1:
                tree.term = term();
                return tree;
            case 2:
                if (below(3) == 0) {
                    tree.kind = Tree::Kind::kTag;
                    tree.tag = word();
                    return tree;
                }
                tree.kind = Tree::Kind::kNear;
                tree.chain.push_back(term());
                do {
                    tree.chain.push_back(term());
                    tree.distances.push_back(1 + below(3));
                } while (below(2) == 0);
                return tree;
            case 3:
                tree.kind = Tree::Kind::kNot;
                tree.children.push_back(this->tree(depth - 1));
                return tree;
            case 4:
            case 5:
                tree.kind = Tree::Kind::kAnd;
                break;
            default:
                tree.kind = Tree::Kind::kOr;
                break;
        }
        for (auto left = 2 + below(2); left != 0; --left) {
            tree.children.push_back(this->tree(depth - 1));
        }
        return tree;
    }

    /// As a query: with no more parentheses than needed, or with some more.
    std::string written(const Tree& tree, int outer = 0) {
        std::string out;
        int level = 3;
        switch (tree.kind) {
            case Tree::Kind::kTerm:
                return tree.term.written();
            case Tree::Kind::kTag:
                return "tag:" + tree.tag;
            case Tree::Kind::kNear:
                out = tree.chain.front().written();
                for (std::size_t i = 0; i < tree.distances.size(); ++i) {
                    out += " NEAR/" + std::to_string(tree.distances[i]) + " " +
                           tree.chain[i + 1].written();
                }
                break;
            case Tree::Kind::kNot:
                level = 2;
                out = (below(2) == 0 ? "NOT " : "-") + written(tree.children.front(), 3);
                break;
            case Tree::Kind::kAnd:
                level = 1;
                for (const auto& child : tree.children) {
                    out += out.empty() ? "" : (below(2) == 0 ? " AND " : " ");
                    out += written(child, 2);
                }
                break;
            case Tree::Kind::kOr:
                level = 0;
                for (const auto& child : tree.children) {
                    out += (out.empty() ? "" : " OR ") + written(child, 1);
                }
                break;
        }
        return level < outer || below(4) == 0 ? "(" + out + ")" : out;
    }

private:
    std::mt19937 random_;
};

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) {
        out += word + ' ';
    }
    return out;
}

TEST(Property, EveryQueryAnswersAsTheNaiveEvaluation) {
    Generator generator(20240301);
    int compiled = 0;
    int matched = 0;
    for (int round = 0; round < 4000; ++round) {
        const auto tree = generator.tree(3);
        const auto text = generator.written(tree);
        const bool loose = naive(tree, {});

        const auto query = Query::compile(text);

        // The one fault that a well-formed query can have.
        ASSERT_EQ(query.has_value(), !loose) << text << (query ? "" : ": " + query.error().message);
        if (!query) {
            continue;
        }
        ++compiled;
        for (int story_number = 0; story_number < 8; ++story_number) {
            const auto story = generator.story();
            const Document document(Subject{
                joined(story.title), joined(story.text), story.tags, {}, {}});
            const bool expected = naive(tree, story);
            matched += expected ? 1 : 0;
            ASSERT_EQ(query->matches(document), expected)
                << text << "  against  " << joined(story.title) << "| " << joined(story.text);
        }
    }
    EXPECT_GT(compiled, 1500);
    EXPECT_GT(matched, 2000);
    EXPECT_LT(matched, compiled * 7);
}

/// Whatever is thrown at the compiler: an answer or a fault inside of the text with a message.
TEST(Property, AnyTextCompilesOrHasAFaultWithItsPlace) {
    const std::vector<std::string> pieces = {
        "a",    "NOT ", "-",    "AND ",   " OR ", "NEAR/3 ", " NEAR ", "(",   ")",     "\"",   "“",
        "»",    "«",    "*",    "title:", "tag:", "x:",      ":",      " ",   "путин", "日本", "שָ",
        "\xFF", "\xE3", "\x01", "'",      "|",    "!",       "–",      "1,2", "\n",    "ל\"ל"};
    std::mt19937 random(11);
    const Document document(Subject{"a путин", "日本 1,2", {"a"}, {}, {}});
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto left = random() % 12; left != 0; --left) {
            text += pieces[random() % pieces.size()];
        }

        const auto query = Query::compile(text);

        if (query) {
            (void)query->matches(document);
            ASSERT_EQ(query->text(), text);
        } else {
            ASSERT_FALSE(query.error().message.empty()) << text;
            ASSERT_GE(query.error().column, 1U) << text;
            ASSERT_LE(query.error().column, text.size() + 1) << text;
        }
    }
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    out.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        out += piece;
    }
    return out;
}

constexpr std::size_t kMiB = 1 << 20;

TEST(Hostile, AMebibyteOfOneWordMeetsPhrasesOfIt) {
    const Document document(Subject{"", repeated("a ", kMiB / 2), {}, {}, {}});
    const auto phrase = repeated("a ", 7);

    EXPECT_TRUE(Query::compile("\"" + phrase + "a*\"").value().matches(document));
    EXPECT_FALSE(Query::compile("\"" + phrase + "b\"").value().matches(document));
    EXPECT_TRUE(Query::compile("a" + repeated(" NEAR/1000 a", 3)).value().matches(document));
}

TEST(Hostile, LongPhrasesThatFailOnlyAtTheirEndAreRejected) {
    const auto run = repeated("a ", 254);
    const Document document(Subject{"", repeated(run + "b ", 100), {}, {}, {}});

    EXPECT_TRUE(Query::compile("\"" + run + "b\"").value().matches(document));
    EXPECT_FALSE(Query::compile("\"" + run + "a a\"").value().matches(document));
    EXPECT_FALSE(Query::compile("\"b " + run + "a\"").value().matches(document));
    EXPECT_TRUE(
        Query::compile("a" + repeated(" NEAR/1000 a", kMaxQueryTerms - 1)).value().matches(document)
    );
}

TEST(Hostile, AMebibyteOfDifferentWords) {
    std::string text;
    for (std::size_t i = 0; text.size() < kMiB; ++i) {
        for (auto rest = i + 1; rest != 0; rest /= 26) {
            text += static_cast<char>('a' + rest % 26);
        }
        text += ' ';
    }
    const Document document(Subject{text, text, {}, {}, {}});

    EXPECT_TRUE(Query::compile("bz").value().matches(document));
    EXPECT_TRUE(Query::compile("a*").value().matches(document));
    EXPECT_FALSE(Query::compile("zzzzzzz").value().matches(document));
    EXPECT_FALSE(Query::compile(repeated("zzzzzzz* OR ", 255) + "qqqqq").value().matches(document));
}

TEST(Hostile, WhatStandsBehindTheLimitOfATextIsNotLookedAt) {
    const auto query = Query::compile("needle").value();
    const std::string before(kMaxTextBytes - 7, ' ');

    EXPECT_TRUE(query.matches(Document(Subject{"", before + "needle straw", {}, {}, {}})));
    EXPECT_FALSE(query.matches(Document(Subject{"", before + "  needle", {}, {}, {}})));
    EXPECT_TRUE(query.matches(Document(Subject{"", before + "needle\xD0\xAF", {}, {}, {}})));
}

TEST(Hostile, DocumentsOfBytesThatAreNoText) {
    std::mt19937 random(5);
    std::string noise(kMiB / 4, '\0');
    std::ranges::generate(noise, [&] { return static_cast<char>(random()); });
    const Document document(Subject{
        noise, repeated("\xCC\x81", kMiB / 16) + " needle", {noise}, {noise}, {""}});

    EXPECT_TRUE(Query::compile("needle").value().matches(document));
    EXPECT_FALSE(Query::compile("title:needle OR group:needle").value().matches(document));
}

TEST(Hostile, ManyNamesAndApostrophes) {
    const Document document(Subject{
        repeated("'", kMiB / 4) + repeated("aa'bbb'", kMiB / 16),
        "",
        std::vector<std::string>(20000, "tag"),
        {},
        {}});

    EXPECT_TRUE(Query::compile("aa tag:tag").value().matches(document));
    EXPECT_FALSE(Query::compile("tag:ta").value().matches(document));
}

TEST(Document, CanBeMoved) {
    Document first(Subject{"a", "", {}, {}, {}});
    Document second(Subject{"b", "", {}, {}, {}});

    second = std::move(first);
    const Document third = std::move(second);

    EXPECT_TRUE(Query::compile("a").value().matches(third));
}

}  // namespace
}  // namespace wireroom::monitor
