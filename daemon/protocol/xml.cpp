#include "protocol/xml.hpp"

#include "protocol/utf8.hpp"

#include <algorithm>

namespace wireroom::protocol {
namespace {

class StringWriter : public pugi::xml_writer {
public:
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }

    std::string text;
};

/// Bytes of well-formed ASCII text.
bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x80) || c == '\t' || c == '\n' || c == '\r';
}

/// U+FFFE and U+FFFF.
bool is_noncharacter(std::string_view sequence) {
    return sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF";
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto* const end = std::ranges::find_if_not(text, is_plain);
        const auto plain = static_cast<std::size_t>(end - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) {
            break;
        }
        if (static_cast<unsigned char>(text.front()) < 0x80) {
            text.remove_prefix(1);
            continue;
        }
        const auto length = utf8_length(text);
        if (length == 0) {
            out += kReplacement;
        } else if (!is_noncharacter(text.substr(0, length))) {
            out += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

pugi::xml_node add_element(pugi::xml_node parent, const char* name, std::string_view text) {
    auto element = parent.append_child(name);
    element.append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
    return element;
}

void add_attribute(pugi::xml_node element, const char* name, std::string_view value) {
    element.append_attribute(name).set_value(xml_text(value).c_str());
}

void add_optional_attribute(pugi::xml_node element, const char* name, std::string_view value) {
    if (!value.empty()) {
        add_attribute(element, name, value);
    }
}

std::string write_xml(const pugi::xml_document& document) {
    StringWriter writer;
    writer.text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";  // pugixml's has no encoding
    document.save(
        writer, " ", pugi::format_indent | pugi::format_no_declaration, pugi::encoding_utf8
    );
    return std::move(writer.text);
}

}  // namespace wireroom::protocol
