#include "store/pins.hpp"

#include "store/store.hpp"

#include <boost/json.hpp>

namespace wireroom::store {
namespace {

namespace json = boost::json;
using Key = model::DedupPins::Key;

Key key_of(const json::object& pins, std::string_view member) {
    const auto* value = pins.if_contains(member);
    if (value != nullptr && value->is_string()) {
        for (const auto key : {Key::kTrust, Key::kIgnore}) {
            if (value->get_string() == model::name_of(key)) {
                return key;
            }
        }
    }
    return Key::kAuto;
}

bool is_on(const json::object& pins, std::string_view member) {
    const auto* value = pins.if_contains(member);
    return value == nullptr || !value->is_bool() || value->get_bool();
}

}  // namespace

std::string encode_pins(const model::DedupPins& pins) {
    json::object object;
    if (pins.guid != Key::kAuto) {
        object["guid"] = model::name_of(pins.guid);
    }
    if (pins.link != Key::kAuto) {
        object["link"] = model::name_of(pins.link);
    }
    if (!pins.near) {
        object["near"] = false;
    }
    if (!pins.cluster) {
        object["cluster"] = false;
    }
    return json::serialize(object);
}

model::DedupPins decode_pins(std::string_view text, std::string_view row) {
    if (text == "{}") {  // nearly always
        return {};
    }
    boost::system::error_code error;
    const auto value = json::parse(text, error);
    if (error || !value.is_object()) {
        throw StoreError(std::string(row) + " holds pins that are no JSON object");
    }
    const auto& object = value.get_object();
    return {
        .guid = key_of(object, "guid"),
        .link = key_of(object, "link"),
        .near = is_on(object, "near"),
        .cluster = is_on(object, "cluster"),
    };
}

}  // namespace wireroom::store
