#include "cli/line_splitter.hpp"

namespace wireroom::cli {

bool LineSplitter::put(std::string_view bytes, const LineSink& sink) {
    while (true) {
        const auto at = bytes.find('\n');
        if (at == std::string_view::npos) {
            rest_ += bytes;
            return true;
        }
        std::string_view line = bytes.substr(0, at);
        if (!rest_.empty()) {
            rest_ += line;
            line = rest_;
        }
        const bool more = line.empty() || sink(line);
        rest_.clear();
        bytes.remove_prefix(at + 1);
        if (!more) {
            return false;
        }
    }
}

}  // namespace wireroom::cli
