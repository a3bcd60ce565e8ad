#pragma once

#include "dedup/prepare.hpp"

#include <memory>
#include <string>
#include <vector>

namespace wireroom::bench {

/// What storing would cost without deciding: one row a story with its compressed text, two indexes,
/// `synchronous=FULL`, the documents as they are.
class PlainStore {
public:
    explicit PlainStore(const std::string& path);
    ~PlainStore();
    PlainStore(const PlainStore&) = delete;
    PlainStore& operator=(const PlainStore&) = delete;

    /// One transaction.
    void insert(const std::vector<dedup::PreparedItem>& document);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace wireroom::bench
