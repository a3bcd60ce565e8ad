#include "bench/corpus.hpp"

#include "bench/articles.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace wireroom::bench {
namespace {

constexpr int kDocuments = 40;
constexpr int kItems = 25;
constexpr unsigned kSeed = 5;

/// Start tags of `item` and `entry` outside of CDATA sections and comments.
std::size_t count_tags(std::string_view xml) {
    std::size_t count = 0;
    for (auto at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
        const auto rest = xml.substr(at);
        const auto closed_by = rest.starts_with("<![CDATA[") ? std::string_view("]]>")
                               : rest.starts_with("<!--")    ? std::string_view("-->")
                                                             : std::string_view();
        if (!closed_by.empty()) {
            const auto end = xml.find(closed_by, at);
            if (end == std::string_view::npos) {
                break;
            }
            at = end;
            continue;
        }
        for (const std::string_view name : {"<item", "<entry"}) {
            if (rest.starts_with(name) && rest.size() > name.size()) {
                const char behind = rest[name.size()];
                count += behind == '>' || behind == ' ' || behind == '\n' || behind == '\r' ||
                         behind == '\t' || behind == '/';
            }
        }
    }
    return count;
}

std::size_t count_members(std::string_view json) {
    boost::json::error_code error;
    const auto value = boost::json::parse(json, error);
    const auto* object = error ? nullptr : value.if_object();
    const auto* items = object == nullptr ? nullptr : object->if_contains("items");
    return items != nullptr && items->is_array() ? items->get_array().size() : 0;
}

Source source_of(std::string name, std::string bytes) {
    Source source{.name = std::move(name), .bytes = std::move(bytes)};
    const auto first = source.bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    source.json = first != std::string::npos && source.bytes[first] == '{';
    source.items = source.json ? count_members(source.bytes) : count_tags(source.bytes);
    return source;
}

}  // namespace

std::vector<Source> read_corpus(const std::string& folder) {
    std::vector<Source> corpus;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        std::ifstream file(entry.path(), std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(file)), {});
        const auto first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
        if (first != std::string::npos && (bytes[first] == '<' || bytes[first] == '{')) {
            corpus.push_back(source_of(entry.path().string(), std::move(bytes)));
        }
    }
    if (corpus.empty()) {
        throw std::runtime_error(fmt::format("no feed documents in {}", folder));
    }
    std::ranges::sort(corpus, {}, &Source::name);
    return corpus;
}

std::vector<Source> made_corpus() {
    Newsrooms newsrooms(kSeed);
    auto published = *parse_rfc3339("2025-04-11T08:00:00Z");
    std::vector<Source> corpus;
    for (int outlet = 0; outlet < kDocuments; ++outlet) {
        std::string xml =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
            "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Paper " +
            std::to_string(outlet) + "</title><link>" + newsrooms.outlet_url(outlet) + "</link>\n";
        for (int i = 0; i < kItems; ++i) {
            xml += raw_item(newsrooms.write(outlet, published)) + "\n";
            published -= std::chrono::minutes(7);
        }
        xml += "</channel></rss>\n";
        corpus.push_back(source_of(fmt::format("paper-{}", outlet), std::move(xml)));
    }
    return corpus;
}

}  // namespace wireroom::bench
