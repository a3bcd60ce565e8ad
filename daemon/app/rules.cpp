#include "app/rules.hpp"

#include "dedup/note_rules.hpp"
#include "text/url_rules.hpp"

#include <stdexcept>
#include <string_view>
#include <vector>

namespace wireroom::app {
namespace {

std::vector<config::RuleFault> check_notes(std::string_view text) {
    std::vector<config::RuleFault> faults;
    const auto rules = dedup::NoteRules::parse(text);
    if (!rules) {
        for (const auto& fault : rules.error().faults) {
            faults.push_back({static_cast<int>(fault.line), fault.message});
        }
    }
    return faults;
}

}  // namespace

config::Loaded load_config(const std::string& path) {
    return config::load(path, check_notes);
}

config::Loaded load_rules(const std::string& path) {
    return config::load_rules(path, check_notes);
}

void install_rules(const config::Config& config) {
    const auto urls = text::UrlRules::parse(config.dedup.url_rules_text);
    const auto notes = dedup::NoteRules::parse(config.dedup.notes_text);
    if (!urls || !notes) {
        throw std::logic_error("rules with faults cannot be installed"
        );  // load_config refuses them
    }
    text::install_url_rules(*urls);
    dedup::install_notes(*notes);
}

}  // namespace wireroom::app
