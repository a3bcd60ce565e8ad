#include "text/charset_labels.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace wireroom::text {
namespace {

struct Row {
    Charset charset;
    std::string_view labels;  ///< between single spaces, with a space at both ends
};

using enum CharsetKind;

// Encoding Standard section 4.2 (without x-user-defined, and with two that it maps to
// "replacement": what comes out is sanitised like everything else), then the code pages of IANA's
// list, the Mac's, and names that other languages' libraries have for them. Underscores are written
// as dashes.
constexpr auto kRows = std::to_array<Row>({
    {{"utf-8", "", kUtf8},
     " unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 u8 "
     "utf-8-sig cp65001 utf "},
    {{"ibm866", "ibm-866", kSingle}, " 866 cp866 csibm866 ibm866 "},
    {{"iso-8859-2", "ISO-8859-2", kSingle},
     " csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso-8859-2:1987 l2 latin2 "},
    {{"iso-8859-3", "ISO-8859-3", kSingle},
     " csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso-8859-3:1988 l3 latin3 "},
    {{"iso-8859-4", "ISO-8859-4", kSingle},
     " csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso-8859-4:1988 l4 latin4 "},
    {{"iso-8859-5", "ISO-8859-5", kSingle},
     " csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
     "iso-8859-5:1988 "},
    {{"iso-8859-6", "ISO-8859-6", kSingle},
     " arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
     "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso-8859-6:1987 "},
    {{"iso-8859-7", "ISO-8859-7", kSingle},
     " csisolatingreek ecma-118 elot-928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
     "iso88597 iso-8859-7:1987 sun-eu-greek "},
    {{"iso-8859-8", "ISO-8859-8", kSingle},
     " csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
     "iso8859-8 iso88598 iso-8859-8:1988 visual csiso88598i iso-8859-8-i logical "},
    {{"iso-8859-10", "ISO-8859-10", kSingle},
     " csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {{"iso-8859-13", "ISO-8859-13", kSingle}, " iso-8859-13 iso8859-13 iso885913 l7 latin7 "},
    {{"iso-8859-14", "ISO-8859-14", kSingle},
     " iso-8859-14 iso8859-14 iso885914 iso-ir-199 l8 latin8 iso-celtic "},
    {{"iso-8859-15", "ISO-8859-15", kSingle},
     " csisolatin9 iso-8859-15 iso8859-15 iso885915 l9 latin9 latin-9 "},
    {{"iso-8859-16", "", kSingle},
     " iso-8859-16 iso-8859-16:2001 iso-ir-226 l10 latin10 iso8859-16 "},
    {{"koi8-r", "KOI8-R", kSingle}, " cskoi8r koi koi8 koi8-r "},
    {{"koi8-u", "KOI8-U", kSingle}, " koi8-ru koi8-u "},
    {{"macintosh", "macintosh", kSingle},
     " csmacintosh mac macintosh x-mac-roman mac-roman macroman mac-us "},
    {{"tis-620", "windows-874", kSingle}, " tis-620 tis620 tis-620-0 iso-ir-166 "},
    {{"windows-874", "windows-874", kSingle},
     " dos-874 iso-8859-11 iso8859-11 iso885911 windows-874 cp874 thai "},
    {{"windows-1250", "windows-1250", kSingle}, " cp1250 windows-1250 x-cp1250 ms-ee 1250 "},
    {{"windows-1251", "windows-1251", kSingle},
     " cp1251 windows-1251 x-cp1251 win-1251 ms-cyrl win1251 cp-1251 1251 "},
    {{"windows-1252", "windows-1252", kSingle},
     " ansi-x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
     "iso8859-1 iso88591 iso-8859-1:1987 l1 latin1 latin-1 us-ascii windows-1252 "
     "x-cp1252 ansi ms-ansi ibm367 cp367 us iso646-us csascii iso-ir-6 ansi-x3.4-1986 "
     "latin iso-646.irv:1991 646 1252 "},
    {{"windows-1253", "windows-1253", kSingle}, " cp1253 windows-1253 x-cp1253 ms-greek 1253 "},
    {{"windows-1254", "windows-1254", kSingle},
     " cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso-8859-9:1989 l5 "
     "latin5 windows-1254 x-cp1254 ms-turk 1254 "},
    {{"windows-1255", "windows-1255", kSingle}, " cp1255 windows-1255 x-cp1255 ms-hebr 1255 "},
    {{"windows-1256", "windows-1256", kSingle}, " cp1256 windows-1256 x-cp1256 ms-arab 1256 "},
    {{"windows-1257", "windows-1257", kSingle}, " cp1257 windows-1257 x-cp1257 winbaltrim 1257 "},
    {{"windows-1258", "windows-1258", kSingle}, " cp1258 windows-1258 x-cp1258 1258 "},
    {{"x-mac-cyrillic", "x-mac-cyrillic", kSingle},
     " x-mac-cyrillic x-mac-ukrainian mac-cyrillic maccyrillic "},
    {{"gb18030", "gb18030", kMulti},
     " chinese csgb2312 csiso58gb231280 gb2312 gb-2312 gb-2312-80 gbk iso-ir-58 x-gbk "
     "gb18030 cp936 ms936 euc-cn 936 gb-18030 gb18030-2000 eucgb2312-cn euccn csgbk "
     "gb2312-1980 gb2312-80 "},
    {{"hz-gb-2312", "HZ", kStateful}, " hz-gb-2312 hz "},
    {{"big5", "Big5-HKSCS", kMulti},
     " big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 950 ms950 big5-tw hkscs "
     "big5hkscs "},
    {{"euc-jp", "EUC-JP", kMulti}, " cseucpkdfmtjapanese euc-jp x-euc-jp eucjp ujis u-jis "},
    {{"iso-2022-jp", "ISO-2022-JP", kStateful}, " csiso2022jp iso-2022-jp iso2022jp "},
    {{"shift_jis", "ibm-943_P15A-2003", kMulti},
     " csshiftjis ms932 ms-kanji shift-jis sjis windows-31j x-sjis cp932 932 mskanji "
     "shiftjis s-jis "},
    {{"euc-kr", "windows-949", kMulti},
     " cseuckr csksc56011987 euc-kr iso-ir-149 korean ks-c-5601-1987 ks-c-5601-1989 "
     "ksc5601 ksc-5601 windows-949 cp949 949 ms949 uhc ksx1001 ks-x-1001 euckr "
     "windows949 "},
    {{"iso-2022-kr", "ISO-2022-KR", kStateful}, " iso-2022-kr csiso2022kr iso2022kr "},
    {{"utf-16be", "UTF-16BE", kUtf16}, " unicodefffe utf-16be utf-16-be "},
    {{"utf-16le", "UTF-16LE", kUtf16},
     " csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le utf16 u16 "
     "utf-16-le "},
    {{"utf-32be", "UTF-32BE", kUtf32},
     " utf-32be iso-10646-ucs-4 ucs-4 utf-32 utf32 u32 csucs4 utf-32-be "},
    {{"utf-32le", "UTF-32LE", kUtf32}, " utf-32le utf-32-le "},
    {{"ibm437", "ibm-437", kSingle}, " ibm437 cp437 437 ibm-437 csibm437 cspc8codepage437 "},
    {{"ibm737", "ibm-737", kSingle}, " ibm737 cp737 737 ibm-737 csibm737 "},
    {{"ibm775", "ibm-775", kSingle}, " ibm775 cp775 775 ibm-775 csibm775 cspc775baltic "},
    {{"ibm850", "ibm-850", kSingle}, " ibm850 cp850 850 ibm-850 csibm850 cspc850multilingual "},
    {{"ibm852", "ibm-852", kSingle}, " ibm852 cp852 852 ibm-852 csibm852 cspcp852 "},
    {{"ibm855", "ibm-855", kSingle}, " ibm855 cp855 855 ibm-855 csibm855 "},
    {{"ibm856", "ibm-856", kSingle}, " ibm856 cp856 856 ibm-856 csibm856 "},
    {{"ibm857", "ibm-857", kSingle}, " ibm857 cp857 857 ibm-857 csibm857 "},
    {{"ibm858", "ibm-858", kSingle},
     " ibm858 cp858 858 ibm-858 csibm858 ibm00858 cp00858 ccsid00858 "
     "pc-multilingual-850+euro "},
    {{"ibm860", "ibm-860", kSingle}, " ibm860 cp860 860 ibm-860 csibm860 "},
    {{"ibm861", "ibm-861", kSingle}, " ibm861 cp861 861 ibm-861 csibm861 cp-is "},
    {{"ibm862", "ibm-862", kSingle}, " ibm862 cp862 862 ibm-862 csibm862 cspc862latinhebrew "},
    {{"ibm863", "ibm-863", kSingle}, " ibm863 cp863 863 ibm-863 csibm863 "},
    {{"ibm864", "ibm-864", kSingle}, " ibm864 cp864 864 ibm-864 csibm864 "},
    {{"ibm865", "ibm-865", kSingle}, " ibm865 cp865 865 ibm-865 csibm865 "},
    {{"ibm869", "ibm-869", kSingle}, " ibm869 cp869 869 ibm-869 csibm869 cp-gr "},
    {{"ibm1125", "ibm-1125", kSingle}, " ibm1125 cp1125 1125 ibm-1125 csibm1125 ruscii cp866u "},
    {{"ibm1006", "ibm-1006", kSingle}, " ibm1006 cp1006 1006 ibm-1006 csibm1006 "},
    {{"hp-roman8", "hp-roman8", kSingle}, " hp-roman8 roman8 r8 cshproman8 cp1051 ibm1051 "},
    {{"x-mac-centraleurroman", "x-mac-centraleurroman", kSingle},
     " x-mac-centraleurroman x-mac-ce maccentraleurope mac-centraleurope mac-centeuro "
     "maclatin2 mac-latin2 macce x-mac-centraleurope "},
    {{"x-mac-greek", "x-mac-greek", kSingle}, " x-mac-greek macgreek mac-greek "},
    {{"x-mac-turkish", "x-mac-turkish", kSingle}, " x-mac-turkish macturkish mac-turkish "},
    {{"x-mac-icelandic", "", kSingle}, " x-mac-icelandic x-mac-iceland maciceland mac-iceland "},
    {{"koi8-t", "", kSingle}, " koi8-t "},
    {{"ptcp154", "", kSingle}, " ptcp154 csptcp154 pt154 cp154 cyrillic-asian "},
    {{"kz-1048", "", kSingle}, " kz-1048 kz1048 rk1048 strk1048-2002 "},
    {{"ibm037", "ibm-37", kEbcdic},
     " ibm037 cp037 037 ibm-037 csibm037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-nl "
     "ebcdic-cp-wt ibm039 37 "},
    {{"ibm273", "ibm-273", kEbcdic}, " ibm273 cp273 273 ibm-273 csibm273 "},
    {{"ibm277", "ibm-277", kEbcdic},
     " ibm277 cp277 277 ibm-277 csibm277 ebcdic-cp-dk ebcdic-cp-no "},
    {{"ibm278", "ibm-278", kEbcdic},
     " ibm278 cp278 278 ibm-278 csibm278 ebcdic-cp-fi ebcdic-cp-se "},
    {{"ibm280", "ibm-280", kEbcdic}, " ibm280 cp280 280 ibm-280 csibm280 ebcdic-cp-it "},
    {{"ibm284", "ibm-284", kEbcdic}, " ibm284 cp284 284 ibm-284 csibm284 ebcdic-cp-es "},
    {{"ibm285", "ibm-285", kEbcdic}, " ibm285 cp285 285 ibm-285 csibm285 ebcdic-cp-gb "},
    {{"ibm297", "ibm-297", kEbcdic}, " ibm297 cp297 297 ibm-297 csibm297 ebcdic-cp-fr "},
    {{"ibm424", "ibm-424", kEbcdic}, " ibm424 cp424 424 ibm-424 csibm424 ebcdic-cp-he "},
    {{"ibm500", "ibm-500", kEbcdic},
     " ibm500 cp500 500 ibm-500 csibm500 ebcdic-cp-be ebcdic-cp-ch "},
    {{"ibm871", "ibm-871", kEbcdic}, " ibm871 cp871 871 ibm-871 csibm871 ebcdic-cp-is "},
    {{"ibm875", "ibm-875", kEbcdic}, " ibm875 cp875 875 ibm-875 csibm875 "},
    {{"ibm1026", "ibm-1026", kEbcdic}, " ibm1026 cp1026 1026 ibm-1026 csibm1026 "},
    {{"ibm1047", "ibm-1047", kEbcdic}, " ibm1047 cp1047 1047 ibm-1047 csibm1047 "},
    {{"ibm1140", "ibm-1140", kEbcdic},
     " ibm1140 cp1140 1140 ibm-1140 csibm1140 ibm01140 cp01140 ebcdic-us-37+euro "},
    {{"ibm1141", "ibm-1141", kEbcdic}, " ibm1141 cp1141 1141 ibm-1141 csibm1141 ibm01141 cp01141 "},
    {{"ibm1142", "ibm-1142", kEbcdic}, " ibm1142 cp1142 1142 ibm-1142 csibm1142 ibm01142 cp01142 "},
    {{"ibm1143", "ibm-1143", kEbcdic}, " ibm1143 cp1143 1143 ibm-1143 csibm1143 ibm01143 cp01143 "},
    {{"ibm1144", "ibm-1144", kEbcdic}, " ibm1144 cp1144 1144 ibm-1144 csibm1144 ibm01144 cp01144 "},
    {{"ibm1145", "ibm-1145", kEbcdic}, " ibm1145 cp1145 1145 ibm-1145 csibm1145 ibm01145 cp01145 "},
    {{"ibm1146", "ibm-1146", kEbcdic}, " ibm1146 cp1146 1146 ibm-1146 csibm1146 ibm01146 cp01146 "},
    {{"ibm1147", "ibm-1147", kEbcdic}, " ibm1147 cp1147 1147 ibm-1147 csibm1147 ibm01147 cp01147 "},
    {{"ibm1148", "ibm-1148", kEbcdic}, " ibm1148 cp1148 1148 ibm-1148 csibm1148 ibm01148 cp01148 "},
    {{"ibm1149", "ibm-1149", kEbcdic}, " ibm1149 cp1149 1149 ibm-1149 csibm1149 ibm01149 cp01149 "},
});

}  // namespace

const Charset* charset_by_label(std::string_view label) {
    label = trim(label);
    if (label.empty() || label.size() > 40 || label.find(' ') != std::string_view::npos) {
        return nullptr;
    }
    std::string needle = " ";
    needle += to_lower(label);
    needle += ' ';
    std::ranges::replace(needle, '_', '-');
    const auto row = std::ranges::find_if(kRows, [&](const Row& r) {
        return r.labels.find(needle) != std::string_view::npos;
    });
    return row == kRows.end() ? nullptr : &row->charset;
}

}  // namespace wireroom::text
