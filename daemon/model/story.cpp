#include "model/story.hpp"

namespace wireroom::model {
namespace {

constexpr ChangeKind kKinds[] = {
    ChangeKind::kRetracted,
    ChangeKind::kCorrected,
    ChangeKind::kExpanded,
    ChangeKind::kShortened,
    ChangeKind::kRetitled,
    ChangeKind::kCosmetic,
};

}  // namespace

const char* name_of(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::kRetracted:
            return "retracted";
        case ChangeKind::kCorrected:
            return "corrected";
        case ChangeKind::kExpanded:
            return "expanded";
        case ChangeKind::kShortened:
            return "shortened";
        case ChangeKind::kRetitled:
            return "retitled";
        case ChangeKind::kCosmetic:
            return "cosmetic";
    }
    return "";
}

std::optional<ChangeKind> change_kind_of(const std::string& name) {
    for (const auto kind : kKinds) {
        if (name == name_of(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

}  // namespace wireroom::model
