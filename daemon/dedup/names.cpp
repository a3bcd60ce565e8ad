#include "dedup/decide.hpp"

namespace wireroom::dedup {

const char* name_of(GuidMode mode) {
    switch (mode) {
        case GuidMode::kTrusted:
            return "trusted";
        case GuidMode::kDuplicated:
            return "duplicated";
        case GuidMode::kVolatile:
            return "volatile";
        case GuidMode::kRecycled:
            return "recycled";
    }
    return "";
}

const char* name_of(LinkMode mode) {
    switch (mode) {
        case LinkMode::kUnique:
            return "unique";
        case LinkMode::kShared:
            return "shared";
        case LinkMode::kHome:
            return "home";
    }
    return "";
}

const char* name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::kNewStory:
            return "new-story";
        case Verdict::kNewRevision:
            return "new-revision";
        case Verdict::kSighting:
            return "sighting";
        case Verdict::kUnchanged:
            return "unchanged";
        case Verdict::kTwin:
            return "twin";
        case Verdict::kRemoved:
            return "removed";
    }
    return "";
}

const char* name_of(Rung rung) {
    switch (rung) {
        case Rung::kNone:
            return "none";
        case Rung::kGuid:
            return "guid";
        case Rung::kAlias:
            return "alias";
        case Rung::kUrl:
            return "url";
        case Rung::kText:
            return "content";
        case Rung::kNear:
            return "near";
        case Rung::kOperator:
            return "operator";
    }
    return "";
}

}  // namespace wireroom::dedup
