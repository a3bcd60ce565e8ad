#include "dedup/boilerplate_phrases.hpp"

namespace wireroom::dedup::boilerplate {

// NOLINTBEGIN(bugprone-suspicious-missing-comma): long phrases go on in the next line

const std::vector<std::string_view>& noise_since_2() {
    static const std::vector<std::string_view> kPhrases = {
        // Japanese
        "この_記事_は? 約|およそ? # 分 で読めます|で読める|で読了",
        "読了時間|読了目安|読了まで|所要時間|読む時間 約? # 分",
        "約? # 分 で読めます|で読める",
        "# 秒|分|時間|日|週間|か月|ヶ月|カ月|ヵ月|年 前 に? 更新|公開?",
        "たった今|さきほど",
        "更新日|更新日時|最終更新|最終更新日|公開|公開日|公開日時|配信|配信日|掲載|掲載日|投稿日|"
        "作成日|初出 @",
        "@ 更新|公開|配信|掲載|発表|公開日",
        "コメント|いいね|シェア|ツイート|閲覧数|再生回数|ブックマーク|拍手 # "
        "件|回|人|個|件のコメント?",
        "# 件のコメント|件|回視聴|回再生|人がいいね|シェア|いいね|ビュー|ブックマーク",
        "広告|スポンサーリンク|スポンサード|pr|タイアップ",
        "広告|スポンサーリンク: ...",
        "関連記事|関連ニュース|関連リンク|関連する記事|あわせて読みたい|合わせて読みたい|"
        "おすすめ記事|"
        "こちらもおすすめ|こちらの記事も|人気記事|あわせてお読みください ...",
        "フォローする|シェアする|ツイートする|ブックマークする|友だち追加|この記事をシェア|"
        "記事をシェア",
        "無断転載|無断転載禁止|無断転載を禁じます|無断複製 ...",
        // Korean
        "# 분 읽기|소요|분량",
        "읽는_시간|읽기_시간 약? # 분?",
        "# 초|분|시간|일|주|개월|달|년 전",
        "방금|방금_전",
        "입력|수정|등록|승인|송고|업데이트|최종수정|최종_수정|기사입력|기사수정|게재 @",
        "댓글|조회|조회수|좋아요|공유|추천 # 개|회|건?",
        "광고|스폰서|협찬",
        "관련기사|관련_기사|관련뉴스|많이_본_뉴스|많이_본_기사|함께_보면_좋은|이_시각_주요뉴스 ...",
        "무단_전재|무단전재|저작권자 ...",
        // Italian
        "tempo_di_lettura|lettura|lettura_di circa? # min|minuto|minuti?",
        "# min|minuto|minuti di_lettura",
        "# secondi|minuto|minuti|ora|ore|giorno|giorni|settimana|settimane|mese|mesi|anni fa",
        "un_minuto|un'ora|un_giorno|una_settimana|un_mese fa",
        "aggiornato|aggiornata|ultimo_aggiornamento|ultima_modifica|pubblicato|pubblicata|"
        "modificato "
        "il|alle? @",
        "commenti|condivisioni|visualizzazioni|letture #",
        "# commenti|commento|condivisioni|visualizzazioni|letture",
        "pubblicità|contenuto_sponsorizzato|annuncio|annunci|pubbliredazionale",
        "leggi_anche|leggi_pure|guarda_anche|ti_potrebbe_interessare|potrebbe_interessarti|"
        "potrebbe_interessarti_anche|articoli_correlati ...",
        "seguici|seguiteci su|sui ...",
        "riproduzione_riservata|tutti_i_diritti_riservati ...",
        // Portuguese
        "tempo_de_leitura|leitura|leitura_de # min|minuto|minutos?",
        "# min|minuto|minutos de_leitura",
        "há #|um|uma "
        "segundo|segundos|minuto|minutos|min|hora|horas|dia|dias|semana|semanas|mês|meses "
        "atrás?",
        "atualizado|atualizada|actualizado|actualizada|publicado|publicada|última_atualização|"
        "última_actualização em|às? @",
        "comentários|partilhas|compartilhamentos|visualizações #",
        "# comentários|comentário|partilhas|compartilhamentos|visualizações|leituras",
        "publicidade|anúncio|conteúdo_patrocinado|patrocinado|continua_após_a_publicidade|"
        "continua_depois_da_publicidade",
        "leia_também|leia_ainda|veja_também|veja_mais|ver_também|confira_também|artigos_"
        "relacionados|"
        "notícias_relacionadas ...",
        "leia_mais|saiba_mais: ...",
        "siga_nos|siga_o_nosso|siga_a_nossa|inscreva_se_no|receba_a_nossa ...",
        "todos_os_direitos_reservados ...",
        // Dutch
        "leestijd|gemiddelde_leestijd # min|minuut|minuten?",
        "# min|minuut|minuten leestijd|lezen|leesduur",
        "#|een seconden|minuut|minuten|min|uur|dag|dagen|week|weken|maand|maanden geleden",
        "bijgewerkt|laatst_bijgewerkt|laatste_update|gepubliceerd|geplaatst|aangepast op|om? @",
        "# reacties|reactie|keer_bekeken|keer_gedeeld|keer_gelezen",
        "reacties #",
        "advertentie|advertenties|gesponsord|gesponsorde_inhoud",
        "lees_ook|bekijk_ook|kijk_ook|luister_ook|meer_lezen|gerelateerde_artikelen ...",
        "volg_ons_op|meld_je_aan_voor ...",
        "alle_rechten_voorbehouden ...",
        // Czech
        "doba_čtení|čas_čtení|délka_čtení # min|minut|minuty?",
        "# min|minut|minuty čtení",
        "před #? "
        "sekundami|minutou|minutami|hodinou|hodinami|dnem|dny|týdnem|týdny|měsícem|měsíci|min|"
        "hod",
        "aktualizováno|naposledy_aktualizováno|publikováno|vydáno|zveřejněno|upraveno @",
        "# komentářů|komentáře|komentář|zobrazení|sdílení",
        "inzerce|komerční_sdělení|reklamní_sdělení|pokračování_pod_reklamou",
        "čtěte_také|čtěte_i|přečtěte_si_také|přečtěte_si_i|mohlo_by_vás_zajímat ...",
        "čtěte_více|více|související: ...",
        "sledujte_nás ...",
        "všechna_práva_vyhrazena ...",
        // Turkish
        "okuma_süresi|tahmini_okuma_süresi # dk|dakika|dakikadır?",
        "# dk|dakika okuma|okuma_süresi|okunma|okunur",
        "# saniye|dakika|dk|saat|gün|hafta|ay|yıl önce",
        "az_önce|şimdi",
        "güncelleme|güncellenme|güncellendi|son_güncelleme|güncellenme_tarihi|güncelleme_tarihi|"
        "yayınlanma|yayınlanma_tarihi|yayın_tarihi|giriş|oluşturulma_tarihi|oluşturma_tarihi @",
        "# yorum|görüntülenme|paylaşım|beğeni|okunma|kez_okundu",
        "reklam|ilan|advertorial|sponsorlu_içerik",
        "İlgili_haber|İlgili_haberler|ilgili_haber|ilgili_haberler|ayrıca_okuyun|ilginizi_"
        "çekebilir|bunlar_da_ilginizi_"
        "çekebilir|"
        "öne_çıkan_haberler ...",
        "bizi_takip_edin ...",
        "tüm_hakları_saklıdır ...",
        // Hebrew
        "זמן_קריאה|זמן_קריאה_משוער # דקות|דקה|דק?",
        "# דקות|דקה|דק קריאה",
        "לפני # שניות|דקות|דקה|דק|שעות|שעה|ימים|יום|שבועות|חודשים",
        "לפני דקה|שעה|שעתיים|יום|יומיים|שבוע|שבועיים|חודש|חודשיים",
        "עודכן|עודכן_ב|עודכן_לאחרונה|פורסם|פורסם_ב|עדכון_אחרון|תאריך_עדכון|תאריך_פרסום @",
        "# תגובות|תגובה|צפיות|שיתופים",
        "תגובות|צפיות #",
        "פרסומת|תוכן_שיווקי|תוכן_ממומן|תוכן_מקודם",
        "קראו_גם|קרא_גם|ראו_גם|כתבות_נוספות|עוד_באותו_נושא|אולי_יעניין_אתכם|אולי_יעניין_אותך ...",
        "כל_הזכויות_שמורות ...",
        // Swedish
        "lästid|läsningstid ca|cirka? # min|minut|minuter?",
        "# min|minut|minuter läsning|lästid",
        "för #|en sekunder|minut|minuter|min|timme|timmar|dag|dagar|veckor sedan",
        "uppdaterad|uppdaterat|publicerad|publicerat|senast_uppdaterad @",
        "# kommentarer|kommentar|delningar|visningar",
        "annons|annonser|sponsrat_innehåll",
        "läs_också|läs_även|se_också|se_även ...",
        "läs_mer: ...",
        "följ_oss_på ...",
        // Any language
        "all_rights_reserved ...",
        "copyright ... all_rights_reserved|alle_rechte_vorbehalten|tous_droits_réservés|"
        "todos_los_derechos_reservados|wszelkie_prawa_zastrzeżone|все_права_защищены|усі_права_"
        "захищені",
        "alle_rechte_vorbehalten|tous_droits_réservés|todos_los_derechos_reservados|"
        "wszelkie_prawa_zastrzeżone|все_права_защищены|усі_права_захищені|版权所有|جميع_الحقوق_"
        "محفوظة ...",
    };
    return kPhrases;
}

const std::vector<std::string_view>& read_more_since_2() {
    static const std::vector<std::string_view> kPhrases = {
        "続きを読む|続きはこちら|続きを見る|もっと見る|もっと読む|全文を読む|全文を見る|"
        "記事全文を読む|"
        "記事の続きを読む|詳しくはこちら|詳細はこちら",
        "더보기|더_보기|계속_읽기|기사_더보기|전체_기사_보기|기사_전문_보기|자세히_보기",
        "leggi_tutto|leggi_di_più|continua_a_leggere|leggi_l'articolo|vai_all'articolo ...",
        "leia_mais|continue_lendo|continuar_a_ler|continuar_lendo|ler_mais|ler_artigo_completo ...",
        "lees_verder|lees_meer|verder_lezen|lees_het_hele_artikel ...",
        "číst_dál|číst_více|čtěte_dále|pokračovat_ve_čtení|celý_článek ...",
        "devamını_oku|devamını_okuyun|haberin_devamı|daha_fazla_oku|devamı_için ...",
        "להמשך_קריאה|המשך_קריאה|קרא_עוד|קראו_עוד|לכתבה_המלאה|לידיעה_המלאה ...",
        "läs_mer|läs_vidare|fortsätt_läsa|läs_hela_artikeln ...",
    };
    return kPhrases;
}

const std::vector<std::string_view>& wall_since_2() {
    static const std::vector<std::string_view> kPhrases = {
        "この記事は|この続きは|ここから先は|続きは|全文は|記事の続きは "
        "有料会員|会員|会員限定|有料会員限定|"
        "有料|購読者|購読者限定|ログイン ...",
        "有料会員限定|有料会員登録|会員限定|会員登録|無料会員登録|ログイン|購読 "
        "記事|すると|して|で|が|の|後 "
        "...  読め|読む|お読み|読み|ご覧|閲覧|必要 ...",
        "有料会員|会員|無料会員 になると|に登録すると|に登録して|になって|登録で ... "
        "読め|読む|お読み|ご覧|閲覧 ...",
        "残り|残り約 # 文字|字 ...",
        "로그인|회원가입|구독|구독하기 후|하고|하시면|하면 ... 읽을|읽으실|보실|볼|이용 ...",
        "이_기사는 유료|구독자|회원 ...",
        "abbonati|abbonatevi|accedi|registrati per|e|ora ...",
        "questo_articolo|questo_contenuto|l'articolo "
        "è_riservato|è_solo|è_disponibile_solo|riservato "
        "...",
        "contenuto_riservato|articolo_riservato|riservato_agli_abbonati ...",
        "assine|faça_login|faça_o_login|cadastre_se|registe_se|inscreva_se para|e|já ...",
        "conteúdo|artigo|texto|matéria exclusivo|exclusiva para ...",
        "este_artigo|este_conteúdo é_exclusivo|é_só ...",
        "abonneer|abonneer_je|log_in|word_abonnee|meld_je_aan om|en ...",
        "alleen|exclusief voor abonnees|leden ...",
        "dit_artikel is_alleen|is_exclusief|is_voorbehouden ...",
        "předplaťte_si|přihlaste_se|zaregistrujte_se a|pro|abyste ...",
        "předplaťte_si ... čtěte|číst|přístup|odemkněte ...",
        "tento_článek|tento_obsah je_jen|je_pouze|je_určen ...",
        "pouze|jen pro předplatitele ...",
        "okumaya_devam_etmek|devamını_okumak|okumak için ... abone|üye|giriş ...",
        "abone_olun|üye_olun|giriş_yapın ve|haberin ...",
        "sadece|yalnızca aboneler|üyeler ...",
        "הירשמו|התחברו|הצטרפו כדי|על_מנת ...",
        "למנויים_בלבד|לקריאת_הכתבה_המלאה|תוכן_זה_למנויים ...",
        "logga_in|bli_prenumerant|prenumerera|skapa_konto för|och ...",
        "endast|bara|exklusivt för prenumeranter ...",
    };
    return kPhrases;
}

// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace wireroom::dedup::boilerplate
