#include "http/fields.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace wireroom::http {

void Fields::add(std::string name, std::string value) {
    fields_.push_back({std::move(name), std::move(value)});
}

void Fields::extend_last(std::string_view more) {
    if (fields_.empty() || more.empty()) {
        return;
    }
    auto& value = fields_.back().value;
    if (!value.empty()) {
        value += ' ';
    }
    value += more;
}

void Fields::erase(std::string_view name) {
    std::erase_if(fields_, [name](const Field& field) { return iequals(field.name, name); });
}

const std::string* Fields::find(std::string_view name) const {
    const auto found = std::ranges::find_if(fields_, [name](const Field& field) {
        return iequals(field.name, name);
    });
    return found == fields_.end() ? nullptr : &found->value;
}

std::string Fields::value(std::string_view name) const {
    const auto* found = find(name);
    return found == nullptr ? std::string() : *found;
}

std::string Fields::joined(std::string_view name) const {
    std::string out;
    bool first = true;
    for (const auto& field : fields_) {
        if (iequals(field.name, name)) {
            out += first ? "" : ", ";
            out += field.value;
            first = false;
        }
    }
    return out;
}

}  // namespace wireroom::http
