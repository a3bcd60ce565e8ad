#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace wireroom::feed {

class XmlNodes;

/// A name as written and a value with its references decoded, white space as XML has it.
struct XmlAttribute {
    std::string_view name;
    std::string_view value;
};

/// An element or a text of a tree, or nothing: a handle, as cheap to copy as two numbers. Lives as
/// long as its tree. What is asked of nothing is empty.
class XmlNode {
public:
    XmlNode() = default;

    explicit operator bool() const { return nodes_ != nullptr; }
    bool operator==(const XmlNode&) const = default;

    bool is_element() const;
    bool is_text() const;  ///< characters between tags, or one CDATA section

    /// An element's name as written, with its prefix; empty for others.
    std::string_view name() const;

    /// A text with its references decoded and its line ends as LF; empty for others.
    std::string_view value() const;

    /// The offset of an element's name in the text that was read.
    std::size_t offset() const;

    XmlNode parent() const;  ///< of the outermost element the document, which is neither
    XmlNode first_child() const;
    XmlNode next_sibling() const;

    /// In the order of the document.
    std::span<const XmlAttribute> attributes() const;

    /// The attribute of exactly this name, or null.
    const XmlAttribute* attribute(std::string_view name) const;

    class Children;
    Children children() const;

private:
    friend class XmlNodes;
    XmlNode(const XmlNodes& nodes, std::uint32_t index) : nodes_(&nodes), index_(index) {}

    const XmlNodes* nodes_ = nullptr;
    std::uint32_t index_ = 0;
};

/// Why a text is no well-formed XML, for its publisher, and the offset at which that shows.
struct XmlRefusal {
    std::string_view reason;
    std::size_t offset = 0;
};

/// A well-formed document as a tree. Names and texts are views of what was read, or, where
/// references had to be decoded, of memory of its own: 40 bytes for an element or a text, 32 for an
/// attribute. It has no limits of depth or number: `scan_xml` looks after them. Does not move.
class XmlNodes {
public:
    XmlNodes() = default;
    XmlNodes(const XmlNodes&) = delete;
    XmlNodes& operator=(const XmlNodes&) = delete;

    /// Reads a document, once, in linear time and without recursion. Comments, processing
    /// instructions and the DOCTYPE are passed over. References that are none of XML's stay as they
    /// are written; `scan_xml` finds them.
    /// @param text  at most 4 GiB; has to outlive the tree.
    /// @param keep_spaces  whether white space between two tags is a text; otherwise it is one only
    ///                     as the sole content of an element.
    /// @return nothing when the text is well-formed and has an element, else the first fault.
    std::optional<XmlRefusal> read(std::string_view text, bool keep_spaces);

    /// What the outermost element stands in.
    XmlNode document() const { return {*this, 0}; }

    /// The outermost element, nothing when nothing was read.
    XmlNode root() const;

private:
    friend class XmlNode;
    friend class XmlReader;

    enum class Type : std::uint8_t { kDocument, kElement, kText };

    /// Links are indexes; 0, where the document stands, means none.
    struct Node {
        std::string_view text;  ///< name or value
        std::uint32_t parent = 0;
        std::uint32_t first_child = 0;
        std::uint32_t next = 0;
        std::uint32_t first_attribute = 0;
        std::uint32_t attributes = 0;
        Type type = Type::kDocument;
    };

    XmlNode linked(std::uint32_t index) const {
        return index == 0 ? XmlNode() : XmlNode(*this, index);
    }

    std::string_view source_;
    std::vector<Node> nodes_ = {Node()};
    std::vector<XmlAttribute> attributes_;
    std::unique_ptr<char[]> decoded_;  ///< room for all texts, made when the first needs it
    std::size_t decoded_size_ = 0;
};

/// The elements and texts directly inside of a node, for a range-based `for`.
class XmlNode::Children {
public:
    class Iterator {
    public:
        using value_type = XmlNode;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        explicit Iterator(XmlNode at) : at_(at) {}

        XmlNode operator*() const { return at_; }
        Iterator& operator++() {
            at_ = at_.next_sibling();
            return *this;
        }
        Iterator operator++(int) {
            auto before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        XmlNode at_;
    };

    explicit Children(XmlNode first) : first_(first) {}

    Iterator begin() const { return Iterator(first_); }
    static Iterator end() { return {}; }

private:
    XmlNode first_;
};

inline bool XmlNode::is_element() const {
    return nodes_ != nullptr && nodes_->nodes_[index_].type == XmlNodes::Type::kElement;
}

inline bool XmlNode::is_text() const {
    return nodes_ != nullptr && nodes_->nodes_[index_].type == XmlNodes::Type::kText;
}

inline std::string_view XmlNode::name() const {
    return is_element() ? nodes_->nodes_[index_].text : std::string_view();
}

inline std::string_view XmlNode::value() const {
    return is_text() ? nodes_->nodes_[index_].text : std::string_view();
}

inline std::size_t XmlNode::offset() const {
    return is_element() ? static_cast<std::size_t>(name().data() - nodes_->source_.data()) : 0;
}

inline XmlNode XmlNode::parent() const {
    return nodes_ == nullptr || index_ == 0 ? XmlNode()
                                            : XmlNode(*nodes_, nodes_->nodes_[index_].parent);
}

inline XmlNode XmlNode::first_child() const {
    return nodes_ == nullptr ? XmlNode() : nodes_->linked(nodes_->nodes_[index_].first_child);
}

inline XmlNode XmlNode::next_sibling() const {
    return nodes_ == nullptr ? XmlNode() : nodes_->linked(nodes_->nodes_[index_].next);
}

inline std::span<const XmlAttribute> XmlNode::attributes() const {
    if (nodes_ == nullptr) {
        return {};
    }
    const auto& node = nodes_->nodes_[index_];
    return std::span(nodes_->attributes_).subspan(node.first_attribute, node.attributes);
}

inline const XmlAttribute* XmlNode::attribute(std::string_view name) const {
    for (const auto& attribute : attributes()) {
        if (attribute.name == name) {
            return &attribute;
        }
    }
    return nullptr;
}

inline XmlNode::Children XmlNode::children() const {
    return Children(first_child());
}

}  // namespace wireroom::feed
