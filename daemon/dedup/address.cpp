#include "dedup/address.hpp"

#include "text/url_key.hpp"
#include "text/url_rules.hpp"

namespace wireroom::dedup {

std::string url_key_rules() {
    return text::key_rules();
}

int url_key_version() {
    return text::kKeyRules;
}

std::string url_key_of(std::string_view url) {
    return text::canonical_url(url).key;
}

bool is_home_key(std::string_view url_key) {
    return text::is_home_page(url_key);
}

}  // namespace wireroom::dedup
