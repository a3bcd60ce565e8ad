#include "config/reader.hpp"

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace wireroom::config {

namespace {

std::string child(const std::string& where, std::string_view key) {
    return where.empty() ? std::string(key) : where + "." + std::string(key);
}

}  // namespace

std::string in_quotes(std::string_view text) {
    return "\"" + printable(text, 80) + "\"";
}

Reader::Reader(FaultList& faults, std::string file, std::string_view yaml)
    : faults_(faults), number_(faults.add_file(file)), file_(std::move(file)), yaml_(yaml) {
    std::error_code error;
    const auto absolute = std::filesystem::absolute(file_, error);
    folder_ = (error ? std::filesystem::path(file_) : absolute).parent_path().string();
}

void Reader::fault(const YamlNode& at, std::string message, std::string suggestion) {
    faults_.add(number_, at.line, at.column, std::move(message), std::move(suggestion));
}

void Reader::fault_at(int line, int column, std::string message) {
    faults_.add(number_, line, column, std::move(message), {});
}

void Reader::fault_inside(
    const YamlNode& scalar,
    const std::string& where,
    std::size_t column,
    const std::string& message,
    std::string suggestion
) {
    const auto found = column_inside(yaml_, scalar, column == 0 ? 0 : column - 1);
    faults_.add(
        number_,
        scalar.line,
        found.value_or(scalar.column),
        found ? where + ": " + message
              : where + ", column " + std::to_string(column) + ": " + message,
        std::move(suggestion)
    );
}

std::string Reader::shown(const Place& place) const {
    return place.file == number_ ? "in line " + std::to_string(place.line)
                                 : "in " + printable(faults_.name_of(place.file), 4096) + ":" +
                                       std::to_string(place.line);
}

std::string Reader::beside(std::string_view path) const {
    return (std::filesystem::path(file_).parent_path() / path).lexically_normal().string();
}

void Reader::entries(
    const YamlNode& node,
    const std::string& where,
    const std::function<void(const YamlNode& key, const YamlNode& value, const std::string& where)>&
        entry
) {
    if (node.kind == YamlNode::Kind::kNull) {
        return;
    }
    if (node.kind != YamlNode::Kind::kMap) {
        fault(node, (where.empty() ? "the file" : where) + " must be a mapping of keys to values");
        return;
    }
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i + 1 < node.items.size() && !faults_.overflown(); i += 2) {
        const YamlNode& key = *node.items[i];
        if (key.kind != YamlNode::Kind::kScalar) {
            fault(key, "a key must be a single word" + (where.empty() ? "" : " in " + where));
        } else if (!seen.insert(key.text).second) {
            fault(
                key,
                "key " + in_quotes(key.text) + " stands twice" +
                    (where.empty() ? "" : " in " + where)
            );
        } else {
            entry(key, *node.items[i + 1], child(where, printable(key.text, 80)));
        }
    }
}

void Reader::map(const YamlNode& node, const std::string& where, const std::vector<Key>& keys) {
    entries(node, where, [&](const YamlNode& key, const YamlNode& value, const std::string& place) {
        const auto known = std::ranges::find(keys, std::string_view(key.text), &Key::name);
        if (known == keys.end()) {
            std::vector<std::string_view> names;
            names.reserve(keys.size());
            for (const auto& each : keys) {
                names.push_back(each.name);
            }
            const auto meant = closest(key.text, names);
            fault(
                key,
                "unknown key " + in_quotes(key.text) + (where.empty() ? "" : " in " + where),
                meant ? "did you mean " + in_quotes(*meant) + "?" : ""
            );
        } else if (!known->read) {
            fault(key, place + " " + std::string(known->refusal), std::string(known->advice));
        } else {
            known->read(value, place);
        }
    });
}

void Reader::list(
    const YamlNode& node, const std::string& where, std::size_t most, const Handler& element
) {
    if (node.kind == YamlNode::Kind::kNull) {
        return;
    }
    if (node.kind != YamlNode::Kind::kList) {
        fault(node, where + " must be a list");
        return;
    }
    if (node.items.size() > most) {
        fault(
            node,
            where + " has " + std::to_string(node.items.size()) + " entries, at most " +
                std::to_string(most)
        );
        return;
    }
    for (std::size_t i = 0; i < node.items.size() && !faults_.overflown(); ++i) {
        element(*node.items[i], where + "[" + std::to_string(i) + "]");
    }
}

std::optional<std::string_view> Reader::scalar(const YamlNode& node, const std::string& where) {
    if (node.kind == YamlNode::Kind::kNull) {
        fault(node, where + " has no value");
        return std::nullopt;
    }
    if (node.kind != YamlNode::Kind::kScalar) {
        fault(node, where + " must be a single value");
        return std::nullopt;
    }
    const bool control = std::ranges::any_of(node.text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (control) {
        fault(node, where + " contains a control character");
        return std::nullopt;
    }
    return node.text;
}

void Reader::whole(
    const YamlNode& node, const std::string& where, int least, int most, int& target
) {
    const auto text = scalar(node, where);
    if (!text) {
        return;
    }
    const auto number = parse_whole(*text);
    if (!number || *number < least || *number > most) {
        fault(
            node,
            where + " must be a whole number from " + std::to_string(least) + " to " +
                std::to_string(most) + ", not " + in_quotes(*text)
        );
        return;
    }
    target = static_cast<int>(*number);
}

std::optional<std::chrono::milliseconds> Reader::duration(
    const YamlNode& node,
    const std::string& where,
    std::chrono::milliseconds least,
    std::chrono::milliseconds most
) {
    const auto text = scalar(node, where);
    if (!text) {
        return std::nullopt;
    }
    const auto value = parse_duration(*text);
    if (!value) {
        fault(
            node, where + " must be a duration such as 30s, 10m, 1h or 30d, not " + in_quotes(*text)
        );
        return std::nullopt;
    }
    if (*value < least || *value > most) {
        fault(
            node,
            where + " must be between " + format_duration(least) + " and " + format_duration(most) +
                ", not " + in_quotes(*text)
        );
        return std::nullopt;
    }
    return value;
}

void Reader::seconds(
    const YamlNode& node,
    const std::string& where,
    std::chrono::seconds least,
    std::chrono::seconds most,
    std::chrono::seconds& target
) {
    const auto value = duration(node, where, least, most);
    if (!value) {
        return;
    }
    const auto whole_seconds = std::chrono::floor<std::chrono::seconds>(*value);
    if (whole_seconds != *value) {
        fault(node, where + " must be whole seconds, not " + in_quotes(node.text));
        return;
    }
    target = whole_seconds;
}

std::optional<std::string_view> Reader::path_text(const YamlNode& node, const std::string& where) {
    const auto text = scalar(node, where);
    if (!text) {
        return std::nullopt;
    }
    if (text->empty()) {
        fault(node, where + " is empty", "leave the key out for the default");
    } else if (text->front() == '~') {
        fault(
            node, where + " begins with \"~\", which is not expanded here", "write the whole path"
        );
    } else if (text->size() > 4000) {
        fault(node, where + " is longer than 4000 bytes");
    } else {
        return text;
    }
    return std::nullopt;
}

void Reader::path(const YamlNode& node, const std::string& where, std::string& target) {
    if (const auto text = path_text(node, where)) {
        target = (std::filesystem::path(folder_) / *text).lexically_normal().string();
    }
}

Reader::Handler Reader::whole_into(int& target, int least, int most) {
    return [this, &target, least, most](const YamlNode& value, const std::string& where) {
        whole(value, where, least, most, target);
    };
}

Reader::Handler Reader::path_into(std::string& target) {
    return [this, &target](const YamlNode& value, const std::string& where) {
        path(value, where, target);
    };
}

}  // namespace wireroom::config
