#include "dedup/phrase.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "dedup/similarity.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <span>
#include <unordered_set>

namespace wireroom::dedup {
namespace {

/// Words of dates and times, and the small words between them. Inflected forms stand one by one.
constexpr std::string_view kDateWords =
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat "
    "sun at on by am pm a.m p.m am. pm. a p m st nd rd th of utc gmt est edt cst cdt mst mdt pst "
    "pdt bst cet cest "
    "eet eest et pt ct kyiv time local today yesterday z t "
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня "
    "понеділок вівторок середа четвер п'ятниця субота неділя о об року р сьогодні вчора год хв "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "понедельник вторник среда четверг пятница суббота воскресенье в во года г сегодня вчера мск ч "
    "мин "
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag "
    "freitag "
    "samstag sonntag um uhr am vom den heute gestern mesz mez "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi "
    "mardi "
    "mercredi jeudi vendredi samedi dimanche à le h aujourd'hui hier "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes "
    "martes miércoles jueves viernes sábado domingo de del a las el hoy ayer "
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica il alle ore oggi ieri "
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
    "segunda terça quarta quinta sexta feira em às hoje ontem "
    "januari februari maart mei augustus oktober maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag om uur vandaag gisteren "
    "ledna února března dubna května června července srpna října listopadu prosince pondělí úterý "
    "středa čtvrtek pátek neděle v hod dnes včera "
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı "
    "çarşamba perşembe cuma cumartesi pazar saat bugün dün "
    "maj augusti måndag tisdag onsdag torsdag fredag lördag söndag kl klockan idag igår "
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר ינואר "
    "פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר בשעה היום אתמול "
    "년 월 일 시 분 오전 오후 "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia "
    "o godz godzina r dzisiaj wczoraj "
    "年 月 日 时 分 秒 時 上 午 下 前 後 曜 火 水 木 金 土 星 期 一 二 三 四 五 六 周 "
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر الساعة في بتوقيت "
    "غرينتش "
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर बजे "
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر ساعت فروردین اردیبهشت "
    "خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند "
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
    "οκτωβρίου νοεμβρίου δεκεμβρίου στις ώρα πμ μμ "
    "január február március április május június július augusztus szeptember október november "
    "december ma tegnap óra perc "
    "ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie ora "
    "januar februar marts mars juni juli oktober desember klokka i dag går "
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
    "syyskuuta lokakuuta marraskuuta joulukuuta klo tänään eilen "
    "януари февруари март април май юни юли август септември октомври ноември декември "
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga "
    "prosinca januara februara marta aprila maja juna jula avgusta septembra oktobra novembra "
    "decembra januára februára apríla mája júna júla augusta októbra "
    "tháng ngày giờ phút lúc januari februari maret april mei juni juli agustus september "
    "oktober november desember pukul wib "
    "صباحا مساء ص م الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت "
    // A block may hold both stamps: `Published 11 April, updated 12 April`.
    "updated published modified posted last first оновлено опубліковано обновлено опубликовано "
    "aktualisiert veröffentlicht publié actualizado publicado";

constexpr std::string_view kCounterWords =
    "share shares comment comments view views like likes dislike dislikes retweet retweets repost "
    "reposts "
    "reaction reactions point points score reply replies response responses vote votes upvote "
    "upvotes read reads "
    "reader readers download downloads follower followers subscriber subscribers member members "
    "bookmark "
    "bookmarks save saves claps plays listens total no and by user users so far count k m mln "
    "переглядів перегляди перегляд коментарів коментарі коментар поширень поширення вподобань "
    "лайків "
    "лайки репостів відповідей балів тис млн "
    "просмотров просмотра просмотр комментариев комментария комментарии комментарий репостов "
    "лайков "
    "поделились ответов баллов тыс "
    "kommentare kommentar aufrufe aufruf mal geteilt gelesen likes antworten punkte "
    "commentaires commentaire partages partage vues vue réactions "
    "comentarios comentario compartidos vistas visualizaciones "
    "komentarzy komentarze komentarz wyświetleń udostępnień "
    "评 论 阅 读 次 转 发 点 赞 浏 览 條 条 分 享 人 评论 阅读 "
    "تعليق تعليقات مشاهدة مشاهدات مشاركة مشاركات إعجاب";

constexpr std::string_view kNumberTails = "k m mln mio тис тыс млн b";

/// The folded words of a list. Not to be copied: they are views into it.
class WordSet {
public:
    explicit WordSet(std::string_view list) : folded_(text::fold(list)) {
        for (const auto word : text::words(folded_)) {
            words_.insert(word);
        }
    }
    WordSet(const WordSet&) = delete;
    WordSet& operator=(const WordSet&) = delete;

    bool contains(std::string_view word) const { return words_.contains(word); }
    auto begin() const { return words_.begin(); }
    auto end() const { return words_.end(); }

private:
    std::string folded_;
    std::unordered_set<std::string_view> words_;
};

bool is_number(std::string_view word) {
    return is_number_word(word);
}

const WordSet& date_words() {
    static const WordSet kSet(kDateWords);
    return kSet;
}

const WordSet& counter_words() {
    static const WordSet kSet(kCounterWords);
    return kSet;
}

bool is_date_word(std::string_view word) {
    return is_number(word) || date_words().contains(word);
}

bool is_counter_word(std::string_view word) {
    return is_number(word) || counter_words().contains(word);
}

bool is_number_tail(std::string_view word) {
    static const WordSet kSet(kNumberTails);
    return kSet.contains(word);
}

bool starts_with(
    const std::vector<std::string_view>& words,
    std::size_t at,
    const std::vector<std::string>& choice
) {
    if (choice.empty() || at + choice.size() > words.size()) {
        return false;
    }
    for (std::size_t i = 0; i < choice.size(); ++i) {
        if (words[at + i] != choice[i]) {
            return false;
        }
    }
    return true;
}

void number_run(
    const std::vector<std::string_view>& words, std::size_t at, std::vector<std::size_t>& ends
) {
    auto end = at;
    while (end < words.size() && is_number(words[end])) {
        ++end;
    }
    if (end > at) {
        if (end < words.size() && is_number_tail(words[end])) {
            ends.push_back(end + 1);
        }
        ends.push_back(end);
    }
}

/// Under which numbers of all kinds stand in a table's index.
constexpr std::string_view kAnyNumber = "#";

/// By what a table finds phrases that may begin with a word.
std::uint64_t key_of(std::string_view word) {
    return hash64(is_number(word) ? kAnyNumber : word);
}

}  // namespace

bool WordedText::marked_after(std::size_t word) const {
    const auto* behind = words[word].data() + words[word].size();
    auto rest = trim(folded.substr(static_cast<std::size_t>(behind - folded.data())));
    // `(UPDATED):` and `“Correction”:` close their brackets first.
    while (!rest.empty() && std::string_view(")]\"'*_").find(rest.front()) != std::string_view::npos
    ) {
        rest = trim(rest.substr(1));
    }
    return rest.empty() || std::string_view(":->|").find(rest.front()) != std::string_view::npos ||
           rest.starts_with("»") || rest.starts_with("】") || rest.starts_with("〉") ||
           rest.starts_with("》") || rest.starts_with("]");
}

WordedText worded(std::string_view folded) {
    return {folded, text::words(folded)};
}

WordedText beginning_of(std::string_view folded, std::size_t words) {
    WordedText text{folded, {}};
    text.words.reserve(words);
    text::WordReader reader(folded);
    for (std::string_view word; text.words.size() < words && reader.next(word);) {
        text.words.push_back(word);
    }
    return text;
}

Phrase::Phrase(std::string_view pattern) {
    for (auto part : split(pattern, ' ')) {
        if (part.empty()) {
            continue;
        }
        Element element;
        if (part == "...") {
            element.kind = Kind::kAnything;
            elements_.push_back(std::move(element));
            continue;
        }
        if (part.ends_with('?')) {
            element.optional = true;
            part.remove_suffix(1);
        }
        if (part.ends_with(':')) {
            element.marked = true;
            part.remove_suffix(1);
        }
        if (part == "#") {
            element.kind = Kind::kNumber;
        } else if (part == "@") {
            element.kind = Kind::kDate;
        } else if (part == "%") {
            element.kind = Kind::kCounters;
        } else {
            for (const auto choice : split(part, '|')) {
                std::string spaced(choice);
                std::ranges::replace(spaced, '_', ' ');
                const auto folded = text::fold(spaced);
                std::vector<std::string> words;
                for (const auto word : text::words(folded)) {
                    words.emplace_back(word);
                }
                if (choice == "#") {
                    words.emplace_back(choice);
                }
                element.choices.push_back(std::move(words));
            }
        }
        elements_.push_back(std::move(element));
    }
}

void Phrase::add_ends(
    const WordedText& text,
    const Element& element,
    std::size_t word,
    std::vector<std::size_t>& result
) const {
    const auto& words = text.words;
    const auto run = [&](bool (*belongs)(std::string_view), bool words_too) {
        auto end = word;
        std::size_t numbers = 0;
        while (end < words.size() && belongs(words[end])) {
            numbers += is_number(words[end]) ? 1U : 0U;
            ++end;
            // `(April 11): A previous …`: the article is no `a.m.`.
            if (element.marked && numbers > 0) {
                result.push_back(end);
            }
        }
        if (numbers > 0 && (!words_too || numbers < end - word)) {
            result.push_back(end);
        }
    };
    switch (element.kind) {
        case Kind::kWords:
            for (const auto& choice : element.choices) {
                if (choice.size() == 1 && choice.front() == "#") {
                    number_run(words, word, result);
                } else if (starts_with(words, word, choice)) {
                    result.push_back(word + choice.size());
                }
            }
            break;
        case Kind::kNumber:
            number_run(words, word, result);
            break;
        case Kind::kDate:
            run(is_date_word, false);
            break;
        case Kind::kCounters:
            run(is_counter_word, true);
            break;
        case Kind::kAnything:
            break;
    }
    if (element.optional) {
        result.push_back(word);
    }
}

/// Takes the ends away that no mark follows; what is left out by choice needs none.
void Phrase::keep_marked(
    const WordedText& text, std::size_t word, std::vector<std::size_t>& ends, std::size_t from
) {
    const auto unmarked = std::ranges::remove_if(
        ends.begin() + static_cast<std::ptrdiff_t>(from),
        ends.end(),
        [&](std::size_t end) { return end != word && !text.marked_after(end - 1); }
    );
    ends.erase(unmarked.begin(), unmarked.end());
}

// All ways to match go along together, so that no pattern takes longer than its elements times the
// words.
std::vector<std::size_t> Phrase::matches_from(const WordedText& text, std::size_t from) const {
    std::vector<std::size_t> reached = {from};
    std::vector<std::size_t> next;
    for (const auto& element : elements_) {
        next.clear();
        if (element.kind == Kind::kAnything) {
            const auto first = *std::ranges::min_element(reached);
            for (auto end = first; end <= text.words.size(); ++end) {
                next.push_back(end);
            }
        } else {
            for (const auto word : reached) {
                const auto known = next.size();
                add_ends(text, element, word, next);
                if (element.marked) {
                    keep_marked(text, word, next, known);
                }
            }
            std::ranges::sort(next);
            next.erase(std::ranges::unique(next).begin(), next.end());
        }
        if (next.empty()) {
            return {};
        }
        reached.swap(next);
    }
    return reached;
}

std::optional<std::size_t> Phrase::match(const WordedText& text, std::size_t from) const {
    const auto reached = matches_from(text, from);
    return reached.empty() ? std::nullopt : std::optional(reached.back());
}

bool Phrase::matches_all(const WordedText& text) const {
    const auto reached = matches_from(text, 0);
    return !reached.empty() && reached.back() == text.words.size();
}

/// The words end before the element, begun at `word`, does or has to.
bool Phrase::is_cut_off(const WordedText& text, const Element& element, std::size_t word) {
    const auto left = std::span(text.words).subspan(word);
    switch (element.kind) {
        case Kind::kWords:
            return std::ranges::any_of(element.choices, [&](const auto& choice) {
                return choice.size() > left.size() &&
                       std::equal(left.begin(), left.end(), choice.begin());
            });
        case Kind::kDate:
            return std::ranges::all_of(left, is_date_word);
        case Kind::kCounters:
            return std::ranges::all_of(left, is_counter_word);
        case Kind::kNumber:
            return std::ranges::all_of(left, is_number);
        case Kind::kAnything:
            break;
    }
    return true;
}

// As `matches_from`, until the words are used up. Marks are not asked for: the text may end here.
bool Phrase::may_match(const WordedText& beginning) const {
    std::vector<std::size_t> reached = {0};
    std::vector<std::size_t> next;
    for (const auto& element : elements_) {
        next.clear();
        for (const auto word : reached) {
            if (is_cut_off(beginning, element, word)) {
                return true;
            }
            add_ends(beginning, element, word, next);
        }
        if (next.empty()) {
            return false;
        }
        std::ranges::sort(next);
        next.erase(std::ranges::unique(next).begin(), next.end());
        reached.swap(next);
    }
    return true;  // a row's first part may end here
}

std::optional<std::string> Phrase::fault(std::string_view pattern) {
    if (pattern.size() > kMostBytes) {
        return "the phrase is longer than " + std::to_string(kMostBytes) + " bytes";
    }
    const Phrase phrase(pattern);
    std::size_t gaps = 0;
    bool words = false;
    for (const auto& element : phrase.elements_) {
        gaps += element.kind == Kind::kAnything ? 1U : 0U;
        if (element.kind == Kind::kWords) {
            words = words || !element.optional;
            for (const auto& choice : element.choices) {
                if (choice.empty()) {
                    return "a choice has no letters or digits";
                }
            }
        }
    }
    if (phrase.elements_.empty() || !words) {
        return "the phrase has no word that must stand there";
    }
    if (phrase.elements_.size() > kMostElements) {
        return "the phrase has more than " + std::to_string(kMostElements) + " elements";
    }
    if (gaps > kMostGaps) {
        return "the phrase has more than two `...`";
    }
    if (!phrase.begins_with_word()) {
        return "the phrase does not begin with a word";
    }
    return std::nullopt;
}

bool Phrase::begins_with_word() const {
    for (const auto& element : elements_) {
        if (element.kind != Kind::kWords && element.kind != Kind::kNumber) {
            return false;
        }
        if (!element.optional) {
            return true;
        }
    }
    return false;
}

std::optional<std::vector<std::string>> Phrase::beginnings() const {
    std::vector<std::string> words;
    const auto add = [&](const auto& more) { words.insert(words.end(), more.begin(), more.end()); };
    for (const auto& element : elements_) {
        switch (element.kind) {
            case Kind::kWords:
                for (const auto& choice : element.choices) {
                    if (!choice.empty()) {
                        words.push_back(choice.front());
                    }
                }
                break;
            case Kind::kDate:
                add(date_words());
                words.emplace_back(kAnyNumber);
                break;
            case Kind::kCounters:
                add(counter_words());
                words.emplace_back(kAnyNumber);
                break;
            case Kind::kNumber:
                words.emplace_back(kAnyNumber);
                break;
            case Kind::kAnything:
                return std::nullopt;
        }
        if (!element.optional) {
            return words;
        }
    }
    return std::nullopt;
}

PhraseTable::PhraseTable(const std::vector<std::string_view>& patterns) {
    for (const auto pattern : patterns) {
        add(pattern);
    }
}

void PhraseTable::add(std::string_view pattern) {
    phrases_.emplace_back(pattern);
    const auto index = phrases_.size() - 1;
    const auto beginnings = phrases_.back().beginnings();
    if (!beginnings) {
        others_.push_back(index);
        return;
    }
    for (const auto& word : *beginnings) {
        const auto key = hash64(word);
        beginnings_.set(key % kBits);
        auto& list = by_word_[key];
        if (list.empty() || list.back() != index) {
            list.push_back(index);
        }
    }
}

template <class Test>
bool PhraseTable::any(const WordedText& text, std::size_t from, Test test) const {
    const auto holds = [&](std::size_t index) { return test(phrases_[index]); };
    if (std::ranges::any_of(others_, holds)) {
        return true;
    }
    if (from >= text.words.size()) {
        return false;
    }
    const auto key = key_of(text.words[from]);
    if (!beginnings_[key % kBits]) {
        return false;
    }
    const auto found = by_word_.find(key);
    return found != by_word_.end() && std::ranges::any_of(found->second, holds);
}

bool PhraseTable::may_match(const WordedText& beginning) const {
    return any(beginning, 0, [&](const Phrase& phrase) { return phrase.may_match(beginning); });
}

bool PhraseTable::matches_all(const WordedText& text) const {
    return any(text, 0, [&](const Phrase& phrase) { return phrase.matches_all(text); });
}

bool PhraseTable::matches(const WordedText& text, std::size_t from) const {
    return any(text, from, [&](const Phrase& phrase) {
        return phrase.match(text, from).has_value();
    });
}

}  // namespace wireroom::dedup
