#include "config/config.hpp"

#include "base/text.hpp"
#include "config/document.hpp"
#include "config/faults.hpp"
#include "config/files.hpp"
#include "config/opml_feeds.hpp"
#include "config/reader.hpp"
#include "config/schema.hpp"
#include "feed/opml.hpp"
#include "text/url_rules.hpp"

#include <filesystem>
#include <optional>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace wireroom::config {

namespace {

Loaded refused(const std::string& file, const FileError& error) {
    Loaded loaded;
    loaded.config.file = file;
    const auto* subject = error.kind == FileFault::kTooLarge ? "the file " : "";
    loaded.faults.push_back({file, 0, 0, subject + error.message, {}});
    return loaded;
}

std::string_view without_mark(std::string_view yaml) {
    return yaml.starts_with("\xEF\xBB\xBF") ? yaml.substr(3) : yaml;
}

/// Which file a name leads to, whatever it is called.
std::string identity(const std::string& path) {
    std::error_code error;
    const auto canonical = std::filesystem::weakly_canonical(path, error);
    return error ? path : canonical.string();
}

std::vector<RuleFault> check_url_rules(std::string_view text) {
    std::vector<RuleFault> faults;
    const auto rules = text::UrlRules::parse(text);
    if (!rules) {
        for (const auto& fault : rules.error()) {
            faults.push_back({fault.line, fault.message});
        }
    }
    return faults;
}

/// Reads the files of one configuration: the main one, what it includes, then the OPML lists of
/// all, so that names in the files go before names made of titles.
class Loader {
public:
    Loader(const std::string& file, const RuleCheck& check_notes)
        : check_notes_(check_notes),
          faults_({file, 0, 0, "there are more faults than these", "mend these first"}),
          warnings_({file, 0, 0, "there are more warnings than these", {}}),
          subscriptions_(loaded_.config) {
        loaded_.config.file = file;
    }

    Loaded run_places(std::string_view yaml) {
        read_yaml(yaml, std::string(loaded_.config.file), read_places);
        loaded_.faults = faults_.take();
        return std::move(loaded_);
    }

    Loaded run_rules(std::string_view yaml) {
        read_yaml(yaml, std::string(loaded_.config.file), read_rules);
        rule_files();
        loaded_.faults = faults_.take();
        return std::move(loaded_);
    }

    Loaded run(std::string_view yaml) {
        const auto file = loaded_.config.file;
        seen_.insert(identity(file));
        total_ = yaml.size();
        read_yaml(yaml, file, read_config);
        for (std::size_t i = 0; i < subscriptions_.includes.size() && room_; ++i) {
            include(subscriptions_.includes[i]);
        }
        for (std::size_t i = 0; i < subscriptions_.lists.size() && room_; ++i) {
            list(subscriptions_.lists[i]);
        }
        rule_files();
        loaded_.faults = faults_.take();
        loaded_.warnings = warnings_.take();
        return std::move(loaded_);
    }

private:
    using Read = void (*)(const YamlNode&, Reader&, Config&, Subscriptions&);

    void read_yaml(std::string_view yaml, const std::string& file, Read read) {
        Document document;
        Reader reader(faults_, file, without_mark(yaml));
        if (const auto fault = read_document(without_mark(yaml), file, document)) {
            reader.fault_at(fault->line, fault->column, fault->message);
        } else if (document.root != nullptr) {
            read(*document.root, reader, loaded_.config, subscriptions_);
        }
    }

    void include(const IncludeEntry& entry) {
        auto folder = std::filesystem::path(loaded_.config.file).parent_path().string();
        folder += folder.empty() || folder.ends_with('/') ? "" : "/";
        if (!is_pattern(entry.text)) {
            include_file(beside(entry.text), entry);
            return;
        }
        const auto files = find_files(folder, entry.text, kMaxFiles);
        if (!files) {
            refuse(entry, in_quotes(entry.text) + " " + files.error().message);
            return;
        }
        for (const auto& file : *files) {
            if (!room_) {
                return;
            }
            include_file(std::filesystem::path(file).lexically_normal().string(), entry);
        }
    }

    void include_file(const std::string& path, const IncludeEntry& entry) {
        if (!seen_.insert(identity(path)).second) {
            return;
        }
        if (const auto yaml = take(path, entry, kMaxFileBytes)) {
            read_yaml(*yaml, path, read_included);
        }
    }

    void list(const OpmlEntry& entry) {
        const auto text = take(entry.path, entry, kMaxListBytes);
        if (!text) {
            return;
        }
        const auto opml = feed::parse_opml(*text);
        if (!opml) {
            refuse(entry, in_quotes(entry.path) + ": " + opml.error().message);
        } else if (!add_opml_feeds(
                       *opml, entry, subscriptions_.feeds, warnings_, warnings_.add_file(entry.path)
                   )) {
            refuse(
                entry,
                in_quotes(entry.path) + " makes more than " + std::to_string(kMaxFeeds) + " feeds"
            );
        }
    }

    void rule_files() {
        for (const auto& entry : subscriptions_.rules) {
            auto text = read_file(entry.path, kMaxRuleBytes, false);
            if (!text) {
                refuse(entry, in_quotes(entry.path) + " " + text.error().message);
                continue;
            }
            const bool urls = entry.kind == RuleFileEntry::Kind::kUrlRules;
            const auto faults = urls           ? check_url_rules(*text)
                                : check_notes_ ? check_notes_(*text)
                                               : std::vector<RuleFault>();
            const auto number = faults.empty() ? 0 : faults_.add_file(entry.path);
            for (const auto& fault : faults) {
                faults_.add(number, fault.line, fault.line > 0 ? 1 : 0, fault.message, {});
            }
            auto& dedup = loaded_.config.dedup;
            (urls ? dedup.url_rules_text : dedup.notes_text) = *std::move(text);
        }
    }

    /// Reads a further file within the limits.
    template <class Entry>
    std::optional<std::string> take(
        const std::string& path, const Entry& entry, std::size_t max_bytes
    ) {
        if (loaded_.config.included.size() >= kMaxFiles) {
            refuse(entry, "more than " + std::to_string(kMaxFiles) + " files are included");
            room_ = false;
            return std::nullopt;
        }
        auto text = read_file(path, max_bytes, false);
        if (!text) {
            refuse(entry, in_quotes(path) + " " + text.error().message);
            return std::nullopt;
        }
        total_ += text->size();
        if (total_ > kMaxTotalBytes) {
            refuse(
                entry,
                "with " + in_quotes(path) + " all files together are larger than " +
                    std::to_string(kMaxTotalBytes >> 20U) + " MiB"
            );
            room_ = false;
            return std::nullopt;
        }
        loaded_.config.included.push_back(path);
        return std::move(*text);
    }

    /// A fault at the entry that names a file.
    template <class Entry>
    void refuse(const Entry& entry, const std::string& message) {
        faults_.add(
            entry.place.file, entry.place.line, entry.column, entry.where + ": " + message, {}
        );
    }

    std::string beside(const std::string& path) const {
        return (std::filesystem::path(loaded_.config.file).parent_path() / path)
            .lexically_normal()
            .string();
    }

    const RuleCheck& check_notes_;
    Loaded loaded_;
    FaultList faults_;
    FaultList warnings_;
    Subscriptions subscriptions_;
    std::unordered_set<std::string> seen_;
    std::size_t total_ = 0;
    bool room_ = true;
};

}  // namespace

std::string format(const Fault& fault) {
    std::string text = printable(fault.file, 4096);
    if (fault.line > 0) {
        text += ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column);
    }
    text += ": " + printable(fault.message, 1000);
    if (!fault.suggestion.empty()) {
        text += "; " + printable(fault.suggestion, 1000);
    }
    return text;
}

Loaded parse(std::string_view yaml, const std::string& file, const RuleCheck& check_notes) {
    if (yaml.size() > kMaxFileBytes) {
        return refused(file, too_large(kMaxFileBytes));
    }
    return Loader(file, check_notes).run(yaml);
}

Loaded load(const std::string& path, const RuleCheck& check_notes) {
    const auto text = read_file(path, kMaxFileBytes, true);
    return text ? parse(*text, path, check_notes) : refused(path, text.error());
}

Loaded load_places(const std::string& path) {
    const auto text = read_file(path, kMaxFileBytes, true);
    return text ? Loader(path, {}).run_places(*text) : refused(path, text.error());
}

Loaded load_rules(const std::string& path, const RuleCheck& check_notes) {
    const auto text = read_file(path, kMaxFileBytes, true);
    return text ? Loader(path, check_notes).run_rules(*text) : refused(path, text.error());
}

}  // namespace wireroom::config
