#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::http {

struct Field {
    std::string name;   ///< as it came or as it shall be sent
    std::string value;  ///< opaque bytes without white space at the ends

    bool operator==(const Field&) const = default;
};

/// The fields of a message in their order (RFC 9110 section 5).
class Fields {
public:
    void add(std::string name, std::string value);
    /// Adds to the last field, as an obsolete folded line does (RFC 9112 section 5.2). Does nothing
    /// when there is none.
    void extend_last(std::string_view more);
    void erase(std::string_view name);

    /// The first field of that name, without regard to case; null when there is none.
    const std::string* find(std::string_view name) const;
    /// The value of the first field of that name; empty when there is none.
    std::string value(std::string_view name) const;
    /// The values of all fields of that name joined with ", " (RFC 9110 section 5.3); empty when
    /// there is none.
    std::string joined(std::string_view name) const;

    const std::vector<Field>& all() const { return fields_; }
    std::size_t size() const { return fields_.size(); }

private:
    std::vector<Field> fields_;
};

}  // namespace wireroom::http
