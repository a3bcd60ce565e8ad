#include "dedup/normalise.hpp"

#include "dedup/boilerplate.hpp"
#include "dedup/boilerplate_phrases.hpp"
#include "dedup/phrase_table.hpp"
#include "text/fold.hpp"
#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::dedup {
namespace {

TEST(Boilerplate, NothingThatMatchesIsPassedOverByItsFirstWords) {
    const std::vector<std::string_view> tables[] = {
        boilerplate::noise(),
        boilerplate::noise_since_2(),
        boilerplate::more_noise_since_2(),
        boilerplate::read_more(),
        boilerplate::wall(),
        {"@", "% now", "x? # y", "one_two|three?:", "... end", "a? b?"}};
    std::mt19937 random(21);
    for (const auto& patterns : tables) {
        const PhraseTable table(patterns);
        std::vector<std::string> words = {"12", "٣", "11", "april", "comments", "x", "y", "ß"};
        for (const auto pattern : patterns) {
            const auto folded = text::fold(pattern);
            for (const auto word : text::words(folded)) {
                words.emplace_back(word);
            }
        }
        int matched = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string line = words[random() % words.size()];
            for (auto count = random() % 4; count > 0; --count) {
                line += " " + words[random() % words.size()];
            }
            const auto text = worded(line);
            if (!table.matches(text, 0)) {
                continue;
            }
            ++matched;
            for (std::size_t shown = 1; shown < 6; ++shown) {
                ASSERT_TRUE(table.may_match(beginning_of(line, shown))) << line << ", " << shown;
            }
        }
        EXPECT_GT(matched, 0);
    }
}

TEST(Boilerplate, WholeParagraphsThatAreNoTextAreKnown) {
    for (const auto* line : {
             "2 min read",
             "About 4 minutes read",
             "Reading time: 3 minutes",
             "5 хв читання",
             "Час читання: 4 хв",
             "Время чтения: 3 минуты",
             "3 мин на чтение",
             "Lesezeit: 4 Minuten",
             "4 Min. Lesezeit",
             "Temps de lecture : 3 min",
             "3 min de lecture",
             "4 min de lectura",
             "Tiempo de lectura: 4 minutos",
             "Czas czytania: 2 min",
             "阅读时间 3 分钟",
             "阅读约5分钟",
             "وقت القراءة: 3 دقائق",
             "وقت القراءة ٣ دقائق",
             "1 hours ago",
             "Updated 3 minutes ago",
             "an hour ago",
             "2h ago",
             "Just now",
             "2 години тому",
             "5 хвилин тому",
             "3 часа назад",
             "vor 2 Stunden",
             "Il y a 3 heures",
             "hace 2 horas",
             "2 godziny temu",
             "3小时前",
             "5 分钟前",
             "منذ 3 ساعات",
             "Updated: 11 April 2025, 10:32",
             "Last updated on April 11, 2025 at 10:32 a.m. EDT",
             "Published 11 April, updated 12 April",
             "Оновлено: 11 квітня 2025, 10:32",
             "Опубліковано: 11.04.2025 10:32",
             "Обновлено: 11 апреля 2025 в 10:32",
             "Stand: 11.04.2025, 10:32 Uhr",
             "Aktualisiert am 11. April 2025 um 10:32 Uhr",
             "Mis à jour le 11 avril 2025 à 10h32",
             "Actualizado: 11 de abril de 2025",
             "Aktualizacja: 11 kwietnia 2025",
             "更新时间：2025年4月11日 10:32",
             "آخر تحديث: 11 أبريل 2025",
             "12,480 out of 25,000",
             "12 480 з 25 000",
             "17 comments",
             "0 comments",
             "1.2k shares",
             "12 shares 34 comments 500 views",
             "Read 117 times",
             "Прочитано 340 разів",
             "Read 117 times, 1 minutes ago",
             "Posted 2 hours ago | 3 min read | 12 comments",
             "Points: 127",
             "Comments: 45",
             "17 коментарів",
             "340 переглядів",
             "1 250 просмотров",
             "12 Kommentare",
             "3 commentaires",
             "25 comentarios",
             "7 komentarzy",
             "评论 12",
             "阅读 1200",
             "12 تعليق",
             "Advertisement",
             "ADVERTISEMENT: Save 20 percent this week",
             "Реклама",
             "Anzeige",
             "Werbung",
             "Publicité",
             "Publicidad",
             "Reklama",
             "广告",
             "إعلان",
             "Article continues below advertisement",
             "Read also: Harbour strike ends after nine days; Five charts on grain exports",
             "Read more: What the envoys want",
             "Related: Harbour strike ends",
             "Читайте також: Страйк у порту завершився",
             "Читайте также: Забастовка в порту закончилась",
             "Lesen Sie auch: Streik im Hafen beendet",
             "À lire aussi : La grève du port est finie",
             "Lea también: Termina la huelga del puerto",
             "Czytaj także: Koniec strajku w porcie",
             "相关阅读：港口罢工结束",
             "اقرأ أيضا: انتهاء إضراب الميناء",
             "Follow us on Telegram",
             "Підписуйтесь на наш канал у Telegram",
             "Подписывайтесь на наш канал",
             "Sign up for our morning newsletter",
             "The post Tram vote appeared first on Herald East.",
             "***",
             "—",
         }) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kNoise) << line;
    }
}

TEST(Boilerplate, IsKnownInTheLanguagesOfTheSecondRules) {
    for (const auto* line : {
             "この記事は約3分で読めます",
             "読了時間：約5分",
             "3時間前",
             "5分前に更新",
             "最終更新日：2025年4月11日 10時32分",
             "公開日時：2025/04/11 10:32",
             "2025年4月11日 10時32分 更新",
             "コメント12件",
             "12件のコメント",
             "1,234 いいね",
             "広告",
             "スポンサーリンク",
             "関連記事：港のストライキが終了",
             "あわせて読みたい 港のストライキが終了",
             "無断転載禁止 写真も同様",
             "3분 전",
             "2시간 전",
             "입력 2025.04.11 10:32",
             "댓글 12개",
             "광고",
             "관련기사 항만 파업 종료",
             "무단 전재 및 재배포 금지",
             "Tempo di lettura: 3 minuti",
             "3 min di lettura",
             "2 ore fa",
             "Aggiornato il 3 aprile 2025 alle 10:32",
             "12 commenti",
             "Pubblicità",
             "Leggi anche: Finito lo sciopero del porto",
             "© Riproduzione riservata",
             "Tempo de leitura: 4 minutos",
             "há 2 horas",
             "Atualizado em 11 de abril de 2025 às 10:32",
             "25 comentários",
             "Publicidade",
             "Continua após a publicidade",
             "Leia também: Termina a greve no porto",
             "Leestijd: 3 minuten",
             "2 uur geleden",
             "Bijgewerkt op 3 mei 2025 om 10:32 uur",
             "12 reacties",
             "Advertentie",
             "Lees ook: Havenstaking voorbij",
             "Doba čtení: 3 minuty",
             "před 2 hodinami",
             "Aktualizováno 11. dubna 2025 v 10:32",
             "Inzerce",
             "Čtěte také: Stávka v přístavu skončila",
             "Okuma süresi: 3 dakika",
             "2 saat önce",
             "Güncelleme: 11 Nisan 2025 10:32",
             "12 yorum",
             "İlgili Haber: Liman grevi bitti",
             "זמן קריאה: 3 דקות",
             "לפני 2 שעות",
             "עודכן: 11 באפריל 2025, 10:32",
             "12 תגובות",
             "פרסומת",
             "קראו גם: שביתת הנמל הסתיימה",
             "Lästid: 3 minuter",
             "för 2 timmar sedan",
             "Uppdaterad 11 maj 2025 kl 10:32",
             "Annons",
             "Läs också: Hamnstrejken är över",
             "All rights reserved.",
         }) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kNoise) << line;
        EXPECT_EQ(furniture(text::fold(line, 1), 1), Furniture::kNone) << line;
    }
    for (const auto* line : {
             "この記事は有料会員限定です。",
             "有料会員になると続きをお読みいただけます。",
             "残り1,234文字",
             "로그인 후 전체 기사를 읽을 수 있습니다",
             "Abbonati per leggere tutto",
             "Contenuto riservato agli abbonati",
             "Assine para continuar lendo",
             "Abonneer je om verder te lezen",
             "Předplaťte si deník a čtěte dál",
             "Devamını okumak için abone olun",
             "הירשמו כדי להמשיך לקרוא",
             "Logga in för att läsa vidare",
         }) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kWall) << line;
    }
    for (const auto* line :
         {"続きを読む",
          "더보기",
          "Continua a leggere",
          "Leia mais",
          "Lees verder",
          "Číst dál",
          "Devamını oku",
          "להמשך קריאה",
          "Läs mer"}) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kReadMore) << line;
    }
}

TEST(Boilerplate, NewsInThoseLanguagesIsKept) {
    for (const auto* line : {
             "3時間前に地震があり、12人がけがをした。",
             "広告費は3年前の2倍になった。",
             "市の公開日程は未定だ。",
             "12人が死亡。",
             "2시간 전 지진이 나 12명이 다쳤다.",
             "Due ore fa la terra ha tremato.",
             "Pubblicità e trasparenza sono i temi del processo.",
             "Há dois anos a ponte caiu.",
             "Twee uur geleden beefde de aarde.",
             "Před dvěma hodinami se třásla země.",
             "İki saat önce deprem oldu, 12 kişi yaralandı.",
             "לפני שעתיים רעדה האדמה ו-12 בני אדם נפצעו.",
             "Continua la protesta dei pescatori nel porto.",
             "Accedi e controlla: il nuovo portale ha un difetto, dicono gli esperti, e i dati "
             "sono "
             "stati letti da chiunque per settimane senza che nessuno se ne accorgesse, ha "
             "spiegato "
             "il garante in una nota di dodici pagine che chiede multe e che il ministero non "
             "vuole ancora commentare.",
         }) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kNone) << line;
    }
}

TEST(Boilerplate, WallsAndInvitationsToReadOnAreKnown) {
    for (const auto* line : {
             "Subscribe to continue reading.",
             "Log in to read the full story",
             "This article is for subscribers only.",
             "Already a subscriber? Sign in",
             "You have reached your limit of free articles.",
             "To continue reading this article, subscribe or log in.",
             "Оформіть передплату, щоб читати далі",
             "Оформите подписку, чтобы читать дальше",
             "Dieser Artikel ist nur für Abonnenten",
             "Cet article est réservé aux abonnés",
             "Suscríbete para seguir leyendo",
             "订阅后继续阅读",
             "اشترك لمتابعة القراءة",
         }) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kWall) << line;
    }
    for (const auto* line :
         {"Read more",
          "Continue reading",
          "Read the full story here",
          "Читати далі",
          "Читать далее",
          "Weiterlesen",
          "Lire la suite",
          "阅读全文",
          "اقرأ المزيد"}) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kReadMore) << line;
    }
}

TEST(Boilerplate, AppealsNameTheirGiftNearby) {
    for (const auto* line : {
             "Before you go, please support our newsroom with a donation.",
             "Since you're here, we have a small favour to ask: become a member.",
             "If you value our journalism, please consider a contribution.",
             "Please consider supporting our journalism.",
             "Support independent journalism.",
             "Support our newsroom: subscribe today.",
             "Independent journalism costs money. Please contribute.",
             "Підтримайте нашу редакцію донатом.",
             "Поддержите нашу редакцию, оформите подписку.",
             "Unterstützen Sie unsere Redaktion mit einer Spende.",
             "Soutenez notre rédaction, abonnez-vous.",
             "Apoya el periodismo independiente con una donación.",
             "Sostieni il nostro giornale con una donazione.",
             "Wesprzyj naszą redakcję darowizną.",
         }) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kNoise) << line;
        EXPECT_EQ(furniture(text::fold(line, 1), 1), Furniture::kNone) << line;
    }
    for (const auto* line : {
             "Before you go to the polls: support for the mayor falls to 12 percent in a new poll.",
             "Before you go to the polls: support for the mayor falls in a new poll.",
             "Support our newsroom: subscribe today for 3 euros a month.",
             "Support local journalism students as they report from the harbour.",
             "Our independent reporting takes a look at the mayor's spending and finds holes.",
             "Independent journalism needs laws that protect it, the court said.",
             "Please consider making room for the lifeboats, the harbour master wrote.",
             "Підтримайте нашу петицію проти закриття мосту.",
             "Поддержите нашу команду, сказал тренер после поражения.",
             "Unterstützen Sie unsere Petition gegen die Schließung des Hafens.",
             "Soutenez la presse, dit le ministre, qui annonce la fin des aides.",
             "Soutenez la presse, a dit jeudi le premier ministre en annonçant sa démission et la "
             "création d'un fonds, qui vivra de dons.",
             "Faites un don à la Croix-Rouge: 12 morts dans le séisme.",
             "Faites un don à la Croix-Rouge, demande le maire après le séisme.",
             "Apoya nuestro equipo la huelga de los médicos.",
             "Sostieni il nostro sciopero, scrivono i pescatori.",
             "Wesprzyj nasze miasto, prosi burmistrz po powodzi.",
         }) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kNone) << line;
    }
}

TEST(Boilerplate, TextThatLooksLikeItIsKept) {
    for (const auto* line : {
             "UPDATE: This story has been updated with a statement by Hathersage.",
             "Updated rules for ships take effect in May.",
             "Two people were killed.",
             "12 people were injured.",
             "Read 117 times, the letter did not change.",
             "3 minutes ago, 12 people were injured.",
             "The vote was 12 to 7.",
             "Share prices fell 3 percent.",
             "Air raid alert. Go to the shelter.",
             "v2.4.1",
             "41.25",
             "Three of five bridges are closed.",
             "Related diseases have spread in the south.",
             "Read our lips, the minister said, there will be no new taxes this year.",
             "Subscribers of the theatre will get their money back after the fire.",
             "To keep the lights on, the town borrowed money against its account.",
             "Щоб продовжити роботу, завод шукає кредит.",
             "Оновлено правила в'їзду до країни.",
             "Реклама тютюну в Україні заборонена законом.",
             "Stand: die Stadt verhandelt weiter.",
         }) {
        EXPECT_EQ(furniture(text::fold(line)), Furniture::kNone) << line;
    }
}

TEST(Normalise, WhatAReaderWouldCallTheSameHasOneHash) {
    const auto base = normalise(
        "Fire off “Tamsweer”", "<p>The café's ferry - all 1,000 saved.</p><p>It ends here.</p>"
    );
    for (const auto* html : {
             "<div><section><p class=\"body\">The cafe\xCC\x81’s ferry – all 1,000 "
             "saved.</p>\n<p>It ends here.</p></section></div>",
             "<p>The&#32;café's\xC2\xA0"
             "ferry \xE2\x80\x94 all 1,000\xC2\xAD saved.</p><p>It ends here.\xE2\x80\x8B</p>",
             "<p>2 min read</p><p>The café's ferry - all 1,000 saved.</p><p>It ends here.</p><p>17 "
             "comments</p>",
             "<p>The café's ferry - all 1,000 saved. It ends here.</p>",
         }) {
        const auto other = normalise("Fire off \"Tamsweer\"", html);
        EXPECT_EQ(fingerprint(other).title_body, fingerprint(base).title_body) << html;
    }
}

TEST(Normalise, FurnitureByItsClassIsOutsideOfTheHash) {
    Written plain{.guid = "g", .url = "https://example.org/a", .title = "A", .html = news(0, 2)};
    auto with_ad = plain;
    with_ad.html +=
        "<div class=\"advertisement\"><a href=\"https://ads.example/\">Winter tyres</a></div>";

    EXPECT_EQ(made(plain).print.title_body, made(with_ad).print.title_body);
}

TEST(Normalise, StoredHtmlGivesTheHashOfTheItem) {
    const auto item = made(
        {"g",
         "https://example.org/a",
         "A title - Example",
         news(0, 2) +
             "<ul><li>One</li><li>Two</li></ul><p class=\"related\">Read this</p><pre>a\n  b</pre>"
             "<table><tr><td>1</td><td>2</td></tr></table><blockquote>Said so.</blockquote>"}
    );

    EXPECT_EQ(
        fingerprint(normalise(item.title, item.content_html, item.outlet)).title_body,
        item.print.title_body
    );
}

TEST(Normalise, TitleLosesTheOutletsName) {
    EXPECT_EQ(normalise("Frost - Lake Tribune", "", "lake-tribune.example").title, "frost");
    EXPECT_EQ(normalise("Frost | The Lake Tribune", "", "lake-tribune.example").title, "frost");
    EXPECT_EQ(normalise("Frost - Lake Tribune", "", "other.example").title, "frost - lake tribune");
    EXPECT_EQ(normalise("Lake Tribune", "", "lake-tribune.example").title, "lake tribune");
}

TEST(Normalise, OlderRulesGiveTheirOwnText) {
    const auto* const html = "<p>市議会は採決した。</p><p>関連記事：港のストライキ</p>";

    EXPECT_EQ(normalise("T", html).blocks.size(), 1U);
    EXPECT_EQ(normalise_by(2, "T", html, "").blocks.size(), 1U);
    EXPECT_EQ(normalise_by(1, "T", html, "").blocks.size(), 2U);
    EXPECT_NE(
        fingerprint(normalise_by(1, "T", html, "")).body, fingerprint(normalise("T", html)).body
    );
    EXPECT_NE(
        normalise_by(1, "", "<p>شَعْب</p>", "").blocks, normalise_by(2, "", "<p>شَعْب</p>", "").blocks
    );
    EXPECT_FALSE(normalise_by(1, "", "<p>市議会は採決した…続きを読む</p>", "").cut);
    EXPECT_TRUE(normalise_by(2, "", "<p>市議会は採決した…続きを読む</p>", "").cut);
}

TEST(Normalise, PointingAndPresentationFormsAreOneText) {
    for (const auto& [one, other] : std::vector<std::pair<const char*, const char*>>{
             {"صَرَّحَ المَصْدَرُ اليَوْمَ", "صرح المصدر اليوم"},
             {"الوزيـــر", "الوزير"},
             {"ﺍﻟﻮﺯﻳﺮ ﻻ", "الوزير لا"},
             {"שָׁלוֹם לָעוֹלָם", "שלום לעולם"},
             {"\uFB2A\uFB35", "שו"},
             {"צה״ל", "צה\"ל"},
             {"תל־אביב", "תל-אביב"},
             {"می\u200Cشود", "میشود"},
             {"ﾆｭｰｽ", "ニュース"},
             {"ﬁnal ＡＢＣ①", "final abc1"}}) {
        EXPECT_EQ(
            fingerprint(normalise("", std::string("<p>") + one + "</p>")).body,
            fingerprint(normalise("", std::string("<p>") + other + "</p>")).body
        ) << one;
    }
    for (const auto& [one, other] : std::vector<std::pair<const char*, const char*>>{
             {"أمر", "مر"}, {"カキ", "ガキ"}, {"รัก", "รก"}, {"कि", "क"}}) {
        EXPECT_NE(text::fold(one), text::fold(other)) << one;
    }
}

TEST(Normalise, BeginningsAreMarkedAsCut) {
    EXPECT_TRUE(normalise("", "<p>Councillors in Varnhold voted late […]</p>").cut);
    EXPECT_TRUE(normalise("", "<p>Councillors in Varnhold voted late...</p>").cut);
    EXPECT_TRUE(normalise("", "<p>Councillors voted.</p><p>Subscribe to continue reading.</p>").cut
    );
    EXPECT_TRUE(normalise("", "<p>Councillors voted… <a href=\"/\">Read more</a></p>").cut);
    EXPECT_FALSE(normalise("", "<p>Councillors voted.</p>").cut);
    EXPECT_FALSE(normalise("", "<p>Read more</p><p>Councillors voted.</p>").cut);
}

TEST(Prepare, GuidsAreComparedWithoutSchemeAndWww) {
    const auto guid = [](const char* id) { return made({id, "", "t", "<p>x</p>"}).guid; };

    EXPECT_EQ(guid("https://www.example.org/a"), guid("http://example.org/a"));
    EXPECT_NE(guid("https://example.org/a"), guid("https://example.org/A"));
    EXPECT_EQ(guid(" 17 "), "17");
    EXPECT_EQ(guid(""), "");
}

TEST(Prepare, ItemsWithoutTitleGetTheBeginningOfTheirText) {
    const auto item = made({"g", "", "", news(0, 1)});

    EXPECT_FALSE(item.has_title);
    EXPECT_TRUE(item.title.starts_with("Councillors in Varnhold voted late"));
    EXPECT_LE(item.title.size(), 100U);
    EXPECT_TRUE(item.text.title.empty());
}

TEST(Prepare, HostileBytesAreNoProblem) {
    for (const auto& html :
         {std::string("\xFF\xFE\x00<p>", 6),
          std::string(100'000, '<'),
          std::string("<div>") + std::string(50'000, '\xF0'),
          std::string(200'000, '('),
          std::string("&#x10FFFF;&#0;&#xD800;")}) {
        const auto item = made({"\xFF", "http://[", "\xC0\x80", html});
        EXPECT_EQ(item.print.text_rules, fingerprint(item.text).text_rules);
    }
}

}  // namespace
}  // namespace wireroom::dedup
