#include "config/document.hpp"

#include "text/utf8.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <string>
#include <unordered_map>

namespace wireroom::config {

namespace {

/// Ends yaml-cpp's parse from within an event.
struct Refused {
    YAML::Mark mark;
    std::string message;
};

/// Builds our tree from yaml-cpp's events: YAML::Node would neither keep duplicate keys apart nor
/// bound anything.
class Builder : public YAML::EventHandler {
public:
    explicit Builder(Document& document) : document_(document) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1) {
            throw Refused{mark, "a second YAML document begins here; one file is one document"};
        }
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        YamlNode& node = attach(mark, YamlNode::Kind::kNull);
        if (!open_.empty() && open_.back().node->kind == YamlNode::Kind::kMap &&
            open_.back().node->items.size() % 2 == 0) {
            // yaml-cpp marks a missing value at whatever follows; people look at the key.
            const auto& siblings = open_.back().node->items;
            const YamlNode& key = *siblings[siblings.size() - 2];
            node.line = key.line;
            node.column = key.column;
        }
        finish(anchor, node);
    }
    void OnScalar(
        const YAML::Mark& mark,
        const std::string& /*tag*/,
        YAML::anchor_t anchor,
        const std::string& value
    ) override {
        YamlNode& node = attach(mark, YamlNode::Kind::kScalar);
        node.text = value;
        finish(anchor, node);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto target = anchors_.find(anchor);
        if (target == anchors_.end()) {
            throw Refused{mark, "an alias stands inside the value that it refers to"};
        }
        count(mark, target->second.values);
        if (!open_.empty()) {
            open_.back().node->items.push_back(target->second.node);
        }
    }
    void OnSequenceStart(
        const YAML::Mark& mark,
        const std::string& /*tag*/,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value /*style*/
    ) override {
        open(mark, YamlNode::Kind::kList, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(
        const YAML::Mark& mark,
        const std::string& /*tag*/,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value /*style*/
    ) override {
        open(mark, YamlNode::Kind::kMap, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        YamlNode* node;
        YAML::anchor_t anchor;
        std::size_t values_before;
    };

    struct Anchored {
        const YamlNode* node;
        std::size_t values;  ///< of the whole value, aliases in it expanded
    };

    /// Bounds what a reader of the tree meets, and with it what there is.
    void count(const YAML::Mark& mark, std::size_t values) {
        if (values > Document::kMaxValues - document_.values) {
            throw Refused{
                mark,
                "the file has more than " + std::to_string(Document::kMaxValues) +
                    " values, those that its aliases stand for included"};
        }
        document_.values += values;
    }

    YamlNode& attach(const YAML::Mark& mark, YamlNode::Kind kind) {
        count(mark, 1);
        YamlNode& node = document_.nodes.emplace_back();
        node.kind = kind;
        node.line = mark.line + 1;
        node.column = mark.column + 1;
        node.offset = static_cast<std::size_t>(mark.pos);
        if (open_.empty()) {
            document_.root = &node;
        } else {
            open_.back().node->items.push_back(&node);
        }
        return node;
    }

    void open(const YAML::Mark& mark, YamlNode::Kind kind, YAML::anchor_t anchor) {
        if (open_.size() >= Document::kMaxDepth) {
            throw Refused{mark, "values are nested too deeply"};
        }
        const auto values_before = document_.values;
        open_.push_back({&attach(mark, kind), anchor, values_before});
    }

    void close() {
        const Open& done = open_.back();
        finish(done.anchor, *done.node, document_.values - done.values_before);
        open_.pop_back();
    }

    void finish(YAML::anchor_t anchor, const YamlNode& node, std::size_t values = 1) {
        if (anchor != 0) {
            anchors_[anchor] = {&node, values};
        }
    }

    Document& document_;
    std::vector<Open> open_;
    std::unordered_map<YAML::anchor_t, Anchored> anchors_;
    int documents_ = 0;
};

/// yaml-cpp's scanner keeps half a kilobyte for each bracket that is open, before anybody is asked.
/// A count of signs, also of those in texts: far above what a configuration can mean.
constexpr std::size_t kMaxOpenBrackets = 10'000;

/// yaml-cpp takes byte 4 for the end of the file and guesses encodings: what is not plain UTF-8
/// text never reaches it.
std::optional<Fault> check_bytes(std::string_view yaml, const std::string& file) {
    int line = 1;
    std::size_t line_start = 0;
    std::size_t open = 0;
    for (std::size_t i = 0; i < yaml.size();) {
        const auto c = static_cast<unsigned char>(yaml[i]);
        const auto point = text::decode_at(yaml, i);
        const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
        if (!point.valid || control) {
            const auto column = static_cast<int>(i - line_start) + 1;
            return Fault{
                file, line, column, control ? "a control character" : "the text is not UTF-8", {}};
        }
        if (c == '[' || c == '{') {
            if (++open > kMaxOpenBrackets) {
                const auto column = static_cast<int>(i - line_start) + 1;
                return Fault{file, line, column, "values are nested too deeply", {}};
            }
        } else if ((c == ']' || c == '}') && open > 0) {
            --open;
        }
        i += point.bytes;
        if (c == '\n') {
            ++line;
            line_start = i;
        }
    }
    return std::nullopt;
}

Fault fault_at(const std::string& file, const YAML::Mark& mark, std::string message) {
    const bool known = !mark.is_null();
    return {file, known ? mark.line + 1 : 0, known ? mark.column + 1 : 0, std::move(message), {}};
}

}  // namespace

std::optional<Fault> read_document(
    std::string_view yaml, const std::string& file, Document& document
) {
    if (auto fault = check_bytes(yaml, file)) {
        return fault;
    }
    std::istringstream stream{std::string(yaml)};
    Builder builder(document);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Refused& refused) {
        return fault_at(file, refused.mark, refused.message);
    } catch (const YAML::Exception& error) {
        return fault_at(file, error.mark, "not YAML: " + error.msg);
    }
    return std::nullopt;
}

}  // namespace wireroom::config
