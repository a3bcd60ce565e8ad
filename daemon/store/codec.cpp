#include "store/codec.hpp"

#include "base/text.hpp"
#include "store/store.hpp"

#include <boost/json.hpp>

#include <cmath>
#include <cstdint>
#include <string>

namespace wireroom::store {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxReasons = 32;
constexpr std::size_t kMaxReasonBytes = 500;

[[noreturn]] void fail(std::string_view row, std::string_view what) {
    throw StoreError(
        "the stored JSON of " + std::string(row) + " is damaged (" + std::string(what) +
        "); run wireroom verify"
    );
}

/// What we wrote is JSON; texts of the configuration and of errors need not be UTF-8.
json::value parse(std::string_view text, std::string_view row) {
    json::parse_options options;
    options.allow_invalid_utf8 = true;
    json::error_code error;
    auto value = json::parse(json::string_view(text.data(), text.size()), error, {}, options);
    if (error) {
        fail(row, error.message());
    }
    return value;
}

json::array parse_array(std::string_view text, std::string_view row) {
    auto value = parse(text, row);
    if (!value.is_array()) {
        fail(row, "no array");
    }
    return std::move(value.as_array());
}

json::object parse_object(std::string_view text, std::string_view row) {
    auto value = parse(text, row);
    if (!value.is_object()) {
        fail(row, "no object");
    }
    return std::move(value.as_object());
}

const json::object& object_in(const json::value& value, std::string_view row) {
    if (!value.is_object()) {
        fail(row, "no object in the list");
    }
    return value.as_object();
}

std::string string_in(const json::value& value, std::string_view row) {
    if (!value.is_string()) {
        fail(row, "no string");
    }
    const auto& text = value.as_string();
    return {text.data(), text.size()};
}

/// Absent members were empty.
std::string text_of(const json::object& object, json::string_view key, std::string_view row) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? std::string() : string_in(*value, row);
}

std::optional<std::int64_t> integer_of(
    const json::object& object, json::string_view key, std::string_view row
) {
    const auto* value = object.if_contains(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_int64()) {
        fail(row, "no integer");
    }
    return value->get_int64();
}

int small_of(const json::object& object, json::string_view key, std::string_view row) {
    const auto value = integer_of(object, key, row).value_or(0);
    if (value < 0 || value > INT32_MAX) {
        fail(row, "integer out of range");
    }
    return static_cast<int>(value);
}

void put(json::object& object, json::string_view key, const std::string& text) {
    if (!text.empty()) {
        object[key] = text;
    }
}

json::array array_of(const std::vector<std::string>& values) {
    json::array array;
    array.reserve(values.size());
    for (const auto& value : values) {
        array.emplace_back(value);
    }
    return array;
}

std::vector<std::string> strings_in(const json::array& array, std::string_view row) {
    std::vector<std::string> values;
    values.reserve(array.size());
    for (const auto& value : array) {
        values.push_back(string_in(value, row));
    }
    return values;
}

std::vector<std::string> strings_of(
    const json::object& object, json::string_view key, std::string_view row
) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) {
        fail(row, "a list is missing");
    }
    return strings_in(value->as_array(), row);
}

json::array array_of(const std::vector<int>& values) {
    json::array array;
    for (const auto value : values) {
        array.emplace_back(value);
    }
    return array;
}

std::vector<int> integers_of(
    const json::object& object, json::string_view key, std::string_view row
) {
    std::vector<int> values;
    const auto* list = object.if_contains(key);
    if (list == nullptr) {
        return values;
    }
    if (!list->is_array()) {
        fail(row, "no list");
    }
    for (const auto& value : list->as_array()) {
        if (!value.is_int64() || value.get_int64() < 0 || value.get_int64() > INT32_MAX) {
            fail(row, "no small integer");
        }
        values.push_back(static_cast<int>(value.get_int64()));
    }
    return values;
}

void put_seconds(
    json::object& object, json::string_view key, const std::optional<std::chrono::seconds>& value
) {
    if (value) {
        object[key] = std::int64_t{value->count()};
    }
}

std::optional<std::chrono::seconds> seconds_of(
    const json::object& object, json::string_view key, std::string_view row
) {
    const auto value = integer_of(object, key, row);
    return value ? std::optional(std::chrono::seconds(*value)) : std::nullopt;
}

}  // namespace

std::string encode_strings(const std::vector<std::string>& values) {
    return values.empty() ? "[]" : json::serialize(array_of(values));
}

std::vector<std::string> decode_strings(std::string_view text, std::string_view row) {
    return strings_in(parse_array(text, row), row);
}

std::string encode_authors(const std::vector<model::Author>& authors) {
    if (authors.empty()) {
        return "[]";
    }
    json::array array;
    for (const auto& author : authors) {
        json::object object;
        put(object, "name", author.name);
        put(object, "url", author.url);
        put(object, "avatar", author.avatar);
        array.push_back(std::move(object));
    }
    return json::serialize(array);
}

std::vector<model::Author> decode_authors(std::string_view text, std::string_view row) {
    std::vector<model::Author> authors;
    for (const auto& value : parse_array(text, row)) {
        const auto& object = object_in(value, row);
        authors.push_back(
            {.name = text_of(object, "name", row),
             .url = text_of(object, "url", row),
             .avatar = text_of(object, "avatar", row)}
        );
    }
    return authors;
}

std::string encode_attachments(const std::vector<model::Attachment>& attachments) {
    if (attachments.empty()) {
        return "[]";
    }
    json::array array;
    for (const auto& attachment : attachments) {
        json::object object;
        put(object, "url", attachment.url);
        put(object, "mime_type", attachment.mime_type);
        put(object, "title", attachment.title);
        if (attachment.size_in_bytes) {
            object["size_in_bytes"] = *attachment.size_in_bytes;
        }
        // JSON has no infinity; a publisher may.
        if (attachment.duration_in_seconds && std::isfinite(*attachment.duration_in_seconds)) {
            object["duration_in_seconds"] = *attachment.duration_in_seconds;
        }
        array.push_back(std::move(object));
    }
    return json::serialize(array);
}

std::vector<model::Attachment> decode_attachments(std::string_view text, std::string_view row) {
    std::vector<model::Attachment> attachments;
    for (const auto& value : parse_array(text, row)) {
        const auto& object = object_in(value, row);
        model::Attachment attachment{
            .url = text_of(object, "url", row),
            .mime_type = text_of(object, "mime_type", row),
            .title = text_of(object, "title", row),
        };
        if (const auto* size = object.if_contains("size_in_bytes")) {
            json::error_code error;
            attachment.size_in_bytes = size->to_number<std::uint64_t>(error);
            if (error) {
                fail(row, "attachment size");
            }
        }
        if (const auto* duration = object.if_contains("duration_in_seconds")) {
            json::error_code error;
            attachment.duration_in_seconds = duration->to_number<double>(error);
            if (error) {
                fail(row, "attachment duration");
            }
        }
        attachments.push_back(std::move(attachment));
    }
    return attachments;
}

std::string encode_change(const model::Change& change) {
    json::object object;
    object["kind"] = model::name_of(change.kind);
    object["material"] = change.material;
    object["why"] = array_of(change.why);
    object["fields"] = array_of(change.fields);
    put(object, "note", change.note);
    object["words_added"] = change.words_added;
    object["words_removed"] = change.words_removed;
    object["paragraphs_added"] = change.paragraphs_added;
    object["paragraphs_removed"] = change.paragraphs_removed;
    return json::serialize(object);
}

model::Change decode_change(std::string_view text, std::string_view row) {
    const auto object = parse_object(text, row);
    const auto kind = model::change_kind_of(text_of(object, "kind", row));
    const auto* material = object.if_contains("material");
    if (!kind || material == nullptr || !material->is_bool()) {
        fail(row, "no kind of change");
    }
    return {
        .kind = *kind,
        .material = material->get_bool(),
        .why = strings_of(object, "why", row),
        .fields = strings_of(object, "fields", row),
        .note = text_of(object, "note", row),
        .words_added = small_of(object, "words_added", row),
        .words_removed = small_of(object, "words_removed", row),
        .paragraphs_added = small_of(object, "paragraphs_added", row),
        .paragraphs_removed = small_of(object, "paragraphs_removed", row),
    };
}

std::string encode_hints(const model::PollHints& hints) {
    json::object object;
    put_seconds(object, "fresh_for", hints.fresh_for);
    put_seconds(object, "retry_after", hints.retry_after);
    put_seconds(object, "ttl", hints.ttl);
    put_seconds(object, "update_period", hints.update_period);
    if (!hints.skip_hours.empty()) {
        object["skip_hours"] = array_of(hints.skip_hours);
    }
    if (!hints.skip_days.empty()) {
        object["skip_days"] = array_of(hints.skip_days);
    }
    return json::serialize(object);
}

model::PollHints decode_hints(std::string_view text, std::string_view row) {
    if (text == "{}") {
        return {};
    }
    const auto object = parse_object(text, row);
    return {
        .fresh_for = seconds_of(object, "fresh_for", row),
        .retry_after = seconds_of(object, "retry_after", row),
        .ttl = seconds_of(object, "ttl", row),
        .update_period = seconds_of(object, "update_period", row),
        .skip_hours = integers_of(object, "skip_hours", row),
        .skip_days = integers_of(object, "skip_days", row),
    };
}

std::string encode_reasons(const std::vector<dedup::Reason>& reasons) {
    json::array array;
    for (const auto& reason : reasons) {
        if (array.size() == kMaxReasons) {
            break;
        }
        json::object object;
        object["code"] = reason.code;
        if (reason.story) {
            object["story"] = static_cast<std::int64_t>(*reason.story);
        }
        object["text"] = printable(reason.text, kMaxReasonBytes);
        if (reason.since) {
            object["since"] = to_ms(*reason.since);
        }
        array.push_back(std::move(object));
    }
    return json::serialize(array);
}

std::vector<dedup::Reason> decode_reasons(std::string_view text, std::string_view row) {
    std::vector<dedup::Reason> reasons;
    for (const auto& value : parse_array(text, row)) {
        const auto& object = object_in(value, row);
        dedup::Reason reason{
            .code = text_of(object, "code", row),
            .story = std::nullopt,
            .text = text_of(object, "text", row),
        };
        if (const auto story = integer_of(object, "story", row)) {
            reason.story = static_cast<dedup::StoryKey>(*story);
        }
        if (const auto since = integer_of(object, "since", row)) {
            reason.since = from_ms(*since);
        }
        reasons.push_back(std::move(reason));
    }
    return reasons;
}

std::string encode_ids(const std::vector<std::int64_t>& ids) {
    json::array array;
    for (const auto id : ids) {
        array.emplace_back(id);
    }
    return json::serialize(array);
}

}  // namespace wireroom::store
