#include "http/head.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireroom::http {
namespace {

bool is_token_char(char c) {
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') ||
           kMarks.find(c) != std::string_view::npos;
}

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

/// Cuts the first line off, without its line end.
std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

std::string_view trim_blanks(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

bool is_validator(std::string_view name) {
    return iequals(name, "ETag") || iequals(name, "Last-Modified");
}

/// `HTTP/1.1 200 OK` without the reason, with the space that some servers leave out.
std::string status_line_of(std::string_view line) {
    const auto space = line.find(' ');
    const auto end = space == std::string_view::npos ? space : line.find(' ', space + 1);
    return std::string(line.substr(0, end)) + ' ';
}

class Reader {
public:
    explicit Reader(std::size_t max_fields) : max_fields_(max_fields) {}

    /// @return false when there are too many fields.
    bool add_line(std::string_view line) {
        if (line.front() == ' ' || line.front() == '\t') {
            if (last_is_usable_) {
                add_value(line, [this](const std::string& value) {
                    head.fields.extend_last(value);
                });
            }
            return true;
        }
        if (++lines_ > max_fields_) {
            return false;
        }
        const auto colon = line.find(':');
        const auto name = line.substr(0, colon);
        last_is_usable_ = colon != std::string_view::npos && !name.empty() &&
                          std::ranges::all_of(name, is_token_char);
        if (!last_is_usable_) {
            note("a line of the header that is no field was ignored");
            return true;
        }
        last_name_ = std::string(name);
        add_value(line.substr(colon + 1), [this](std::string value) {
            head.fields.add(last_name_, std::move(value));
        });
        return true;
    }

    ResponseHead head;

private:
    template <class Sink>
    void add_value(std::string_view raw, Sink sink) {
        std::string value(trim_blanks(raw));
        if (std::ranges::any_of(value, is_control)) {
            if (is_validator(last_name_)) {
                note("a validator with control characters was dropped");
                head.fields.erase(last_name_);
                last_is_usable_ = false;
                return;
            }
            std::ranges::replace_if(value, is_control, ' ');
        }
        sink(std::move(value));
    }

    void note(std::string_view text) {
        if (std::ranges::find(head.notes, text) == head.notes.end()) {
            head.notes.emplace_back(text);
        }
    }

    const std::size_t max_fields_;
    std::size_t lines_ = 0;
    std::string last_name_;
    bool last_is_usable_ = false;
};

/// Reduces Transfer-Encoding to `chunked` or nothing; what else it may say we never asked for (no
/// TE field).
bool settle_transfer_encoding(Fields& fields) {
    if (fields.find("Transfer-Encoding") == nullptr) {
        return true;
    }
    const auto codings = fields.joined("Transfer-Encoding");
    int chunked = 0;
    for (const auto coding : split(codings, ',')) {
        const auto name = trim(coding);
        if (iequals(name, "chunked")) {
            ++chunked;
        } else if (!name.empty() && !iequals(name, "identity")) {
            return false;
        }
    }
    fields.erase("Transfer-Encoding");
    if (chunked == 1) {
        fields.erase("Content-Length");
        fields.add("Transfer-Encoding", "chunked");
    }
    return chunked <= 1;
}

}  // namespace

std::size_t find_head_end(std::string_view bytes, std::size_t from) {
    auto at = from > 3 ? from - 3 : 0;
    while ((at = bytes.find('\n', at)) != std::string_view::npos) {
        ++at;
        if (bytes.substr(at, 1) == "\n") {
            return at + 1;
        }
        if (bytes.substr(at, 2) == "\r\n") {
            return at + 2;
        }
    }
    return std::string_view::npos;
}

Result<ResponseHead, HttpError> read_head(std::string_view head, std::size_t max_fields) {
    Reader reader(max_fields);
    reader.head.status_line = status_line_of(next_line(head));
    while (!head.empty()) {
        const auto line = next_line(head);
        if (line.empty()) {
            break;
        }
        if (!reader.add_line(line)) {
            return HttpError(
                HttpFault::kTooLarge, fmt::format("more than {} header fields", max_fields)
            );
        }
    }
    if (!settle_transfer_encoding(reader.head.fields)) {
        return HttpError(HttpFault::kProtocol, "a transfer coding that was not asked for");
    }
    return std::move(reader.head);
}

}  // namespace wireroom::http
