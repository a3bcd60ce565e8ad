#include "dedup/phrase_words.hpp"

#include "dedup/similarity.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

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

}  // namespace

WordSet::WordSet(std::string_view list) : folded_(text::fold(list)) {
    for (const auto word : text::words(folded_)) {
        words_.insert(word);
    }
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
    return is_number_word(word) || date_words().contains(word);
}

bool is_counter_word(std::string_view word) {
    return is_number_word(word) || counter_words().contains(word);
}

bool is_number_tail(std::string_view word) {
    static const WordSet kSet(kNumberTails);
    return kSet.contains(word);
}

}  // namespace wireroom::dedup
