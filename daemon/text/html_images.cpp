#include "text/html_images.hpp"

#include "base/text.hpp"
#include "text/html_attributes.hpp"
#include "text/html_links.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace wireroom::text {
namespace {

constexpr std::size_t kMaxSrcset = 16U << 10U;
constexpr std::size_t kMaxStyle = 1024;

// Where scripts that load images late keep the address; the first usable one counts.
constexpr auto kLazySources = std::to_array<std::string_view>(
    {"data-src",
     "data-lazy-src",
     "data-original",
     "data-lazy",
     "data-orig-src",
     "data-hi-res-src",
     "data-actualsrc",
     "data-echo",
     "data-image"}
);
constexpr auto kSourceSets =
    std::to_array<std::string_view>({"srcset", "data-srcset", "data-lazy-srcset"});

// Parts of file names of what stands in for an image until a script loads it.
constexpr auto kStandIns = std::to_array<std::string_view>(
    {"placeholder",
     "lazy",
     "blank.",
     "spacer",
     "grey.",
     "gray.",
     "transparent",
     "1x1",
     "trans.gif",
     "pixel.gif",
     "loading.",
     "loader."}
);

/// The size that a style or attribute gives; nothing when it is relative or not given.
std::optional<double> pixels(std::string_view value) {
    value = trim(value);
    double number = 0;
    const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc()) {
        return std::nullopt;
    }
    const auto unit = trim(value.substr(static_cast<std::size_t>(stop - value.data())));
    const bool absolute = unit.empty() || iequals(unit, "px") || iequals(unit, "pt");
    return absolute || number == 0 ? std::optional(number) : std::nullopt;
}

struct Appearance {
    std::string width;
    std::string height;
    bool hidden = false;
};

void read_style(std::string_view style, Appearance& appearance) {
    for (const auto declaration : split(style.substr(0, kMaxStyle), ';')) {
        const auto colon = declaration.find(':');
        if (colon == std::string_view::npos) {
            continue;
        }
        const auto name = to_lower(trim(declaration.substr(0, colon)));
        auto value = to_lower(trim(declaration.substr(colon + 1)));
        value.resize(std::min(value.find('!'), value.size()));
        while (!value.empty() && is_space(value.back())) {
            value.pop_back();
        }
        if (name == "display" || name == "visibility") {
            appearance.hidden = appearance.hidden || value == "none" || value == "hidden";
        } else if (name == "width") {
            appearance.width = value;
        } else if (name == "height") {
            appearance.height = value;
        } else if (name == "max-width" || name == "max-height") {
            const auto most = pixels(value);
            appearance.hidden = appearance.hidden || (most && *most < 1);
        }
    }
}

bool is_image_data(std::string_view url) {
    return iequals(url.substr(0, 5), "data:");
}

/// A `data:` image of one pixel, by the first bytes of GIF and PNG: what stands in for an image.
bool is_one_pixel(std::string_view url) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<std::uint8_t, 24> bytes{};
    std::size_t count = 0;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : url.substr(std::min(url.find(',') + 1, url.size()))) {
        const auto value = kDigits.find(c);
        if (value == std::string_view::npos || count == bytes.size()) {
            break;
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes[count] = static_cast<std::uint8_t>(bits >> held);
            ++count;
        }
    }
    if (count >= 10 && bytes[0] == 'G' && bytes[1] == 'I' && bytes[2] == 'F') {
        return bytes[6] + 256 * bytes[7] <= 1 && bytes[8] + 256 * bytes[9] <= 1;
    }
    const bool png = count == bytes.size() && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G';
    const auto zero = [&](std::size_t from, std::size_t to) {
        return std::all_of(
            bytes.begin() + static_cast<std::ptrdiff_t>(from),
            bytes.begin() + static_cast<std::ptrdiff_t>(to),
            [](std::uint8_t byte) { return byte == 0; }
        );
    };
    return png && zero(16, 19) && zero(20, 23) && bytes[19] <= 1 && bytes[23] <= 1;
}

bool is_stand_in(std::string_view url) {
    if (is_image_data(url)) {
        return true;
    }
    const auto plain = url.substr(0, url.find_first_of("?#"));
    const auto file = to_lower(plain.substr(plain.rfind('/') + 1));
    return std::ranges::any_of(kStandIns, [&](std::string_view part) {
        return file.find(part) != std::string::npos;
    });
}

std::string usable(std::string_view reference, std::string_view base_url) {
    reference = trim(reference);
    if (reference.empty()) {
        return {};
    }
    return is_data_image(reference) ? std::string(reference) : safe_link(reference, base_url);
}

/// The sharpest candidate of a srcset that is no poster: up to 2,048 wide or twice the density, or
/// the smallest of the larger ones (HTML standard section 4.8.4.2).
std::string best_candidate(std::string_view srcset, std::string_view base_url) {
    constexpr double kWidest = 2048;
    srcset = srcset.substr(0, kMaxSrcset);
    std::string_view best;
    double best_size = -1;
    while (true) {
        srcset.remove_prefix(std::min(srcset.find_first_not_of(" \t\n\r\f,"), srcset.size()));
        if (srcset.empty()) {
            break;
        }
        auto url = srcset.substr(0, srcset.find_first_of(" \t\n\r\f"));
        srcset.remove_prefix(url.size());
        std::string_view descriptor;
        if (url.ends_with(',')) {
            url.remove_suffix(url.size() - url.find_last_not_of(',') - 1);
        } else {
            descriptor = trim(srcset.substr(0, srcset.find(',')));
            srcset.remove_prefix(std::min(srcset.find(','), srcset.size()));
        }
        double size = 1;
        std::from_chars(descriptor.data(), descriptor.data() + descriptor.size(), size);
        size *= descriptor.ends_with('w') ? 1 : 1000;
        const bool better =
            best_size < 0 ||
            (size <= kWidest ? size > best_size || best_size > kWidest : size < best_size);
        if (better) {
            best = url;
            best_size = size;
        }
    }
    return usable(best, base_url);
}

}  // namespace

bool is_unseen(const std::vector<RawAttribute>& attributes) {
    Appearance appearance;
    appearance.width = decoded_value(attributes, "width");
    appearance.height = decoded_value(attributes, "height");
    read_style(decoded_value(attributes, "style"), appearance);
    const bool hidden = std::ranges::any_of(attributes, [](const RawAttribute& attribute) {
        return iequals(attribute.name, "hidden");
    });
    const auto width = pixels(appearance.width);
    const auto height = pixels(appearance.height);
    const auto tiny = [](const std::optional<double>& size) { return size && *size <= 1; };
    const bool nothing = (width && *width < 1) || (height && *height < 1);
    // One pixel by a hundred is a rule that somebody drew; one by nothing said is a counter.
    const bool point = (tiny(width) && (tiny(height) || appearance.height.empty())) ||
                       (tiny(height) && appearance.width.empty());
    return hidden || appearance.hidden || nothing || point;
}

ImageSource image_source(
    const std::vector<RawAttribute>& attributes,
    std::string_view base_url,
    std::string_view fallback_srcset
) {
    ImageSource source;
    source.url = usable(decoded_value(attributes, "src"), base_url);
    source.unseen = is_unseen(attributes) || is_tracker(source.url);
    const bool lazy =
        source.url.empty() || is_stand_in(source.url) ||
        to_lower(decoded_value(attributes, "class").substr(0, kMaxStyle)).find("lazy") !=
            std::string::npos;
    if (!lazy) {
        return source;
    }
    std::string better;
    for (const auto name : kLazySources) {
        if (better.empty()) {
            better = usable(decoded_value(attributes, name), base_url);
        }
    }
    const bool replace = source.url.empty() || is_stand_in(source.url);
    for (const auto name : kSourceSets) {
        if (better.empty() && replace) {
            better = best_candidate(decoded_value(attributes, name), base_url);
        }
    }
    if (better.empty() && replace) {
        better = best_candidate(fallback_srcset, base_url);
    }
    if (!better.empty() && !is_image_data(better)) {
        source.url = better;
        source.unseen = source.unseen || is_tracker(better);
    }
    if (is_image_data(source.url) && is_one_pixel(source.url)) {
        source.unseen = true;
    }
    return source;
}

}  // namespace wireroom::text
