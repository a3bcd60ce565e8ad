#include "dedup/near.hpp"

#include "dedup/sketch.hpp"
#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

/// `count` words that no other text has, from number `first` on.
NormalText numbered(int first, int count) {
    NormalText text;
    text.blocks.emplace_back();
    for (int i = first; i < first + count; ++i) {
        std::string word;
        for (int rest = i + 1; rest > 0; rest /= 26) {
            word.push_back(static_cast<char>('a' + rest % 26));
        }
        text.blocks.back() += "q" + word + " ";
    }
    return text;
}

Sketch sketch(int first, int count) {
    return sketch_of(Shingles(numbered(first, count)));
}

TEST(Sketch, ShortTextsHaveNone) {
    EXPECT_EQ(sketch(0, kSketchedTokens - 1), Sketch{});
    EXPECT_EQ(sketch(0, kSketchedTokens).shingles, static_cast<unsigned>(kSketchedTokens - 2));
}

TEST(Sketch, HoldsTheSmallestHashesAscending) {
    const auto large = sketch(0, 500);

    EXPECT_EQ(large.shingles, 498U);
    EXPECT_EQ(large.hashes.size(), kSketchHashes);
    EXPECT_TRUE(std::ranges::is_sorted(large.hashes));
    EXPECT_EQ(sketch_keys(large).size(), kSketchKeys);
    EXPECT_EQ(sketch_keys(large).front(), large.hashes.front());
}

TEST(Sketch, LikenessOfShortTextsIsExact) {
    const auto a = sketch(0, 50);   // 48 shingles
    const auto b = sketch(24, 50);  // the last 24 of them, and 24 others

    EXPECT_DOUBLE_EQ(likeness(a, b).containment, 0.5);
    EXPECT_DOUBLE_EQ(likeness(a, b).jaccard, 24.0 / 72.0);
    EXPECT_DOUBLE_EQ(likeness(a, a).containment, 1);
    EXPECT_DOUBLE_EQ(likeness(a, sketch(1000, 50)).containment, 0);
    EXPECT_DOUBLE_EQ(likeness(a, {}).containment, 0);
}

TEST(Sketch, LikenessOfLongTextsIsNear) {
    double containment = 0;
    double jaccard = 0;
    constexpr int kPairs = 40;
    for (int k = 0; k < kPairs; ++k) {
        // 400 and 500 words, 300 in common.
        const auto estimate = likeness(sketch(k * 10'000, 400), sketch(k * 10'000 + 100, 500));
        containment += estimate.containment / kPairs;
        jaccard += estimate.jaccard / kPairs;
        EXPECT_NEAR(estimate.containment, 0.75, 0.3);
    }
    EXPECT_NEAR(containment, 0.75, 0.04);
    EXPECT_NEAR(jaccard, 0.5, 0.04);
}

TEST(Sketch, NearlyEqualTextsShareAKey) {
    int found = 0;
    constexpr int kPairs = 200;
    for (int k = 0; k < kPairs; ++k) {
        // Jaccard .43: hardly a copy any more.
        const auto a = sketch(k * 10'000, 300);
        const auto b = sketch(k * 10'000 + 120, 300);
        const auto keys = sketch_keys(a);
        found += std::ranges::any_of(sketch_keys(b), [&](std::uint32_t key) {
            return std::ranges::find(keys, key) != keys.end();
        });
    }
    EXPECT_GE(found, kPairs * 95 / 100);
}

// A story that comes back under another headline, link and guid.

/// Two states of a story: the second says more.
struct Expansion {
    const char* name;
    std::string title;
    std::string body;
    std::string new_title;
    std::string added;
};

std::string paragraphs(std::initializer_list<const char*> texts) {
    std::string html;
    for (const auto* text : texts) {
        html += "<p>" + std::string(text) + "</p>";
    }
    return html;
}

const std::vector<Expansion>& expansions() {
    static const std::vector<Expansion> kExpansions = {
        {"english",
         "Council backs tram extension after long debate",
         news(0, 3),
         "Tram to the hospital confirmed, building starts in May",
         paragraphs({"Mayor Hollis Brandt said on Wednesday evening that the first rails would be "
                     "laid before the summer, and that the night bus stays until then."})},
        {"ukrainian",
         "Міськрада підтримала нову трамвайну лінію",
         paragraphs(
             {"Депутати міської ради Вербовця пізно ввечері у вівторок проголосували за "
              "продовження трамвайної лінії до лікарні, завершивши багаторічну суперечку про "
              "маршрут та його ціну.",
              "Противники рішення пропонували електробуси, які, за їхніми словами, можна було б "
              "запустити за кілька місяців і за частку вартості рейок.",
              "Власники крамниць на головній вулиці побоюються тривалих робіт і нагадують про "
              "подібне будівництво, яке розорило кілька родинних крамниць."}
         ),
         "Трамвай до лікарні: роботи почнуться навесні",
         paragraphs({"Міський голова Остап Гринчук повідомив, що перші рейки покладуть ще до "
                     "літа, а нічний автобус курсуватиме до завершення будівництва."})},
        {"german",
         "Stadtrat stimmt für neue Straßenbahn",
         paragraphs(
             {"Der Stadtrat von Wernhold hat am späten Dienstagabend für die Verlängerung der "
              "Straßenbahn bis zum Krankenhaus gestimmt und damit einen langen Streit über die "
              "Strecke und ihren Preis beendet.",
              "Gegner hatten für elektrische Busse geworben, die sich nach ihrer Darstellung "
              "binnen weniger Monate und zu einem Bruchteil der Kosten einführen ließen.",
              "Händler an der Hauptstraße fürchten die lange Bauzeit und verweisen auf ein "
              "ähnliches Vorhaben, das mehrere Familienbetriebe zur Aufgabe zwang."}
         ),
         "Bahn zum Krankenhaus kommt: Baubeginn im Frühjahr",
         paragraphs({"Oberbürgermeisterin Hanna Brandt sagte am Mittwoch, die ersten Gleise "
                     "würden noch vor dem Sommer verlegt, der Nachtbus bleibe bis dahin."})},
        {"chinese",
         "市议会通过有轨电车延长方案",
         paragraphs(
             {"瓦恩霍尔德市议会周二深夜投票通过决议,将有轨电车线路延长至市立医院,"
              "结束了围绕走向和造价的多年争论。",
              "反对者主张改用电动公交车,认为只需几个月即可投入运营,费用也仅为铺设轨道的一小部分。",
              "大街上的店主对施工表示担忧,并提到此前一个类似项目曾使数家家族商店倒闭。"}
         ),
         "通往医院的电车定于春季开工",
         paragraphs({"市长布兰特周三表示,首段轨道将在夏季之前铺设完毕,夜班公交车在此之前继续运营。"}
         )},
        {"arabic",
         "المجلس البلدي يوافق على تمديد خط الترام",
         paragraphs(
             {"صوت المجلس البلدي في مدينة ورنهولد في وقت متأخر من مساء الثلاثاء لصالح تمديد خط "
              "الترام إلى المستشفى منهيا بذلك خلافا طويلا حول المسار وتكلفته.",
              "وكان المعارضون قد طالبوا بحافلات كهربائية قالوا إنه يمكن تشغيلها خلال أشهر قليلة "
              "وبجزء يسير من تكلفة القضبان.",
              "ولا يزال أصحاب المتاجر في الشارع الرئيسي قلقين من أعمال البناء مشيرين إلى مشروع "
              "مماثل أدى إلى إغلاق عدة متاجر عائلية."}
         ),
         "الترام يصل إلى المستشفى والعمل يبدأ في الربيع",
         paragraphs({"وقالت رئيسة البلدية مساء الأربعاء إن أول القضبان ستوضع قبل الصيف وإن حافلة "
                     "الليل ستبقى في الخدمة حتى ذلك الحين."})},
    };
    return kExpansions;
}

Written before(const Expansion& expansion) {
    return {
        .guid = "https://www.example.org/a",
        .url = "https://www.example.org/a",
        .title = expansion.title,
        .html = expansion.body,
        .published = kMorning + std::chrono::seconds(137)};
}

Written after(const Expansion& expansion) {
    auto item = before(expansion);
    item.guid = item.url = "https://www.example.org/quite-another-slug";
    item.title = expansion.new_title;
    item.html += expansion.added;
    return item;
}

using testing::MemoryStore;
using Kind = testing::MemoryStore::Kind;

std::string reasons_of(const MemoryStore& store) {
    std::string all;
    for (const auto& decision : store.last().decisions) {
        for (const auto& reason : decision.reasons) {
            all += reason.code + ": " + reason.text + "\n";
        }
    }
    return all;
}

/// Whether `second`, shown when `first` is gone, is a story of its own.
::testing::AssertionResult stays_apart(const Written& first, const Written& second, int hour = 1) {
    MemoryStore store;
    shown(store, 1, 0, {first});
    const auto events = shown(store, 1, hour, {second});
    if (count(events, Kind::kNew) == 1) {
        return ::testing::AssertionSuccess();
    }
    return ::testing::AssertionFailure() << "one story:\n" << reasons_of(store);
}

TEST(Near, AnExpandedStoryUnderNewHeadlineLinkAndGuidIsTheStory) {
    for (const auto& expansion : expansions()) {
        MemoryStore store;
        shown(store, 1, 0, {before(expansion)});

        const auto events = shown(store, 1, 1, {after(expansion)});

        EXPECT_EQ(count(events, Kind::kNew), 0U) << expansion.name << '\n' << reasons_of(store);
        EXPECT_EQ(store.last().decisions[0].rung, Rung::kNear) << expansion.name;
        EXPECT_TRUE(has_reason(store.last().decisions[0], "near-hit")) << expansion.name;
    }
}

TEST(Near, TheNextPollKnowsItByItsGuid) {
    MemoryStore store;
    const auto& expansion = expansions().front();
    shown(store, 1, 0, {before(expansion)});
    shown(store, 1, 1, {after(expansion)});
    auto edited = after(expansion);
    edited.html += news(7, 1);

    shown(store, 1, 2, {edited});

    EXPECT_EQ(store.last().decisions[0].rung, Rung::kGuid);
    EXPECT_TRUE(store.asked_near().empty());
}

TEST(Near, TheStoreIsAskedOnlyAboutWhatNoKeyPlaces) {
    MemoryStore store;
    const auto& expansion = expansions().front();
    auto other = before(expansions()[2]);
    other.guid = other.url = "https://www.example.org/b";
    auto flash = other;
    flash.guid = flash.url = "https://www.example.org/c";
    flash.title = "Tram stops";
    flash.html = "<p>The tram does not run tonight.</p>";
    shown(store, 1, 0, {other});
    other.html += "<p>Mehr in Kürze aus dem Rathaus.</p>";

    shown(store, 1, 1, {flash, other, before(expansion)});

    EXPECT_EQ(store.asked_near(), std::vector<std::size_t>{2});
}

TEST(Near, AStoryThatTheDocumentStillShowsIsNotTakenByItsLikeness) {
    for (const auto& expansion : expansions()) {
        MemoryStore store;
        shown(store, 1, 0, {before(expansion)});

        // The old one stands there unchanged: the new one is a second text beside it.
        EXPECT_EQ(count(shown(store, 1, 1, {after(expansion), before(expansion)}), Kind::kNew), 1U)
            << expansion.name;
    }
}

TEST(Near, TheSameStoryHoursLaterMustBeWholeAndHaveASimilarHeadline) {
    auto first = before(expansions().front());
    auto second = after(expansions().front());
    second.title = "Council backs tram extension after long debate of hours";
    second.published = *first.published + std::chrono::hours(2);
    MemoryStore store;
    shown(store, 1, 0, {first});
    EXPECT_EQ(count(shown(store, 1, 2, {second}), Kind::kNew), 0U) << reasons_of(store);

    auto rewritten = second;
    rewritten.html = news(8, 1) + news(1, 2);
    EXPECT_TRUE(stays_apart(first, rewritten, 2));
    auto late = second;
    late.published = *first.published + std::chrono::hours(4);
    EXPECT_TRUE(stays_apart(first, late, 4));
}

/// The same text, and a paragraph more, half an hour later under another guid and link.
bool is_next_lead(const std::string& title, const std::string& next_title) {
    const Written first{
        .guid = "g1", .url = "https://www.example.org/1", .title = title, .html = news(0, 4)};
    const Written second{
        .guid = "g2",
        .url = "https://www.example.org/2",
        .title = next_title,
        .html = news(0, 5),
        .published = *first.published + std::chrono::minutes(30)};
    MemoryStore store;
    shown(store, 1, 0, {first});
    return count(shown(store, 1, 1, {second}), Kind::kNew) == 0;
}

TEST(Near, TheNextLeadOfAnAgencyIsTheStory) {
    EXPECT_TRUE(is_next_lead("Ferry runs aground", "UPDATE 1-Ferry runs aground"));
    EXPECT_TRUE(is_next_lead("UPDATE 1-Ferry runs aground", "UPDATE 2-Ferry runs aground"));
    EXPECT_TRUE(is_next_lead("UPDATE 9-Ferry runs aground", "UPDATE 10-Ferry runs aground"));
}

TEST(Near, AScoreIsNoLead) {
    EXPECT_FALSE(is_next_lead("Update 2-1 win for Ajax", "Update 3-1 win for Ajax"));
    EXPECT_FALSE(is_next_lead("Update 2-11 win for Ajax", "Update 3-11 win for Ajax"));
    EXPECT_FALSE(is_next_lead("Update 2-٣ win for Ajax", "Update 3-٣ win for Ajax"));
    EXPECT_FALSE(is_next_lead("Update 2-0 win for Ajax", "Update 2-1 win for Ajax"));
}

TEST(Near, TheNextLeadHasTheLargerNumber) {
    EXPECT_FALSE(is_next_lead("UPDATE 2-Ferry runs aground", "UPDATE 1-Ferry runs aground"));
    EXPECT_FALSE(is_next_lead("UPDATE 4-Ferry runs aground", "WRAPUP 3-Ferry runs aground"));
    EXPECT_FALSE(is_next_lead("UPDATE 100-Ferry runs aground", "UPDATE 101-Ferry runs aground"));
}

TEST(Near, ASharedMomentProvesLittle) {
    // A feed that gives the day alone: whatever is of one day has one date.
    auto first = before(expansions().front());
    auto second = after(expansions().front());
    first.html = news(0, 5);
    second.html = news(0, 4) + news(7, 2);
    first.published = second.published = at("2025-04-11T00:00:00Z");
    EXPECT_TRUE(stays_apart(first, second));
    // The same at a moment that nothing else has.
    first.published = second.published = at("2025-04-11T07:12:31Z");
    MemoryStore store;
    shown(store, 1, 0, {first});
    EXPECT_EQ(count(shown(store, 1, 1, {second}), Kind::kNew), 0U) << reasons_of(store);
}

TEST(Near, RefusalsTellTheFiguresAndWhatItTakes) {
    MemoryStore store;
    auto first = before(expansions().front());
    first.html = news(0, 6);
    auto second = after(expansions().front());
    second.html = news(0, 3) + news(7, 3);
    second.published = *first.published + std::chrono::hours(1);
    shown(store, 1, 0, {first});
    shown(store, 1, 1, {second});

    const auto told = reasons_of(store);
    EXPECT_NE(told.find("near-refused-unlike"), std::string::npos) << told;
    EXPECT_NE(told.find("% in common; it takes 90 %"), std::string::npos) << told;
}

// Templates: what tells two items of one apart must keep them apart, at whatever time they come.

/// One item of a template: `{}` is replaced in title and body.
struct Template {
    const char* name;
    std::string title;
    std::string body;
    std::vector<std::string> values;
};

Written filled(const Template& form, std::size_t which) {
    const auto fill = [&](std::string text) {
        for (auto at = text.find("{}"); at != std::string::npos; at = text.find("{}")) {
            text.replace(at, 2, form.values[which]);
        }
        return text;
    };
    const auto n = std::to_string(which);
    return {
        .guid = "id-" + n,
        .url = "https://www.example.org/notice/" + n,
        .title = fill(form.title),
        .html = fill(form.body),
        .published = kMorning + std::chrono::seconds(11)};
}

const std::vector<Template>& templates() {
    static const std::vector<Template> kTemplates = {
        {"job ads with the place in the text alone",
         "We are looking for a nurse (all genders)",
         "<p>For our house in {} we are looking for a nurse, full time or part time, from the next "
         "possible date.</p><p>You care for our guests in a small team, plan your shifts together "
         "and take part in regular training. We pay above the tariff and help to find a flat.</p>"
         "<p>Send your papers to the personnel office. Travel costs are not refunded, and papers "
         "are not returned after the end of the procedure.</p>",
         {"Ashby Fen", "Tarn Hill"}},
        {"job ads with the trade in lower case",
         "Vacancy in our workshop",
         "<p>Our workshop is looking for a {} who likes to work with wood and with people.</p>"
         "<p>A {} with us works four days a week, in a team of twelve, with modern machines and "
         "with customers who have known us for thirty years. The pay follows the tariff.</p>"
         "<p>Send a short letter; we answer each of them within a week and invite you to a day on "
         "trial before either side decides.</p>",
         {"joiner", "painter"}},
        {"road works, the place in the title alone",
         "Road works: {}",
         "<p>The road administration renews the surface in both directions. Drivers have to expect "
         "delays of some minutes, especially in the morning and in the late afternoon, and are "
         "asked to follow the signs.</p><p>Buses stop at the provisional stops beside the "
         "roundabout. Residents reach their houses on foot at any time, and rescue services have "
         "a lane of their own.</p>",
         {"Mondvale", "Corwen Gap"}},
        {"weather with figures",
         "Weather report",
         "<p>Highs of {} degrees, with wind from the west and hardly any rain.</p><p>The high over "
         "the continent slowly gives way to a front from the sea. Clouds thicken in the afternoon, "
         "and showers are possible in the hills towards evening. Night frost in sheltered valleys "
         "cannot be ruled out, so gardeners should cover young plants.</p>",
         {"14", "17"}},
        {"warnings with a word for the direction",
         "Motorway closed",
         "<p>The motorway is closed in the {} direction after an accident, the police announced. "
         "Drivers are led over the country road and should allow for an hour more.</p><p>Rescue "
         "workers are at the place. Form a lane for them, do not get out of your car, and do not "
         "film. The police will tell when the road is free again.</p>",
         {"northern", "southern"}},
        {"job ads with the trade in the title alone",
         "Vacancy: {} in our workshop",
         "<p>We work four days a week, in a team of twelve, with modern machines and with "
         "customers who have known us for thirty years. The pay follows the tariff, and there is a "
         "ticket for the tram.</p><p>Send a short letter; we answer each of them within a week and "
         "invite you to a day on trial before either side decides.</p>",
         {"Joiner", "Painter"}},
        {"ukrainian notices of power cuts",
         "Планове відключення електроенергії",
         "<p>Обленерго повідомляє про планове відключення електроенергії в селі {} у зв'язку з "
         "ремонтом мереж. Просимо заздалегідь підготуватися та вимкнути побутові прилади.</p>"
         "<p>Ремонтні бригади працюватимуть з ранку до вечора. Аварійні роботи можуть тривати "
         "довше, ніж заплановано, тому зарядіть телефони та запасіться водою. Довідки надає "
         "диспетчерська служба району цілодобово.</p>",
         {"Вербове", "Кленівка"}},
        {"german obituaries",
         "Wir trauern",
         "<p>In stiller Trauer nehmen wir Abschied von {}, die nach langer Krankheit im Kreis "
         "ihrer Familie eingeschlafen ist.</p><p>Die Beisetzung findet im engsten Kreis statt. "
         "Statt freundlich zugedachter Blumen bitten wir im Sinne der Verstorbenen um eine Spende "
         "für das Hospiz. Von Beileidsbekundungen am Grab bitten wir herzlich abzusehen. Allen, "
         "die ihr im Leben Freundschaft schenkten, danken wir von Herzen.</p>",
         {"Hedwig Baumann", "Klara Sommer"}},
        {"chinese market closings",
         "股市收盘报道",
         "<p>周五沪市主要指数收于{}点,银行和建筑类股票领涨,成交温和。</p>"
         "<p>上涨股票数量远多于下跌股票,成交额接近近三十日平均水平,交易员称养老基金持续买入。"
         "货币对欧元汇率变化不大,"
         "十年期国债收益率午后窄幅波动。投资者正等待通胀数据和上次会议纪要。</p>",
         {"18108", "18145"}},
        {"chinese notices with a district",
         "停水通知",
         "<p>因管道检修,{}将于明日上午停水,请居民提前储水备用,由此带来的不便敬请谅解。</p>"
         "<p>检修期间请关闭家中水龙头,以免恢复供水后造成浸水。恢复供水初期水质可能略显浑浊,"
         "属正常现象,放水片刻即可恢复清澈。如有疑问请拨打客服热线咨询。</p>",
         {"朝阳新区", "海滨街道"}},
        {"arabic warnings with a town",
         "تحذير من الأمطار الغزيرة",
         "<p>تحذر هيئة الأرصاد من أمطار غزيرة ورياح قوية متوقعة مساء اليوم على مدينة {} وتدعو "
         "السكان إلى توخي الحذر والابتعاد عن مجاري السيول.</p><p>وتطلب الهيئة من السائقين تجنب "
         "الطرق المنخفضة وعدم عبور المياه الجارية، ومن المزارعين تأمين مواشيهم ومعداتهم في أماكن "
         "مرتفعة، وتدعو الجميع إلى متابعة النشرات القادمة عبر الإذاعة والموقع الرسمي للهيئة.</p>",
         {"الزهراء", "القنيطرة"}},
        {"russian releases with a version in the title",
         "Версия {}",
         "<p>Вышло обновление программы: исправлены ошибки, ускорен запуск, обновлены переводы и "
         "справка. Рекомендуется установить его всем пользователям.</p><p>Контрольные суммы "
         "приложены к выпуску. О неполадках просим сообщать в систему учёта ошибок и прилагать "
         "вывод команды проверки вместе с названием вашей платформы, иначе мы не сможем "
         "помочь.</p>",
         {"2.4.1", "2.4.2"}},
    };
    return kTemplates;
}

TEST(Near, ItemsOfOneTemplateStayApartAtEveryDistance) {
    for (const auto& form : templates()) {
        const auto first = filled(form, 0);
        for (const auto apart : {0, 3 * 60, 40 * 60, 2 * 3600}) {
            auto second = filled(form, 1);
            second.published = *second.published + std::chrono::seconds(apart);
            EXPECT_TRUE(stays_apart(first, second)) << form.name << ", " << apart << " s later";
        }
    }
}

TEST(Near, ItemsOfOneTemplateStayApartThoughOneSaysMore) {
    const std::string more =
        "<p>Readers who know more about it may write to us; we pass on what "
        "they tell, and answer every letter within the same week.</p>";
    for (const auto& form : templates()) {
        for (const auto apart : {30, 50 * 60}) {
            auto first = filled(form, 0);
            auto second = filled(form, 1);
            second.published = *second.published + std::chrono::seconds(apart);
            auto longer = second;
            longer.html += more;
            EXPECT_TRUE(stays_apart(first, longer)) << form.name << ", " << apart;
            first.html += more;
            EXPECT_TRUE(stays_apart(first, second)) << form.name << ", " << apart;
        }
    }
}

TEST(Near, AWholeBatchOfATemplateStaysWhole) {
    // Items at one moment that replace each other in windows of two.
    for (const auto& form : templates()) {
        MemoryStore store;
        const auto one = filled(form, 0);
        const auto two = filled(form, 1);
        EXPECT_EQ(count(shown(store, 1, 0, {one}), Kind::kNew), 1U) << form.name;
        EXPECT_EQ(count(shown(store, 1, 1, {two, one}), Kind::kNew), 1U) << form.name;
        auto three = one;
        three.guid = "id-3";
        three.url += "-3";
        three.title += " (repeated)";
        three.html += "<p>This notice replaces no other.</p>";
        EXPECT_EQ(count(shown(store, 1, 2, {three, two, one}), Kind::kNew), 1U) << form.name;
    }
}

TEST(Near, AFollowUpWithALongBackgroundIsAnotherStory) {
    for (const auto minutes : {0, 90}) {
        Written first{
            .guid = "1",
            .url = "https://www.example.org/1",
            .title = "Talks in Tamsweer: envoys arrive",
            .html = "<p>The envoys have arrived in Tamsweer by train.</p>" + news(0, 10),
            .published = at("2025-04-11T00:00:00Z")};
        Written second{
            .guid = "2",
            .url = "https://www.example.org/2",
            .title = "Talks in Tamsweer: envoys leave",
            .html =
                "<p>Without having signed a paper, both delegations left again on the evening "
                "plane, and no date was set for another meeting of the two sides.</p>" +
                news(0, 10),
            .published = *first.published + std::chrono::minutes(minutes)};
        EXPECT_TRUE(stays_apart(first, second)) << minutes;
    }
}

TEST(Near, EpisodesWithOtherFilesAreOthers) {
    auto first = before(expansions().front());
    first.enclosures = {"https://cdn.example.org/0800.mp3"};
    auto second = after(expansions().front());
    second.enclosures = {"https://cdn.example.org/0900.mp3"};

    EXPECT_TRUE(stays_apart(first, second));
}

TEST(Near, OffMeansOff) {
    MemoryStore store;
    store.pin(1, {.near = false});
    shown(store, 1, 0, {before(expansions().front())});

    EXPECT_EQ(count(shown(store, 1, 1, {after(expansions().front())}), Kind::kNew), 1U);
}

TEST(Near, ManyAlikeItemsAreTakenInBoundedTime) {
    constexpr int kMany = 300;
    MemoryStore store;
    const auto form = [](int number) {
        auto item = filled(templates()[3], 0);
        item.guid = "n" + std::to_string(number);
        item.url += "-" + std::to_string(number);
        item.html += "<p>Report number " + std::to_string(number) + ".</p>";
        return item;
    };
    std::vector<Written> first;
    std::vector<Written> second;
    for (int i = 0; i < kMany; ++i) {
        first.push_back(form(i));
        second.push_back(form(kMany + i));
    }
    shown(store, 1, 0, first);

    EXPECT_EQ(count(shown(store, 1, 1, second), Kind::kNew), std::size_t{kMany});
}

}  // namespace
}  // namespace wireroom::dedup
