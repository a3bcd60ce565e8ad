#include "bench/articles.hpp"

#include "base/hash.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wireroom::bench {
namespace {

constexpr std::size_t kVocabulary = 40'000;
constexpr std::size_t kTextBytes = 4'900;  ///< of 5.7 KB; keys, mark-up and headline are the rest
constexpr std::size_t kWireTexts = 64;

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
}

int number(std::mt19937_64& random, int low, int high) {
    return low + static_cast<int>(random() % static_cast<std::uint64_t>(high - low + 1));
}

}  // namespace

Language::Language(unsigned seed) {
    static const std::vector<std::string> kOnsets = {"b",  "c",  "d",  "f",  "g",  "h",  "l", "m",
                                                     "n",  "p",  "r",  "s",  "t",  "v",  "w", "st",
                                                     "tr", "br", "ch", "sh", "pl", "gr", "",  "k"};
    static const std::vector<std::string> kRhymes = {"a",  "e",  "i",  "o",   "u",   "an", "er",
                                                     "on", "in", "es", "ar",  "al",  "or", "ent",
                                                     "ai", "ou", "it", "ing", "ess", "um"};
    std::mt19937_64 random(seed);
    words_.reserve(kVocabulary);
    double total = 0;
    for (std::size_t rank = 0; rank < kVocabulary; ++rank) {
        // Frequent words are short.
        const int syllables = rank < 100 ? 1 : number(random, 2, 4);
        std::string word;
        for (int i = 0; i < syllables; ++i) {
            word += kOnsets[random() % kOnsets.size()] + kRhymes[random() % kRhymes.size()];
        }
        words_.push_back(std::move(word));
        total += 1.0 / std::pow(static_cast<double>(rank) + 2.7, 1.05);
        reach_.push_back(total);
    }
}

const std::string& Language::word(std::mt19937_64& random) const {
    const double at = std::uniform_real_distribution<double>(0, reach_.back())(random);
    const auto found = std::ranges::lower_bound(reach_, at);
    return words_[static_cast<std::size_t>(found - reach_.begin()) % words_.size()];
}

std::string Language::sentence(std::mt19937_64& random, int words) const {
    std::string text = capitalised(word(random));
    for (int i = 1; i < words; ++i) {
        text += number(random, 0, 11) == 0 ? ", " : " ";
        text += number(random, 0, 39) == 0 ? std::to_string(number(random, 2, 4000)) : word(random);
    }
    return text;
}

std::string Language::paragraph(std::mt19937_64& random, std::size_t bytes) const {
    std::string text;
    while (text.size() < bytes) {
        text += (text.empty() ? "" : " ") + sentence(random, number(random, 12, 28)) + ".";
    }
    return text;
}

Newsrooms::Newsrooms(unsigned seed) : random_(seed), language_(seed + 1) {}

std::string Newsrooms::outlet_url(int outlet) const {
    return "https://www.paper-" + std::to_string(outlet) + ".example/";
}

Written Newsrooms::write(int outlet, Timestamp published) {
    Written article;
    const auto id = std::to_string(++written_);
    article.title = language_.sentence(random_, number(random_, 6, 12));
    article.guid = "urn:paper:" + std::to_string(outlet) + ":" + id;
    article.url = outlet_url(outlet) + "news/2025/" + id + "-" + language_.word(random_) + "-" +
                  language_.word(random_) + "?utm_source=rss";
    article.published = published;
    const bool wire = !wire_.empty() && number(random_, 1, 100) <= 3;
    if (wire) {
        const auto& [author, text] = wire_[random_() % wire_.size()];
        if (author != outlet) {
            article.html = text;
            return article;
        }
    }
    while (article.html.size() < kTextBytes) {
        article.html +=
            "<p>" +
            language_.paragraph(random_, static_cast<std::size_t>(number(random_, 250, 700))) +
            "</p>\n";
    }
    wire_.emplace_back(outlet, article.html);
    if (wire_.size() > kWireTexts) {
        wire_.pop_front();
    }
    return article;
}

Written Newsrooms::expand(Written article) {
    article.html += "<p>" + language_.paragraph(random_, 400) + "</p>\n";
    return article;
}

std::string raw_item(const Written& article) {
    return "<item><title>" + article.title + "</title><link>" + article.url +
           "</link><guid isPermaLink=\"false\">" + article.guid + "</guid><pubDate>" +
           format_rfc3339(article.published) +
           "</pubDate><category>news</category><content:encoded><![CDATA[" + article.html +
           "]]></content:encoded></item>";
}

dedup::PreparedItem prepared(const Written& article, const std::string& feed_url) {
    model::Item item;
    item.id = article.guid;
    item.url = article.url;
    item.title = article.title;
    item.content = {.value = article.html, .type = model::Markup::Type::kHtml};
    item.date_published = article.published;
    item.tags = {"news"};
    item.raw_hash = hash64(raw_item(article));
    return dedup::prepare(std::move(item), feed_url);
}

}  // namespace wireroom::bench
