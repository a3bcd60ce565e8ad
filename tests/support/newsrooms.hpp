#pragma once

#include "base/time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace wireroom::testing {

/// An item in a feed's document, and which article it truly is.
struct Shown {
    std::string guid;
    std::string url;
    std::string title;
    std::string html;
    Timestamp published{};
    int article = 0;
    int text = 0;  ///< which state of the article's text this is, from 1
};

/// What one feed shows at one step.
struct ShownFeed {
    int feed = 0;  ///< from 1
    std::string url;
    std::vector<Shown> items;
};

/// A few publishers and what befalls their articles, seeded: new ones, edits, new guids under old
/// links and new links under old guids, trackers, other orders, items that leave and return,
/// sections that repeat, alerts from a template, agency texts in several papers. Each step only
/// does what a publisher does and a reader of keys and texts can see through, so that there is one
/// truth: two items are one story when they are one article.
class Newsrooms {
public:
    explicit Newsrooms(unsigned seed, int outlets = 3) : random_(seed), outlets_(outlets) {
        for (int i = 0; i < 6; ++i) {
            publish(i % outlets_);
        }
    }

    /// The next hour: what befalls, then what every feed shows. Two feeds an outlet.
    std::vector<ShownFeed> step() {
        ++hour_;
        for (int outlet = 0; outlet < outlets_; ++outlet) {
            for (int i = chance(3) + chance(3); i > 0; --i) {
                publish(outlet);
            }
        }
        for (auto& article : articles_) {
            befall(article);
        }
        std::vector<ShownFeed> feeds;
        for (int outlet = 0; outlet < outlets_; ++outlet) {
            feeds.push_back(feed(outlet, false));
            feeds.push_back(feed(outlet, true));
        }
        return feeds;
    }

    Timestamp now() const { return start() + std::chrono::hours(hour_); }
    /// How many articles any feed has shown so far.
    int shown_articles() const {
        return static_cast<int>(std::ranges::count(articles_, true, &Article::shown));
    }
    static std::string feed_url(int feed) {
        return host((feed - 1) / 2) + (feed % 2 == 1 ? "feed" : "section");
    }

private:
    struct Article {
        int number = 0;
        int outlet = 0;
        std::string title;
        std::vector<std::string> paragraphs;
        Timestamp published{};
        int guid = 0;  ///< which one it has now
        int slug = 0;
        int text = 1;
        bool hidden = false;
        bool plain = true;   ///< no alert, no copy: may be edited
        bool alert = false;  ///< too short to be recognised by its text: its keys stay
        bool shown = false;
        bool keys_shown = false;  ///< since they changed last
    };

    static Timestamp start() { return *parse_rfc3339("2025-04-11T08:00:00Z"); }
    static std::string host(int outlet) {
        static const std::array<const char*, 4> kNames = {"lantern", "ferry", "harbour", "mill"};
        return std::string("https://www.") + kNames[static_cast<std::size_t>(outlet) % 4] +
               "-paper.example/";
    }

    bool chance(int one_in) { return random_() % static_cast<unsigned>(one_in) == 0; }
    int pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

    std::string word() {
        static const std::array<const char*, 16> kParts = {
            "ba",
            "ker",
            "lo",
            "min",
            "tas",
            "ru",
            "vel",
            "so",
            "dan",
            "pi",
            "gor",
            "ne",
            "ti",
            "mar",
            "hul",
            "est"};
        std::string text;
        for (int i = 2 + pick(2); i > 0; --i) {
            text += kParts[static_cast<std::size_t>(pick(16))];
        }
        return text;
    }
    std::string words(int count) {
        std::string text = word();
        for (int i = 1; i < count; ++i) {
            text += ' ' + word();
        }
        return text;
    }

    void publish(int outlet) {
        Article article;
        article.number = static_cast<int>(articles_.size());
        article.outlet = outlet;
        // Never two of an outlet at one time: in life that is rare, here it would be the rule.
        article.published = now() - std::chrono::minutes(50) + std::chrono::seconds(pick(3000));
        const auto* copied = articles_.empty() || !chance(8)
                                 ? nullptr
                                 : &articles_[static_cast<std::size_t>(pick(article.number))];
        if (chance(6)) {
            article.plain = false;
            article.alert = true;
            article.title = "Alert for district " + std::to_string(pick(3));
            article.paragraphs = {"Go to the shelter. Stay there until the all-clear."};
        } else if (copied != nullptr && copied->plain && copied->outlet != outlet) {
            article.plain = false;
            article.title = words(6);
            article.paragraphs = copied->paragraphs;
        } else {
            article.title = words(7);
            for (int i = 3 + pick(2); i > 0; --i) {
                article.paragraphs.push_back(words(24 + pick(16)) + ".");
            }
        }
        articles_.push_back(std::move(article));
    }

    void befall(Article& article) {
        article.hidden = chance(12);
        if (article.plain && chance(6)) {
            ++article.text;
            switch (pick(4)) {
                case 0:
                    article.paragraphs.push_back(words(30) + ".");
                    break;
                case 1:
                    article.paragraphs[0] += ' ' + word() + ' ' + std::to_string(pick(90));
                    break;
                case 2:
                    article.paragraphs.back().replace(0, 2, "x");
                    break;
                default:
                    article.title += ' ' + word();
                    break;
            }
        } else if (article.keys_shown && !article.alert && chance(5)) {
            // Never both at once: nobody could see through that.
            ++(chance(2) ? article.guid : article.slug);
            article.keys_shown = false;
        }
    }

    ShownFeed feed(int outlet, bool section) {
        ShownFeed shown{.feed = outlet * 2 + (section ? 2 : 1), .url = {}, .items = {}};
        shown.url = feed_url(shown.feed);
        const int window = section ? 5 : 9;
        for (std::size_t i = articles_.size(); i-- > 0;) {
            auto& article = articles_[i];
            if (article.outlet != outlet || static_cast<int>(shown.items.size()) == window ||
                (section && article.number % 3 == 0)) {
                continue;
            }
            if (article.hidden) {
                continue;
            }
            article.shown = true;
            article.keys_shown |= !section;
            shown.items.push_back(item(article, section));
        }
        if (chance(3)) {
            std::ranges::shuffle(shown.items, random_);
        }
        return shown;
    }

    Shown item(const Article& article, bool section) {
        const auto number = std::to_string(article.number);
        Shown shown;
        shown.article = article.number;
        shown.text = article.text;
        shown.title = article.title;
        shown.published = article.published;
        shown.guid = (section ? "section-" : "") + number + "-" + std::to_string(article.guid);
        shown.url = host(article.outlet) + "news/" + number + "-" + std::to_string(article.slug);
        if (section) {
            shown.url += "?utm_source=section";
        } else if (chance(4)) {
            shown.url += "?fbclid=" + word();
        }
        for (const auto& paragraph : article.paragraphs) {
            shown.html += "<p>" + paragraph + "</p>";
        }
        return shown;
    }

    std::mt19937 random_;
    int outlets_;
    int hour_ = 0;
    std::vector<Article> articles_;
};

}  // namespace wireroom::testing
