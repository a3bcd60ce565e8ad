#include "feed/xml_tree.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "feed/xml_scan.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace wireroom::feed {
namespace {

bool is_text(const pugi::xml_node& node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

/// The node behind `node` in document order without going into it; empty when that leaves `root`.
/// `leave` is called for each element that ends on the way.
template <class Leave>
pugi::xml_node next_outside(pugi::xml_node node, const pugi::xml_node& root, const Leave& leave) {
    while (node != root) {
        if (const auto sibling = node.next_sibling()) {
            return sibling;
        }
        node = node.parent();
        if (node != root) {
            leave(node);
        }
    }
    return {};
}

void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
    while (!text.empty()) {
        const auto at = text.find_first_of(in_attribute ? "&<>\"" : "&<>");
        out.append(text.substr(0, at));
        if (at == std::string_view::npos) {
            return;
        }
        const char c = text[at];
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;";
        text.remove_prefix(at + 1);
    }
}

bool is_void(std::string_view name) {
    static constexpr std::array kNames = std::to_array<std::string_view>(
        {"area",
         "base",
         "br",
         "col",
         "embed",
         "hr",
         "img",
         "input",
         "link",
         "meta",
         "param",
         "source",
         "track",
         "wbr"}
    );
    return std::ranges::find(kNames, name) != kNames.end();
}

bool is_link(std::string_view attribute) {
    return attribute == "href" || attribute == "src" || attribute == "cite" ||
           attribute == "poster";
}

/// Writes the nodes of one element as HTML; see `inner_html`.
class HtmlWriter {
public:
    HtmlWriter(const pugi::xml_node& root, const XmlTexts& texts, std::string_view base)
        : root_(root), texts_(texts), base_(base) {}

    /// The same for the content of a wrapper, whose own base holds for what is inside.
    static HtmlWriter of_wrapper(
        const pugi::xml_node& root, const XmlTexts& texts, std::string_view base
    ) {
        HtmlWriter writer(root, texts, base);
        if (root.attribute("xml:base")) {
            writer.bases_.emplace_back(root, base_of(root, base));
        }
        return writer;
    }

    std::string run() {
        std::string decoded;
        auto node = root_.first_child();
        while (node) {
            if (is_text(node)) {
                append_escaped(out_, texts_.value_of(node, decoded), false);
            } else if (node.type() == pugi::node_element) {
                open(node);
                if (node.first_child()) {
                    node = node.first_child();
                    continue;
                }
                close(node);
            }
            node = next_outside(node, root_, [this](const pugi::xml_node& element) {
                close(element);
            });
        }
        return std::move(out_);
    }

private:
    void open(const pugi::xml_node& element) {
        if (const auto base = element.attribute("xml:base")) {
            bases_.emplace_back(
                element, base_of(element, bases_.empty() ? base_ : bases_.back().second)
            );
        }
        out_.append("<").append(local_name(element.name()));
        for (const auto& attribute : element.attributes()) {
            std::string_view name = attribute.name();
            if (name.starts_with("xmlns") || name == "xml:base") {
                continue;
            }
            name = name == "xml:lang" ? "lang" : name;
            out_.append(" ").append(name).append("=\"");
            const auto resolved = bases_.empty() || !is_link(name)
                                      ? std::nullopt
                                      : resolve_url(bases_.back().second, attribute.value());
            append_escaped(out_, resolved ? std::string_view(*resolved) : attribute.value(), true);
            out_ += '"';
        }
        out_ += '>';
    }

    void close(const pugi::xml_node& element) {
        if (!bases_.empty() && bases_.back().first == element) {
            bases_.pop_back();
        }
        const auto name = local_name(element.name());
        if (!is_void(name)) {
            out_.append("</").append(name).append(">");
        }
    }

    pugi::xml_node root_;
    const XmlTexts& texts_;
    std::string base_;
    std::string out_;
    std::vector<std::pair<pugi::xml_node, std::string>> bases_;
};

/// The only element of `element` when it is a div with nothing but white space around it.
pugi::xml_node wrapping_div(const pugi::xml_node& element, const XmlTexts& texts) {
    std::string decoded;
    pugi::xml_node div;
    for (const auto& child : element.children()) {
        if (is_text(child)) {
            if (!trim(texts.value_of(child, decoded)).empty()) {
                return {};
            }
        } else if (child.type() == pugi::node_element) {
            if (div || local_name(child.name()) != "div") {
                return {};
            }
            div = child;
        }
    }
    return div;
}

}  // namespace

std::string_view text_of(
    const pugi::xml_node& element, const XmlTexts& texts, std::string& pieces
) {
    const auto first = element.first_child();
    if (!first) {
        return {};
    }
    if (is_text(first) && !first.next_sibling()) {
        return texts.value_of(first, pieces);
    }
    pieces.clear();
    std::string decoded;
    for (auto node = first; node;) {
        if (is_text(node)) {
            pieces += texts.value_of(node, decoded);
        }
        const auto inner = node.first_child();
        node = inner ? inner : next_outside(node, element, [](const pugi::xml_node&) {});
    }
    return pieces;
}

std::string text_of(const pugi::xml_node& element, const XmlTexts& texts) {
    std::string pieces;
    return std::string(text_of(element, texts, pieces));
}

std::string_view attribute_of(const pugi::xml_node& element, std::string_view name) {
    for (auto at = element.first_attribute(); at; at = at.next_attribute()) {
        const auto* const its_name = at.name();
        if (to_lower(*its_name) == to_lower(name.front()) && iequals(its_name, name)) {
            return trim(at.value());
        }
    }
    return {};
}

bool has_elements(const pugi::xml_node& element) {
    auto child = element.first_child();
    while (child && child.type() != pugi::node_element) {
        child = child.next_sibling();
    }
    return !child.empty();
}

std::string inner_html(
    const pugi::xml_node& element, const XmlTexts& texts, std::string_view base, bool unwrap
) {
    const auto div = unwrap ? wrapping_div(element, texts) : pugi::xml_node();
    if (!div) {
        return HtmlWriter(element, texts, base).run();
    }
    return HtmlWriter::of_wrapper(div, texts, base).run();
}

std::string base_of(const pugi::xml_node& element, std::string_view outer) {
    const auto base = attribute_of(element, "xml:base");
    if (base.empty()) {
        return std::string(outer);
    }
    auto resolved = resolve_url(outer, base);
    return resolved && resolved->find(':') != std::string::npos ? std::move(*resolved)
                                                                : std::string(outer);
}

}  // namespace wireroom::feed
