#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace wireroom::dedup {

/// What comparing texts may still cost, in steps: one is what it takes to compare two words, a few
/// nanoseconds. A document has one for all of its items, so that no document keeps the store busy,
/// whatever stands in it. What cannot be afforded is not done, and what asked for it takes the
/// answer that loses nothing: no merge, a change that is told without its meaning.
class Effort {
public:
    /// At most 1.5 s of CPU time at 2.6 GHz, measured with the documents of `DecideHostile` in
    /// tests/bench/dedup_bench.cpp.
    static constexpr std::size_t kOfDocument = 200'000'000;

    explicit Effort(std::size_t steps = kOfDocument) : most_(steps), left_(steps) {}

    /// Takes the steps; false, and none taken, when fewer than these and `more` are left.
    /// @param more  steps that will be borrowed at most, if this is granted.
    bool take(std::size_t steps, std::size_t more = 0) {
        if (left_ < steps || left_ - steps < more) {
            refused_ = true;
            return false;
        }
        left_ -= steps;
        return true;
    }

    /// Steps for one alignment: at most so many, fewer when fewer are left. Those that it did not
    /// need are given back.
    std::size_t borrow(std::size_t most) {
        const auto steps = std::min(most, left_);
        left_ -= steps;
        return steps;
    }
    void give_back(std::size_t steps) { left_ += steps; }

    std::size_t taken() const { return most_ - left_; }
    /// Something was not done for want of steps.
    bool refused() const { return refused_; }

private:
    std::size_t most_;
    std::size_t left_;
    bool refused_ = false;
};

/// What a text costs whenever it is gone through: its bytes, and what each of its lines and of its
/// characters that may be words of their own takes.
/// @param text   sanitised HTML, or what it says
/// @param lines  paragraphs of it, when they were counted
inline std::size_t weight_of(std::string_view text, std::size_t lines) {
    constexpr std::size_t kLine = 100;         // as many bytes
    constexpr std::size_t kCharacter = 12;     // with what a word costs beside its bytes
    constexpr std::size_t kLong = 64U << 10U;  // what does not stay in the processor's cache
    const auto characters = static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return static_cast<unsigned char>(c) >= 0xE0;
    }));
    const auto weight = text.size() + lines * kLine + characters * kCharacter;
    return text.size() > kLong ? weight + text.size() : weight;
}

inline std::size_t weight_of(std::string_view html) {
    return weight_of(html, static_cast<std::size_t>(std::ranges::count(html, '<')) / 2);
}

}  // namespace wireroom::dedup
