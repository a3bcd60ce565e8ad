#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace wireroom::protocol {

/// `text` as XML 1.0 can say it (section 2.2): characters that it forbids even as references are
/// left out, invalid UTF-8 becomes U+FFFD. Escaping is pugixml's business.
std::string xml_text(std::string_view text);

/// Appends `<name>text</name>`.
pugi::xml_node add_element(pugi::xml_node parent, const char* name, std::string_view text);

void add_attribute(pugi::xml_node element, const char* name, std::string_view value);
/// Left out when there is nothing to say.
void add_optional_attribute(pugi::xml_node element, const char* name, std::string_view value);

/// The document as UTF-8, with its declaration.
std::string write_xml(const pugi::xml_document& document);

}  // namespace wireroom::protocol
