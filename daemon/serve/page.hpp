#pragma once

#include "serve/archive.hpp"
#include "serve/router.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::serve {

/// A piece of the log, rendered once for everyone who reads it.
struct RenderedPage {
    struct Line {
        std::int64_t seq = 0;
        std::string type;
        std::size_t end = 0;  ///< of the line in `text`, behind its line break
    };

    std::string epoch;
    std::string text;           ///< NDJSON, every line with its line break
    std::vector<Line> lines;    ///< one for each event
    std::int64_t after = 0;     ///< where it begins, exclusive
    std::int64_t last_seq = 0;  ///< where the next page begins; `after` when there was no row
    std::int64_t head_seq = 0;  ///< of the log when it was read
    /// > `after` when the log no longer has the rows up to here: a `stream.gap` comes first.
    std::int64_t gap_to = 0;

    bool at_head() const { return last_seq >= head_seq; }
};
using PagePtr = std::shared_ptr<const RenderedPage>;

/// The most text that a page holds beside its last event, in bytes.
inline constexpr std::size_t kPageBytes = 256 * 1024;
/// The most rows that a page looks at. A filtered stream tells its place when it has passed over so
/// many, which is before it has passed over twice as many.
inline constexpr int kPageRows = 500;

/// Reads and renders what follows `query.after`: up to `query.limit` matching events (0 = no
/// limit), kPageRows rows and kPageBytes. Runs where the archive may block. Throws what the archive
/// throws.
RenderedPage render_page(Archive& archive, EventQuery query);

/// A whole stream without `follow`, straight from the archive: what the client prints when it reads
/// the store itself. Includes the `stream.*` lines.
/// @param sink called with each line, without its line break; false ends it.
void replay(
    Archive& archive, const EventStream& stream, const std::function<bool(std::string_view)>& sink
);

}  // namespace wireroom::serve
