#include "text/charset_guess_latin.hpp"

#include "base/text.hpp"
#include "text/charset_convert.hpp"
#include "text/charset_guess_letters.hpp"
#include "text/charset_guess_pairs.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <vector>

namespace wireroom::text {
namespace {

constexpr auto kEnd = std::string_view::npos;
constexpr std::string_view kWestern = "windows-1252";

// What is odd in any language, in bits.
constexpr int kUnknown = 20;  ///< a letter that the language does not have, a byte without meaning
constexpr int kSymbolInWord = 20;
constexpr int kSymbolAtWord = 14;  ///< `są` in ISO-8859-2 ends in `±` elsewhere
constexpr int kCapitalInWord = 10;

/// Marks that stand at no word's beginning: `¶mieci` in windows-1250 is `śmieci` in ISO-8859-2.
constexpr std::u16string_view kNeverBeforeWord = u"©¦¬¶";

/// Quotes, dashes and spaces, which stand at words by right.
bool is_punctuation(char16_t c) {
    return (c >= 0x2010 && c <= 0x2026) || c == 0x2039 || c == 0x203A || c == 0xA0 || c == 0xAB ||
           c == 0xAD;
}

/// One letter beyond ASCII where it stands.
struct Place {
    char16_t letter = 0;
    std::size_t before = 0;  ///< class of the character before it
    std::size_t behind = 0;
};

/// The document in one encoding: its letters, and what is odd about it in any language.
struct Reading {
    std::vector<Place> places;
    int oddity = 0;
};

std::size_t neighbour(char32_t c) {
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    if (lower >= 'a' && lower <= 'z') {
        return static_cast<std::size_t>(lower) - U'a' + 1;
    }
    return c >= 0x80 && u_isalpha(static_cast<UChar32>(c)) != 0 ? kNeighbours - 1 : 0;
}

class Reader {
public:
    Reader(std::string_view bytes, std::string_view charset)
        : bytes_(bytes), upper_(upper_half(*charset_by_label(charset))) {
        // `»` without its `«` is the letter ť of ISO-8859-2.
        const auto count = [&](char c) { return std::ranges::count(bytes_, c); };
        lone_quote_ = count('\xBB') > 2 * count('\xAB');
    }

    /// Reads the first `kMost` bytes beyond ASCII.
    Reading run() {
        constexpr std::size_t kMost = 1000;
        std::size_t seen = 0;
        for (std::size_t at = 0; at < bytes_.size() && seen < kMost; ++at) {
            if (is_high(bytes_[at])) {
                read(at);
                ++seen;
            }
        }
        return std::move(reading_);
    }

private:
    char32_t character(std::size_t at) const {
        if (at >= bytes_.size()) {
            return ' ';
        }
        const auto byte = static_cast<std::uint8_t>(bytes_[at]);
        return byte < 0x80 ? byte : upper_[byte - 0x80U];
    }

    void read(std::size_t at) {
        const auto c = static_cast<char16_t>(character(at));
        const auto before = at == 0 ? U' ' : character(at - 1);
        const auto behind = character(at + 1);
        if (c < 0xA0) {
            reading_.oddity += kUnknown;
            return;
        }
        const auto from = neighbour(before);
        const auto to = neighbour(behind);
        if (u_isalpha(c) == 0) {
            const bool quote = is_punctuation(c) || (c == 0xBB && !lone_quote_);
            const bool never = to != 0 && kNeverBeforeWord.find(c) != kEnd;
            const int cost = never || (from != 0 && to != 0) ? kSymbolInWord
                             : from != 0 || to != 0          ? kSymbolAtWord
                                                             : 0;
            reading_.oddity += quote ? 0 : cost;
            return;
        }
        const bool small_before = from != 0 && u_islower(static_cast<UChar32>(before)) != 0;
        const bool capitals = from != 0 && to != 0 && !small_before &&
                              u_isupper(static_cast<UChar32>(behind)) != 0 && u_islower(c) != 0;
        if ((small_before && u_isupper(c) != 0) || capitals) {
            reading_.oddity += kCapitalInWord;
        }
        reading_.places.push_back({static_cast<char16_t>(u_tolower(c)), from, to});
    }

    std::string_view bytes_;
    UpperHalf upper_;
    bool lone_quote_ = false;
    Reading reading_;
};

int cost_of(const Place& place, std::span<const LetterUse> letters) {
    constexpr int kDotted = 4;  // İ, which is an i without its capital
    if (place.letter < 0x80) {
        return kDotted;
    }
    const auto use = std::ranges::find(letters, place.letter, &LetterUse::letter);
    return use == letters.end() ? kUnknown
                                : use->rarity + (use->behind[place.before] - '0') +
                                      (use->before[place.behind] - '0');
}

int cost_of(const Reading& reading, std::span<const LetterUse> letters) {
    int cost = reading.oddity;
    for (const auto& place : reading.places) {
        cost += cost_of(place, letters);
    }
    return cost;
}

/// Several Western languages in one document, or another one: each letter by whose it is most.
int cost_of_mixture(const Reading& reading) {
    constexpr int kStrange = 3;
    int cost = reading.oddity;
    for (const auto& place : reading.places) {
        int least = kUnknown;
        for (const auto& language : languages_of_latin_letters()) {
            if (language.charsets[0] == kWestern) {
                least = std::min(least, cost_of(place, language.letters));
            }
        }
        cost += least + kStrange;
    }
    return cost;
}

/// The two letters of ISO 639-1 that the document says of itself; Serbian and Bosnian in Latin
/// letters are written as Croatian is. Empty when it says nothing.
std::string declared_language(std::string_view head) {
    for (const std::string_view mark :
         {"<language>", "<dc:language>", "xml:lang=\"", "xml:lang='"}) {
        const auto at = head.find(mark);
        if (at == kEnd) {
            continue;
        }
        const auto code = to_lower(trim(head.substr(at + mark.size(), 8)).substr(0, 2));
        if (code == "sr" || code == "bs" || code == "sh") {
            return "hr";
        }
        return code == "nb" || code == "nn" ? "no" : code;
    }
    return {};
}

/// The country of the first link that has one that we know.
std::string_view linked_country(std::string_view head) {
    constexpr int kMostLinks = 50;
    auto at = head.find("://");
    for (int link = 0; at != kEnd && link < kMostLinks; ++link, at = head.find("://", at + 3)) {
        const auto host = head.substr(at + 3, 100);
        const auto name = host.substr(0, host.find_first_of("/\"'<>:?# \r\n"));
        const auto dot = name.rfind('.');
        const auto tld = dot == kEnd ? std::string_view() : name.substr(dot + 1);
        for (const auto& language : languages_of_latin_letters()) {
            if (!tld.empty() && iequals(tld, language.tld)) {
                return language.tld;
            }
        }
    }
    return {};
}

/// The short words of the text that are ASCII, in small letters, each with a space before and
/// behind it; mark-up is left out.
std::vector<std::string> short_words(std::string_view text) {
    constexpr std::size_t kMost = 500;
    constexpr std::size_t kLongest = 8;
    std::vector<std::string> words;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= text.size() && words.size() < kMost; ++at) {
        const char c = at < text.size() ? text[at] : ' ';
        if ((to_lower(c) >= 'a' && to_lower(c) <= 'z') || is_high(c)) {
            continue;
        }
        const auto word = text.substr(start, at - start);
        if (!word.empty() && word.size() <= kLongest && std::ranges::none_of(word, is_high)) {
            words.push_back(" " + to_lower(word) + " ");
        }
        at = c == '<' ? std::min(text.find('>', at), text.size()) : at;
        start = at + 1;
    }
    return words;
}

/// What frequent words of a language are worth, in bits.
int known_by_words(const std::vector<std::string>& words, std::string_view frequent) {
    constexpr std::ptrdiff_t kMost = 10;
    constexpr int kWord = 2;
    const auto found = std::ranges::count_if(words, [&](const std::string& word) {
        return frequent.find(word) != kEnd;
    });
    return kWord * static_cast<int>(std::min(found, kMost));
}

}  // namespace

const Charset* guess_latin(std::string_view bytes) {
    constexpr std::size_t kHead = 16U << 10U;
    constexpr std::size_t kSample = 64U << 10U;
    constexpr int kEnough = 3;  // letters; each one less asks for more where nothing else is known
    constexpr int kMissing = 1;
    constexpr int kDeclared = 15;
    constexpr int kLinked = 5;
    constexpr int kMargin = 3;
    constexpr int kTwoWords = 4;
    // Names in English text are of any language.
    constexpr std::string_view kEnglish =
        " and are at by for from in it of on that the this to was with ";
    constexpr int kBalticMargin = 8;  // Danish and Norwegian are near to it

    const auto head = bytes.substr(0, kHead);
    const auto declared = declared_language(head);
    const auto country = linked_country(head);
    const auto start = ascii_prefix(bytes);
    const auto sample = bytes.substr(start - std::min<std::size_t>(start, 1), kSample);
    const auto read = [&](std::string_view charset) { return Reader(sample, charset).run(); };

    constexpr std::size_t kBefore = 2000;
    const auto around = bytes.substr(start - std::min(start, kBefore), kSample);
    const auto words = short_words(around);
    const auto pairs = costs_of_pairs(around);
    const auto strangeness = [&](std::string_view code) {
        return std::ranges::find(pairs, code, &PairCost::code)->bits;
    };

    const auto western = read(kWestern);
    int least_strange = strangeness("en");
    for (const auto& language : languages_of_latin_letters()) {
        if (language.charsets[0] == kWestern) {
            least_strange = std::min(least_strange, strangeness(language.code));
        }
    }
    int least_western = cost_of_mixture(western) + least_strange - known_by_words(words, kEnglish);
    int least = least_western;
    const Charset* best = nullptr;
    struct Known {
        std::string_view charset;
        Reading reading;
    };
    std::vector<Known> known;
    const auto reading_in = [&](std::string_view charset) -> const Reading& {
        const auto found = std::ranges::find(known, charset, &Known::charset);
        return found != known.end() ? found->reading
                                    : known.emplace_back(Known{charset, read(charset)}).reading;
    };
    for (const auto& language : languages_of_latin_letters()) {
        const int by_words = known_by_words(words, language.words);
        const int strange = strangeness(language.code);
        const int known_by = (language.code == declared ? kDeclared : 0) +
                             (language.tld == country ? kLinked : 0) + by_words;
        const bool known_otherwise = language.code == declared || by_words >= kTwoWords;
        for (const auto charset : language.charsets) {
            if (charset.empty()) {
                continue;
            }
            if (charset == kWestern) {
                least_western = std::min(
                    least_western, cost_of(western, language.letters) + strange - known_by
                );
                continue;
            }
            const auto& reading = reading_in(charset);
            if (reading.places.empty()) {
                continue;  // signs are of no language
            }
            const int missing = kEnough - static_cast<int>(reading.places.size());
            const int margin = (charset == "windows-1257" ? kBalticMargin : kMargin) +
                               (known_otherwise ? 0 : kMissing * std::max(missing, 0));
            const int cost = cost_of(reading, language.letters) + strange - known_by + margin;
            if (cost < least) {
                least = cost;
                best = charset_by_label(charset);
            }
        }
    }
    return least < least_western ? best : nullptr;
}

}  // namespace wireroom::text
