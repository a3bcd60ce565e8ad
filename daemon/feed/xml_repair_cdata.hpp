#pragma once

#include "feed/xml_bytes.hpp"
#include "feed/xml_faults.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace wireroom::feed {

/// Rewrites the CDATA sections of one document. One object for all of it: it remembers where the
/// next end mark is, so that a flood of openings is read once.
class CdataRepair {
public:
    CdataRepair(std::string_view text, XmlFaults& faults) : text_(text), faults_(faults) {}

    /// Reads the section that begins at `at` and appends it to `out`, well-formed, with what stands
    /// in it as text.
    /// @param element  the name of the element it stands in.
    /// @return the offset behind it.
    std::size_t read(std::size_t at, std::string_view element, std::string& out);

private:
    std::size_t unclosed(std::size_t at, std::string_view element, std::string& out);
    std::size_t nested(std::size_t at, std::size_t end, std::string_view element, std::string& out);
    std::size_t end_of_element(std::string_view element, std::size_t from, std::size_t to) const;
    void append(std::size_t from, std::size_t to, std::string& out) const;
    void append_without_marks(std::size_t from, std::size_t to, std::string& out) const;

    std::string_view text_;
    XmlFaults& faults_;
    Mark end_{"]]>"};
};

/// Whether a CDATA section that holds the start of another has lost its own end mark, so that the
/// items between them are text of the first: when its element, then the item end in it, neither of
/// which begins in it, the next item begins right behind, and the inner section is all that its
/// own element holds. Whoever quotes a feed in a section quotes whole items, or escapes them; and
/// the lines that a change to a feed left out or put in have a mark between two elements, or end
/// in another one. Linear in the section.
/// @param start  where the section begins, behind the start tag of its element.
/// @param end    behind its end mark.
bool swallows_item(std::string_view text, std::size_t start, std::size_t end);

}  // namespace wireroom::feed
