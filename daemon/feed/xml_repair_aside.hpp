#pragma once

#include "feed/xml_bytes.hpp"
#include "feed/xml_faults.hpp"

#include <cstddef>
#include <string_view>

namespace wireroom::feed {

/// Reads over what is no content of a broken document: comments, instructions, the declaration, the
/// doctype. None of it is written. Linear over the whole text as long as the positions grow.
class AsideRepair {
public:
    AsideRepair(std::string_view text, XmlFaults& faults) : text_(text), faults_(faults) {}

    /// @param at  of `<!--`. @return behind the comment; behind its opening where it has no end.
    std::size_t comment(std::size_t at);

    /// @param at  of `<?`. @return behind the instruction: at `?>`, unless that is somewhere in the
    /// feed; then at `>`.
    /// @param had_root  the feed has begun: a declaration in front of it would be late.
    std::size_t instruction(std::size_t at, bool had_root);

    /// @param at  of `<!doctype`. @return behind it; the first one may have an internal subset.
    std::size_t doctype(std::size_t at);

private:
    void note_declaration(std::size_t start, std::size_t close, bool at_mark, bool had_root);

    std::string_view text_;
    XmlFaults& faults_;
    Mark comment_end_{"-->"};
    Mark instruction_end_{"?>"};
    Mark tag_end_{">"};
    bool had_doctype_ = false;
};

}  // namespace wireroom::feed
