#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace wireroom::feed {

/// The long texts of an XML document, which pugixml is not given: nine tenths of a feed are bodies,
/// and it would copy, decode and measure every byte of them before they are copied once more. It
/// reads the mark-up, in which each of them is a mark of seven bytes, and the text is read from the
/// document when somebody asks for it.
class XmlTexts {
public:
    XmlTexts() = default;

    /// Of `document`, which holds no control characters but white space and lives as long as this.
    explicit XmlTexts(std::string_view document);

    /// Leaves out what stands from `at` to `end`, behind all that was left out before: text between
    /// tags in which there is more than white space, or the inside of a CDATA section; unless it is
    /// short.
    /// @param references  whether there are any to decode: only in text between tags.
    void leave_out(std::size_t at, std::size_t end, bool references);

    /// Leaves out nothing from here on: what follows may be no text for pugixml.
    void leave_out_no_more() { complete_ = true; }

    /// Where the mark-up has what stands at `at` of the document, behind all that was left out.
    std::size_t offset_in_markup(std::size_t at) const { return markup_.size() + at - done_; }

    /// The document without the texts that were left out; to be taken once, at the end.
    std::string take_markup();

    /// The value of a text node of the tree that was made of the mark-up, as XML 1.0 has it:
    /// references decoded, line ends as LF (sections 4.6 and 2.11). Unknown references stay as they
    /// are.
    /// @return a view of the tree, of the document, or of `decoded`.
    std::string_view value_of(const pugi::xml_node& text, std::string& decoded) const;

private:
    struct Text {
        std::string_view source;
        bool references;
    };

    std::string_view document_;
    std::size_t done_ = 0;  ///< up to here the document is in the mark-up, or left out
    bool complete_ = false;
    std::string markup_;
    std::vector<Text> texts_;  ///< by the number in their marks
};

}  // namespace wireroom::feed
