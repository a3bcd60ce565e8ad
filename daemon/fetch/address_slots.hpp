#pragma once

#include "async/net.hpp"

#include <boost/asio/ip/address.hpp>

#include <map>
#include <memory>

namespace wireroom::fetch {

/// How many exchanges may be under way with one IP address: hosts that share a platform share its
/// patience, and one dead platform holds few of our polls. Whoever comes when all slots are taken
/// waits in line. Invariant: an address has an entry exactly while somebody holds one of its slots.
/// Belongs to the loop's thread.
class AddressSlots {
    struct Line;

public:
    /// @param limit slots of each address, at least 1.
    explicit AddressSlots(int limit);
    ~AddressSlots();
    AddressSlots(const AddressSlots&) = delete;
    AddressSlots& operator=(const AddressSlots&) = delete;

    /// A slot of one address; goes to the next in line when it ends. Must not outlive the
    /// AddressSlots.
    class Slot {
    public:
        Slot(AddressSlots& slots, std::shared_ptr<Line> line)
            : slots_(&slots), line_(std::move(line)) {}
        Slot(Slot&& other) noexcept : slots_(other.slots_), line_(std::move(other.line_)) {}
        Slot& operator=(Slot&&) = delete;
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;
        ~Slot();

    private:
        AddressSlots* slots_;
        std::shared_ptr<Line> line_;
    };

    /// Waits for a slot, first come, first served. Cancellation leaves the line and throws
    /// `operation_aborted`.
    net::awaitable<Slot> take(net::ip::address address);

    /// A new limit: those in line are let in up to it; slots that are taken beyond it run out.
    void set_limit(int limit);

private:
    void let_in(Line& line);
    void release(Line& line);

    int limit_;
    std::map<net::ip::address, std::shared_ptr<Line>> lines_;
};

}  // namespace wireroom::fetch
