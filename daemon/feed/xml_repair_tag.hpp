#pragma once

#include "feed/parse.hpp"
#include "feed/xml_faults.hpp"
#include "feed/xml_scan.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::feed {

/// Appends `piece`, text or an attribute's value in which there is no `<` and no double quote, to
/// `out`: references made such that an XML parser reads them as meant.
/// @param at  where the piece stands, for `faults`.
void append_repaired_text(
    std::string& out, std::string_view piece, std::size_t at, XmlFaults& faults
);

/// Rewrites what stands behind the names of start tags. One object for all of a document: it
/// remembers what is no longer to be found in it, so that a flood of open quotes is read once.
class TagRepair {
public:
    TagRepair(std::string_view text, const Limits& limits, XmlFaults& faults)
        : text_(text), limits_(limits), faults_(faults) {}

    struct End {
        std::size_t at = 0;  ///< behind the tag
        bool empty = false;  ///< it ends with `/>`
    };

    /// Reads attributes from `at` up to and with `>` (or to where the tag must have ended) and
    /// appends them to `out`, each with a value in double quotes. `nodes` counts them.
    End attributes(std::size_t at, std::string& out, std::size_t& nodes);

    /// The namespace prefixes that were declared so far.
    const Prefixes& prefixes() const { return prefixes_; }

private:
    std::size_t skip_space(std::size_t at) const;
    std::size_t value(std::size_t at, std::string& out);
    std::size_t quoted(std::size_t at, std::string& out);
    std::size_t unquoted(std::size_t at, std::string& out);
    void append_value(std::string& out, std::size_t from, std::size_t to);
    bool is_open(std::size_t from, std::size_t to) const;

    std::string_view text_;
    const Limits& limits_;
    XmlFaults& faults_;
    Prefixes prefixes_;
    std::vector<std::string_view> names_;
    bool no_double_quote_ = false;
    bool no_single_quote_ = false;
};

}  // namespace wireroom::feed
