#include "model/subscriptions.hpp"

namespace wireroom::model {

const char* name_of(ConfigChange::Subject subject) {
    switch (subject) {
        case ConfigChange::Subject::kFeed:
            return "feed";
        case ConfigChange::Subject::kMonitor:
            return "monitor";
        case ConfigChange::Subject::kSetting:
            break;
    }
    return "setting";
}

const char* name_of(ConfigChange::Kind kind) {
    switch (kind) {
        case ConfigChange::Kind::kAdded:
            return "added";
        case ConfigChange::Kind::kRemoved:
            return "removed";
        case ConfigChange::Kind::kRenamed:
            return "renamed";
        case ConfigChange::Kind::kMoved:
            return "moved";
        case ConfigChange::Kind::kChanged:
            break;
    }
    return "changed";
}

}  // namespace wireroom::model
