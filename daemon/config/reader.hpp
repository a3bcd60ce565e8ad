#pragma once

#include "config/config.hpp"
#include "config/document.hpp"
#include "config/faults.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::config {

/// Reads typed values out of one file's document and collects what is wrong with them. `where`
/// names a value for people: `fetch.per_host.spacing`, `feeds[3].url`. A reading that fails has
/// added its fault and leaves the target as it was. Once faults had to be left out, mappings and
/// lists are not read any further.
class Reader {
public:
    using Handler = std::function<void(const YamlNode& value, const std::string& where)>;

    struct Key {
        std::string_view name;
        Handler read;  ///< none: a later version will know it, this one must not ignore it
        std::string_view advice{};  ///< for a key without a handler; may be empty
        std::string_view refusal = "is not supported by this version";  ///< behind its name
    };

    /// @param file  how people name it; its folder is where relative paths start.
    /// @param yaml  its text, as `read_document` read it; outlives the reader.
    Reader(FaultList& faults, std::string file, std::string_view yaml);

    /// `node` as a mapping (an empty value is an empty mapping): each known key's handler is called
    /// once.
    void map(const YamlNode& node, const std::string& where, const std::vector<Key>& keys);

    /// A mapping with keys of the operator's choice.
    void entries(
        const YamlNode& node,
        const std::string& where,
        const std::function<
            void(const YamlNode& key, const YamlNode& value, const std::string& where)>& entry
    );

    /// `node` as a list (an empty value is an empty list) of at most `most` values.
    void list(
        const YamlNode& node, const std::string& where, std::size_t most, const Handler& element
    );

    /// A single value without control characters.
    std::optional<std::string_view> scalar(const YamlNode& node, const std::string& where);

    void whole(const YamlNode& node, const std::string& where, int least, int most, int& target);

    /// A duration within [least, most].
    std::optional<std::chrono::milliseconds> duration(
        const YamlNode& node,
        const std::string& where,
        std::chrono::milliseconds least,
        std::chrono::milliseconds most
    );

    /// The same in whole seconds.
    void seconds(
        const YamlNode& node,
        const std::string& where,
        std::chrono::seconds least,
        std::chrono::seconds most,
        std::chrono::seconds& target
    );

    /// A path as it is written, when it can be one.
    std::optional<std::string_view> path_text(const YamlNode& node, const std::string& where);

    /// A path made absolute against the file's folder.
    void path(const YamlNode& node, const std::string& where, std::string& target);

    /// Handlers of keys whose value goes into a target that outlives the reading.
    Handler whole_into(int& target, int least, int most);
    Handler path_into(std::string& target);

    void fault(const YamlNode& at, std::string message, std::string suggestion = {});

    void fault_at(int line, int column, std::string message);

    /// A fault within a scalar's text, `column` from 1 in it: points there when it can, else at the
    /// scalar, and says the column.
    void fault_inside(
        const YamlNode& scalar,
        const std::string& where,
        std::size_t column,
        const std::string& message,
        std::string suggestion
    );

    const std::string& file() const { return file_; }
    Place place(const YamlNode& node) const { return {number_, node.line}; }

    /// `in line 3`, `in feeds.d/a.yaml:3`: a place as seen from this file.
    std::string shown(const Place& place) const;

    /// A path beside the file, named as the file is.
    std::string beside(std::string_view path) const;

private:
    FaultList& faults_;
    std::size_t number_;
    std::string file_;
    std::string folder_;
    std::string_view yaml_;
};

/// `"text"` with foreign bytes made safe.
std::string in_quotes(std::string_view text);

}  // namespace wireroom::config
