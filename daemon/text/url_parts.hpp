#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wireroom::text {

/// An absolute http or https URL taken apart leniently, as browsers read it. The parts are as
/// written unless noted.
struct UrlParts {
    std::string scheme;  ///< `http` or `https`
    std::string
        host;  ///< lower case, IDNA ASCII, no trailing dot; IPv6 with its brackets; not empty
    std::string port;      ///< empty for the scheme's default
    std::string path;      ///< begins with `/`; dot segments resolved; legal characters only
    std::string query;     ///< without `?`
    std::string fragment;  ///< without `#`
};

/// White space and control characters that no URL has: off the ends, TAB, CR and LF off the inside;
/// encoded white space off the end.
std::string trimmed_url(std::string_view url);

/// Takes an absolute http(s) URL (trimmed) apart; nothing for other schemes, without a host, or
/// with an impossible one.
std::optional<UrlParts> split_url(std::string_view url);

std::string join_url(const UrlParts& parts);

/// The length of `scheme` in front of `:`; 0 when there is none.
std::size_t scheme_length(std::string_view url);

/// The host in ASCII by UTS 46 (non-transitional), lower case, percent-decoded first; nothing when
/// it cannot be one.
std::optional<std::string> ascii_host(std::string_view host);

/// The host as keys have it: `www.`, `m.` and the like say nothing, but `m.github.io` is somebody.
/// `host` is as `UrlParts` has it.
std::string key_host(std::string_view host);

/// Percent-encoding brought to one form: unreserved characters and non-ASCII text decoded, NFC,
/// non-ASCII and illegal characters encoded again, hexadecimal digits in upper case. Reserved
/// characters stay as they are, encoded or not.
std::string normal_encoding(std::string_view part);

/// Every `%XX` decoded.
std::string percent_decoded(std::string_view part);

}  // namespace wireroom::text
