#include "dedup/boilerplate_phrases.hpp"

namespace wireroom::dedup::boilerplate {

// NOLINTBEGIN(bugprone-suspicious-missing-comma): long phrases go on in the next line

const std::vector<std::string_view>& noise() {
    static const std::vector<std::string_view> kPhrases = {
        // Reading time.
        "about|approx|est? # min|mins|minute|minutes read|reading|reads|of_reading",
        "reading_time|read_time|estimated_reading_time about? # min|mins|minute|minutes|m?",
        "# хв|хвилин|хвилини|хвилина на? читання|прочитання|читати",
        "час_читання|час_на_читання # хв|хвилин|хвилини|хвилина?",
        "# мин|минут|минуты|минута на? чтения|чтение|читать",
        "время_чтения|время_на_чтение # мин|минут|минуты|минута?",
        "# min|minute|minuten lesezeit|lesedauer",
        "lesezeit|lesedauer ca|etwa? # min|minute|minuten?",
        "# min|minute|minutes de lecture",
        "temps_de_lecture|lecture environ? # min|minute|minutes?",
        "# min|minuto|minutos de lectura",
        "tiempo_de_lectura # min|minuto|minutos?",
        "# min|minut|minuty|minuta czytania",
        "czas_czytania # min|minut|minuty?",
        "预计? 阅读_时间|阅读时长|阅读 约|大约|需要? # 分|分钟",
        "وقت|مدة القراءة # دقيقة|دقائق?",
        // Relative time.
        "posted|published|updated|last_updated? #|a|an|one "
        "second|seconds|sec|secs|minute|minutes|min|mins|hour|"
        "hours|hr|hrs|h|m|d|day|days|week|weeks|month|months|year|years ago",
        "just_now|moments_ago|a_moment_ago",
        "# "
        "секунд|секунди|хвилину|хвилини|хвилин|хв|годину|години|годин|год|день|дні|днів|тиждень|"
        "тижні|"
        "тижнів|"
        "місяць|місяці|місяців тому",
        "щойно|тільки_що|только_что",
        "# "
        "секунд|секунды|минуту|минуты|минут|мин|час|часа|часов|день|дня|дней|неделю|недели|недель|"
        "месяц|месяца|"
        "месяцев назад",
        "vor #|einer|einem "
        "sekunden|minute|minuten|min|stunde|stunden|std|tag|tagen|woche|wochen|monat|monaten",
        "il_y_a #|une|un "
        "seconde|secondes|minute|minutes|min|heure|heures|h|jour|jours|semaine|semaines|mois",
        "hace #|una|un "
        "segundo|segundos|minuto|minutos|min|hora|horas|h|día|días|semana|semanas|mes|meses",
        "# "
        "sekund|minutę|minuty|minut|min|godzinę|godziny|godzin|godz|dzień|dni|tydzień|tygodnie|"
        "tygodni "
        "temu",
        "# 秒|分钟|分|小时|天|周|个月|月|年|分鐘|小時 前",
        "منذ|قبل #? ثانية|ثواني|دقيقة|دقائق|ساعة|ساعتين|ساعات|يوم|يومين|أيام|أسبوع|شهر",
        // Stamps. The verb and nothing but a date.
        "updated|update|last_updated|last_update|last_modified|modified|published|posted|first_"
        "published|issued|"
        "edited|created @",
        "оновлено|востаннє_оновлено|останнє_оновлення|опубліковано|додано @",
        "обновлено|последнее_обновление|опубликовано|добавлено @",
        "stand|aktualisiert|zuletzt_aktualisiert|letzte_aktualisierung|veröffentlicht|erstellt @",
        "mis_à_jour|mise_à_jour|dernière_mise_à_jour|modifié|publié|publié_le|mis_à_jour_le @",
        "actualizado|última_actualización|publicado|modificado @",
        "aktualizacja|ostatnia_aktualizacja|zaktualizowano|opublikowano|dodano @",
        "更新时间|最后更新|更新|更新于|发布时间|发布|发布于|发表于|更新時間|最後更新|發布時間 @",
        "آخر_تحديث|تم_التحديث|تاريخ_التحديث|نشر|نشر_في|تاريخ_النشر|حدث @",
        // Counters and progress bars.
        "%",
        "# out_of|of|з|из|von|sur|de|z #",
        "leave_a_comment|add_a_comment|be_the_first_to_comment|no_comments_yet|comments_are_closed|"
        "write_a_comment",
        "read|viewed|seen|watched|played|shared|downloaded|opened # time|times",
        "прочитано|переглянуто|просмотрено # раз|рази|разів|раза",
        "lu|vu|partagé # fois",
        "leído|visto|compartido # veces|vez",
        "przeczytano|wyświetlono # raz|razy",
        "# people|readers|users are_reading|reading|watching|online this|now|it?",
        "comments|коментарі|комментарии|kommentare|commentaires|comentarios|komentarze|评论|"
        "التعليقات",
        // Advertisements.
        "advertisement|advertisements|advertising|ad|ads|sponsored|promoted|sponsored_content|"
        "advertorial",
        "advertisement: ...",
        "sponsored: ...",
        "article|story continues_below|continues_after this? advertisement|ad",
        "continue_reading_below|scroll_to_continue ...",
        "реклама|на_правах_реклами|на_правах_рекламы|партнерський_матеріал|партнёрский_материал",
        "реклама: ...",
        "anzeige|werbung|advertorial",
        "anzeige: ...",
        "publicité|contenu_sponsorisé|publicidad|contenido_patrocinado|reklama|materiał_"
        "sponsorowany",
        "publicité|publicidad|reklama: ...",
        "广告|廣告|赞助内容|推广",
        "广告|廣告: ...",
        "إعلان|إعلانات|إعلان_ممول",
        "إعلان: ...",
        // Pointers to other stories.
        "read_also|also_read|see_also|read_more|read_next|related|related_stories|related_articles|"
        "related_news|"
        "more_on_this|more_on_this_story|more|recommended|don't_miss|you_may_also_like|most_read: "
        "...",
        "read_also|also_read|you_may_also_like|you_might_also_like|recommended_for_you|related_"
        "stories|"
        "related_articles ...",
        "читайте_також|дивіться_також|також_читайте|слухайте_також|вас_може_зацікавити|вам_може_"
        "сподобатися ...",
        "читати_також|за_темою|по_темі|більше_новин|докладніше|детальніше: ...",
        "читайте_также|смотрите_также|также_читайте|вас_может_заинтересовать|вам_может_понравиться "
        "...",
        "читать_также|по_теме|подробнее|ещё_по_теме: ...",
        "lesen_sie_auch|lesen_sie_mehr|lesen_sie_hier|auch_interessant|das_könnte_sie_auch_"
        "interessieren|"
        "mehr_zum_thema ...",
        "mehr|siehe_auch: ...",
        "lire_aussi|à_lire_aussi|à_lire_également|voir_aussi ...",
        "sur_le_même_sujet|notre_dossier: ...",
        "lea_también|lee_también|leer_también|te_puede_interesar|vea_también|ver_también ...",
        "más_información: ...",
        "czytaj_także|czytaj_też|zobacz_także|zobacz_też|przeczytaj_także|przeczytaj_też ...",
        "相关阅读|相关新闻|相关报道|延伸阅读|推荐阅读|更多阅读|相關閱讀|相關新聞|延伸閱讀 ...",
        "اقرأ_أيضا|اقرأ_أيضًا|اقرأ_ايضا|إقرأ_أيضا|إقرأ_أيضًا|شاهد_أيضا|شاهد_أيضًا|مواضيع_ذات_صلة|ذات_"
        "صلة "
        "...",
        // Invitations to follow.
        "follow_us_on|follow_us|like_us_on|join_us_on|find_us_on ...",
        "share_this|share_on|share_via|share_this_story|share_this_article: ...",
        "sign_up_for|sign_up_to|subscribe_to our|the|my|this ... "
        "newsletter|newsletters|channel|podcast ...",
        "get our|the ... newsletter|newsletters ...",
        "підписуйтесь|підписуйтеся|підпишіться|приєднуйтесь|приєднуйтеся на|до ...",
        "подписывайтесь|подпишитесь|присоединяйтесь на|к ...",
        "folgen_sie_uns|abonnieren_sie_unseren|abonnieren_sie_unser ...",
        "suivez_nous|abonnez_vous_à notre|la ...",
        "síguenos|síganos|suscríbete_a|suscríbase_a ...",
        "obserwuj_nas|zapisz_się_na|zapisz_się_do ...",
        "关注我们|扫码关注|欢迎关注|分享到 ...",
        "تابعونا|تابعنا|اشترك_في ...",
        "the_post ... appeared_first_on ...",
        "запис|сообщение|запись ... першим|появились_сначала|появилась_сначала ...",
        "this_article|story|post was_first|was_originally|first|originally "
        "published_on|appeared_on "
        "...",
    };
    return kPhrases;
}

const std::vector<std::string_view>& read_more() {
    static const std::vector<std::string_view> kPhrases = {
        "read_more|continue_reading|keep_reading|read_on|more|read_the_full "
        "story|article|post|text? "
        "here?",
        "read_the_full|read_full|view_full|see_full|full story|article|post|text|report|coverage "
        "...",
        "read_more|continue_reading on|at|about|from|here ...",
        "click_here to read|continue ...",
        "read_more_here|read_the_rest|read_the_rest_of_this_entry|read_the_rest_of_this_article",
        "читати_далі|читати_повністю|читати_більше|далі|докладніше|детальніше|повний_текст",
        "читать_далее|читать_полностью|читать_дальше|далее|подробнее|полный_текст ...",
        "weiterlesen|weiter|mehr_lesen|zum_artikel|ganzen_artikel_lesen|mehr ...",
        "lire_la_suite|lire_plus|lire_l'article ...",
        "seguir_leyendo|leer_más|continuar_leyendo ...",
        "czytaj_dalej|czytaj_więcej|więcej ...",
        "阅读全文|阅读更多|查看全文|继续阅读|閱讀全文|更多",
        "اقرأ_المزيد|للمزيد|تابع_القراءة|المزيد",
    };
    return kPhrases;
}

const std::vector<std::string_view>& wall() {
    static const std::vector<std::string_view> kPhrases = {
        "subscribe|sign_up|sign_in|log_in|login|register|join|upgrade|pay now|today|here? to|and "
        "continue|keep|read|"
        "unlock|access|finish|view ...",
        "to continue_reading|keep_reading|read_on|read_this|read_the|unlock_this|access_this ... "
        "subscribe|sign_up|sign_in|log_in|register|subscription|subscriber|account ...",
        "this|the article|story|content|post|report|page "
        "is_for|is_only_for|is_available_only_to|is_available_to|"
        "is_reserved_for|is_exclusive_to|is_restricted_to|is_behind ...",
        "only|exclusively? for|available_to|available_for paid|paying|our? subscribers|members ...",
        "already_a|are_you_a|not_a|become_a subscriber|member|paid_subscriber ...",
        "you_have reached|read|used|# ... free articles|article|limit|stories ...",
        "you_have|you've reached_your|reached_the|# ...  limit|articles|left|remaining ...",
        "subscribe|subscribe_now|subscribers_only|members_only|premium|for_subscribers",
        "тільки|лише|виключно? для передплатників|підписників ...",
        "передплатіть|оформіть_передплату|оформіть_підписку|увійдіть|зареєструйтеся|зареєструйтесь "
        "щоб|аби|для|і|та ...",
        "щоб|аби читати_далі|продовжити_читання|прочитати_повністю ...",
        "только? для подписчиков ...",
        "подпишитесь|оформите_подписку|войдите|зарегистрируйтесь чтобы|для|и ...",
        "чтобы читать_далее|читать_дальше|продолжить_чтение|прочитать_полностью ...",
        "jetzt? abonnieren|weiterlesen mit|und|um ...",
        "dieser_artikel|dieser_text|dieser_beitrag ist_nur|ist_exklusiv|gehört_zu ...",
        "melden_sie_sich_an|registrieren_sie_sich um ...",
        "cet_article|la_suite est_réservé|est_réservée|reste_à_lire ...",
        "article_réservé|contenu_réservé ...",
        "abonnez_vous|connectez_vous|inscrivez_vous pour ...",
        "suscríbete|suscríbase|regístrate|regístrese|inicia_sesión para|y ...",
        "contenido|artículo exclusivo|solo para ...",
        "zaloguj_się|zarejestruj_się|wykup aby|żeby|dostęp|i ...",
        "订阅|登录|登入|注册|訂閱 后|以|以便|即可|後 继续|阅读|繼續|查看 ...",
        "اشترك|سجل|سجل_الدخول لمتابعة|لقراءة|للمتابعة ...",
    };
    return kPhrases;
}

// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace wireroom::dedup::boilerplate
