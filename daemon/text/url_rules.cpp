#include "text/url_rules.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

// Which parts of a URL do not say which page is meant. One rule a line; a rule is added when its
// meaning is known, because a parameter removed by mistake merges two stories and one kept by
// mistake only costs a look at the text.

namespace wireroom::text::rules {
namespace {

// By vendor: analytics and ad clicks; mail and marketing suites; social networks; publishers' own
// campaign marks; sessions.
constexpr std::string_view kExact =
    " gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl gpromocode gqt "
    "gfe_rd "
    " msclkid yclid ysclid ymclid syclid _openstat openstat ttclid twclid epik igshid igsh "
    "mibextid li_fat_id sccid rdt_cid "
    " fbclid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source action_object_map "
    "action_type_map action_ref_map "
    " hc_ref hc_location fref __tn__ __xts__ __twitter_impression ref_src ref_url ndclid rtid "
    "qclid "
    " ga_source ga_medium ga_campaign ga_content ga_term ga_place "
    " irclickid irgwc cjevent cjdata clickid_src wickedid unicorn_click_id rb_clickid vmcid obclid "
    "obclickid obref "
    " tblci tblclid dicbo ranmid raneaid ransiteid awc sscid tduid mkwid pcrid mkevt mkcid mkrid "
    "toolid "
    " mc_cid mc_eid mc_tc _hsenc _hsmi __hstc __hssc __hsfp hsctatracking __hs_email_id __s "
    "mkt_tok elq elqtrack elqtrackid "
    " elqaid elqat elqcampaignid elqcsid et_rid et_cid et_sub sfmc_id sfmc_activityid sfmc_sub "
    "j_id dm_i dm_t _ke _kx "
    " _bta_tid _bta_c bbeml bsft_clkid bsft_uid bsft_eid bsft_mid ss_email_id ss_source "
    "ss_campaign_id ss_campaign_name "
    " ml_subscriber ml_subscriber_hash ck_subscriber_id vgo_ee inf_contact_key nr_email_referer "
    "_bhlid _branch_match_id "
    " _branch_referrer sc_customer sc_eh sc_uid sc_src sc_lid sc_llid sc_cid sb_referer_host "
    "redirect_log_mongo_id "
    " redirect_mongo_id gdfms gdftrk gdffi ef_id s_cid s_kwcid cm_mmc cm_ite cm_lm cm_mmca1 "
    "cm_mmca2 cm_mmca3 manual_cm_mmc "
    " trackingid lipi lici trk trkcampaign trkinfo refid_tracking hootpostid sourceshare "
    " xtor xtref xtatc xts echobox wt_mc wt_zmc wt_ga wt_nmc cmpid cmpid_rss ncid icid intcid "
    "intcmp int_source int_medium "
    " int_campaign itid nlid spref ocid maca emc smid smtyp smprod ftag ito ns_mchannel ns_source "
    "ns_campaign ns_linkname "
    " ns_fee guccounter soc_src soc_trk tsrc .tsrc taid fsrc mbid cndid bxid esrc_email hasha "
    "hashb hashc spm scm_id "
    " sr_share sara_ecid sref srnd leadsource __source nsukey linkid_rss cxrecs_s wprov replytocom "
    "from_rss rssfeed isrss "
    " feed_id_rss traffic_source mktgsource share_from share_source share_medium share_token "
    "sharetype shareadraft "
    " _unique_id_ccpa cookieconsent notification_click "
    " phpsessid jsessionid cfid cftoken ";

constexpr auto kPrefixes = std::to_array<std::string_view>(
    {"utm_", "utm-",      "mtm_",   "matomo_", "pk_",     "piwik_",   "hsa_",         "at_", "amp_",
     "otm_", "oft_",      "hmb_",   "vero_",   "oly_",    "gaa_",     "guce_",        "wt.", "sms_",
     "trk_", "__cf_chl_", "_x_tr_", "tw_",     "__cft__", "asp.net_", "aspsessionid", "stm_"}
);

constexpr std::string_view kValueNames =
    " ref source from partner mod cmp via src referrer referer origin medium_src ";

/// Channels; as the whole value, or its first word (`rss-99`, `share_btn_tw`).
constexpr std::string_view kChannels =
    " rss rss1 rss2 atom feed feeds rssfeed feedburner newsfeed newsletter nl email twitter tw twt "
    "facebook fb social soc "
    " share sharing instagram linkedin reddit telegram whatsapp flipboard ";

/// Channels whose name may begin something else; only as the whole value.
constexpr std::string_view kWholeChannels =
    " mail e-mail ig tg wa t.co vk mastodon bluesky threads youtube pinterest tiktok google "
    "googlenews google_news "
    " google-news gnews bing yahoo pocket feedly inoreader hackernews hn producthunt push "
    "notification notifications app "
    " mobile widget homepage amp opera msn applenews apple_news smartnews upday dlvr.it ifttt "
    "buffer hootsuite xml ";

constexpr auto kHostRules = std::to_array<HostRule>({
    {"youtube.com",
     " si feature ab_channel pp t start list index start_radio app gl hl persist_app noapp "},
    {"youtu.be", " si feature t list index "},
    {"x.com", " s t cn cxt ref_src ref_url mx "},
    {"twitter.com", " s t cn cxt ref_src ref_url mx "},
    {"facebook.com", " refid eid rdid sfnsn wtsid locale paipv eav _rdr _rdc mds "},
    {"instagram.com", " hl img_index taken-by "},
    {"tiktok.com", " is_from_webapp sender_device _r _t is_copy_url web_id lang u_code "},
    {"reddit.com", " share_id rdt ref ref_source context_src st sh "},
    {"medium.com", " source sk gi "},
    {"substack.com",
     " r s triedredirect isfreemail publication_id post_id showwelcomeonshare token "},
    {"linkedin.com", " refid originalsubdomain rcm "},
    {"t.me", " single embed "},
    {"news.google.com", " oc hl gl ceid "},
    {"wikipedia.org", " useskin "},
    {"open.spotify.com", " si nd context dl_branch "},
    {"podcasts.apple.com", " itsct itscg ls ct mt app uo "},
    {"music.apple.com", " itsct itscg ls ct mt app uo "},
    {"apps.apple.com", " itsct itscg ls ct mt uo pt "},
    {"amazon.com",
     " tag linkcode linkid psc qid sr sprefix crid pf_rd_p pf_rd_r pd_rd_w pd_rd_r ref_ creative "
     "camp "},
    {"ebay.com", " campid customid _trkparms _trksid hash "},
    {"aliexpress.com", " scm algo_pvid algo_exp_id btsid ws_ab_test pvid "},
    {"nytimes.com",
     " ei nl regi_id segment_id te campaign_id instance_id user_id unlocked_article_code action "
     "module pgtype "
     "region referringsource auth login rsrc searchresultposition "},
    {"washingtonpost.com", " tid hpid nid wpisrc wpmk wpmm s_l pwapi_token "},
    {"wsj.com", " mod reflink st page_src "},
    {"bloomberg.com", " in_source embedded-checkout "},
    {"economist.com", " etear "},
    {"ft.com", " segmentid ftcamp accesstoken "},
    {"theguardian.com", " dcr amp_rss "},
    {"bbc.co.uk",
     " ocid post_type post_id pinned_post_locator pinned_post_asset_id pinned_post_type xtor ns_ "},
    {"bbc.com",
     " ocid post_type post_id pinned_post_locator pinned_post_asset_id pinned_post_type xtor ns_ "},
    {"cnn.com", " iid hpt cid_src "},
    {"cnbc.com", " par recirc "},
    {"forbes.com", " sh ss sr "},
    {"reuters.com", " feedtype feedname rpc il "},
    {"lemonde.fr", " lmd_medium lmd_campaign lmd_creation lmd_source lmd_link contributions "},
    {"spiegel.de", " sara_ref "},
    {"faz.net", " premium gepc "},
    {"rbc.ru", " from "},
    {"kommersant.ru", " from "},
    {"vesti.ru", " from "},
    {"bilibili.com", " spm_id_from vd_source share_session_id share_plat bbid ts from_source "},
    {"weibo.com", " refer_flag "},
});

constexpr auto kWrappers = std::to_array<Wrapper>({
    {"google.*", "/url", "q url"},
    {"google.*", "/amp/s/", ""},
    {"google.*", "/amp/", ""},
    {"cdn.ampproject.org", "/c/s/", ""},
    {"cdn.ampproject.org", "/v/s/", ""},
    {"cdn.ampproject.org", "/wp/s/", ""},
    {"cdn.ampproject.org", "/c/", ""},
    {"cdn.ampproject.org", "/v/", ""},
    {"bing.com", "/amp/s/", ""},
    {"bing.com", "/news/apiclick", "url"},
    {"youtube.com", "/redirect", "q"},
    {"l.facebook.com", "/l.php", "u"},
    {"lm.facebook.com", "/l.php", "u"},
    {"facebook.com", "/l.php", "u"},
    {"l.instagram.com", "/", "u"},
    {"l.threads.net", "/", "u"},
    {"l.messenger.com", "/l.php", "u"},
    {"out.reddit.com", "/", "url"},
    {"vk.com", "/away.php", "to"},
    {"away.vk.com", "/", "to"},
    {"ok.ru", "/dk", "st.link"},
    {"linkedin.com", "/redir/", "url"},
    {"linkedin.com", "/safety/go", "url"},
    {"safelinks.protection.outlook.com", "/", "url"},
    {"slack-redir.net", "/link", "url"},
    {"t.umblr.com", "/redirect", "z"},
    {"duckduckgo.com", "/l/", "uddg"},
    {"steamcommunity.com", "/linkfilter", "url u"},
    {"getpocket.com", "/redirect", "url"},
    {"disq.us", "/url", "url"},
    {"disq.us", "/", "url"},
    {"exit.sc", "/", "url"},
    {"go.redirectingat.com", "/", "url"},
    {"go.skimresources.com", "/", "url"},
    {"click.linksynergy.com", "/", "murl"},
    {"anonym.to", "/", "url"},
    {"link.zhihu.com", "/", "target"},
    {"flip.it", "/redirect", "url"},
});

constexpr auto kAliases = std::to_array<Alias>({
    {"twitter.com", "", "x.com", ""},
    {"youtu.be", "/", "youtube.com", "/watch?v="},
    {"youtube.com", "/shorts/", "youtube.com", "/watch?v="},
    {"youtube.com", "/embed/", "youtube.com", "/watch?v="},
    {"youtube.com", "/live/", "youtube.com", "/watch?v="},
    {"youtube.com", "/v/", "youtube.com", "/watch?v="},
    {"youtube-nocookie.com", "/embed/", "youtube.com", "/watch?v="},
    {"old.reddit.com", "", "reddit.com", ""},
    {"new.reddit.com", "", "reddit.com", ""},
    {"np.reddit.com", "", "reddit.com", ""},
    {"sh.reddit.com", "", "reddit.com", ""},
    {"i.reddit.com", "", "reddit.com", ""},
    {"mbasic.facebook.com", "", "facebook.com", ""},
    {"web.facebook.com", "", "facebook.com", ""},
    {"touch.facebook.com", "", "facebook.com", ""},
    {"fb.com", "", "facebook.com", ""},
    {"telegram.me", "", "t.me", ""},
    {"telegram.dog", "", "t.me", ""},
    {"t.me", "/s/", "t.me", "/"},
    {"player.vimeo.com", "/video/", "vimeo.com", "/"},
    {"dai.ly", "/", "dailymotion.com", "/video/"},
    {"dailymotion.com", "/embed/video/", "dailymotion.com", "/video/"},
    {"dx.doi.org", "", "doi.org", ""},
    {"news.google.com", "/rss/articles/", "news.google.com", "/articles/"},
    {"news.google.com", "/read/", "news.google.com", "/articles/"},
    {"news.google.com", "/__i/rss/rd/articles/", "news.google.com", "/articles/"},
    {"edition.cnn.com", "", "cnn.com", ""},
});

bool listed(std::string_view list, std::string_view word) {
    if (word.empty() || word.size() > 64 || word.find(' ') != std::string_view::npos) {
        return false;
    }
    std::string padded = " ";
    padded += word;
    padded += ' ';
    return list.find(padded) != std::string_view::npos;
}

const std::vector<std::string_view>& exact_names() {
    static const auto kNames = [] {
        auto names = split(kExact, ' ');
        std::erase(names, std::string_view());
        std::ranges::sort(names);
        return names;
    }();
    return kNames;
}

/// `feeds.example.org`, but not `report.pdf` or `2025.04.11`.
bool is_host_like(std::string_view value) {
    constexpr std::string_view kFileEndings =
        " jpg jpeg png gif webp svg pdf html htm php asp aspx jsp xml json txt doc docx xls xlsx "
        "zip mp3 mp4 css js md ";
    const auto dot = value.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || value.size() > 253) {
        return false;
    }
    const auto end = value.substr(dot + 1);
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_host_char = [&](char c) {
        return is_letter(c) || is_digit(c) || c == '-' || c == '.';
    };
    return end.size() >= 2 && std::ranges::all_of(end, is_letter) &&
           std::ranges::all_of(value, is_host_char) && !listed(kFileEndings, end);
}

bool is_flag(std::string_view value) {
    return value.empty() || value == "1" || value == "true" || value == "yes" || value == "y" ||
           value == "on";
}

bool is_long_hex(std::string_view value) {
    return value.size() >= 26 &&
           std::ranges::all_of(value, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

}  // namespace

bool is_tracker(std::string_view lower_name) {
    return std::ranges::binary_search(exact_names(), lower_name) ||
           std::ranges::any_of(kPrefixes, [&](std::string_view prefix) {
               return lower_name.size() > prefix.size() && lower_name.starts_with(prefix);
           });
}

bool is_tracker_by_value(std::string_view lower_name, std::string_view lower_value) {
    if (listed(kValueNames, lower_name)) {
        const auto first = lower_value.substr(0, lower_value.find_first_of("-_.:|+ /"));
        return listed(kWholeChannels, lower_value) || listed(kChannels, first) ||
               is_host_like(lower_value);
    }
    if (lower_name == "amp" || lower_name == "rss" || lower_name == "isamp" ||
        lower_name == "noamp") {
        return is_flag(lower_value);
    }
    if (lower_name == "outputtype" || lower_name == "output" || lower_name == "format" ||
        lower_name == "type") {
        return lower_value == "amp" || (lower_name == "outputtype" && lower_value == "rss");
    }
    if (lower_name == "share") {  // WordPress: ?share=twitter
        return listed(kChannels, lower_value) || listed(kWholeChannels, lower_value);
    }
    if (lower_name == "sid" || lower_name == "s" || lower_name == "sessionid" ||
        lower_name == "session_id") {
        return is_long_hex(lower_value);
    }
    return false;
}

std::span<const HostRule> host_rules() {
    return kHostRules;
}
std::span<const Wrapper> wrappers() {
    return kWrappers;
}
std::span<const Alias> aliases() {
    return kAliases;
}

bool host_matches(std::string_view host, std::string_view suffix) {
    if (suffix == "google.*") {
        const auto at = host.starts_with("www.") ? 4 : host.starts_with("news.") ? 5 : 0;
        const auto rest = host.substr(static_cast<std::size_t>(at));
        return rest.starts_with("google.") && rest.size() <= 13;
    }
    return host.ends_with(suffix) &&
           (host.size() == suffix.size() || host[host.size() - suffix.size() - 1] == '.');
}

}  // namespace wireroom::text::rules
