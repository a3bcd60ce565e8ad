// Bytes to text. The first line of the input is the Content-Type.

#include "text/charset.hpp"

#include "fuzz/check.hpp"

#include <string>

void wireroom::fuzz::check(std::string_view input) {
    const auto content_type = take_line(input);
    for (const auto type : {content_type, std::string_view()}) {
        const auto decoded = text::decode(input, type);
        demand_utf8(decoded.text, "a decoded text is UTF-8");
        for (const char c : decoded.text) {
            const auto byte = static_cast<unsigned char>(c);
            demand(
                byte >= 0x20 || c == '\t' || c == '\n' || c == '\r',
                "a decoded text has no controls",
                decoded.text
            );
        }
        demand(!decoded.text.starts_with("\xEF\xBB\xBF"), "a mark is taken off", decoded.text);
        demand(decoded.text.size() <= 4 * input.size() + 4, "a text is not multiplied");
        demand_line(decoded.encoding, "an encoding has a name");
        demand(!decoded.encoding.empty(), "an encoding has a name");
        for (const auto& problem : decoded.problems) {
            demand_line(problem, "a problem is a line");
        }
        const auto again = text::decode(decoded.text, "text/xml; charset=utf-8");
        demand(again.text == decoded.text, "UTF-8 stays what it is", decoded.text);
    }
}
