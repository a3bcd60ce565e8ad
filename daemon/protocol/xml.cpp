#include "protocol/xml.hpp"

#include "protocol/utf8.hpp"

namespace wireroom::protocol {
namespace {

class StringWriter : public pugi::xml_writer {
public:
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }

    std::string text;
};

bool is_forbidden(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const bool is_ascii = static_cast<unsigned char>(text.front()) < 0x80;
        const auto length = is_ascii ? 1 : utf8_length(text);
        const auto one = text.substr(0, length);
        if (length == 0) {
            out += kReplacement;
        } else if (one != "\xEF\xBF\xBE" && one != "\xEF\xBF\xBF" && !is_forbidden(one.front())) {
            out += one;
        }
        text.remove_prefix(length == 0 ? 1 : length);
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
