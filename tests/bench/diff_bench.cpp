// Comparing texts of 1 MiB, among them the worst that we could think of. See README.md of this
// folder.

#include "base/hash.hpp"
#include "bench/articles.hpp"
#include "dedup/diff.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::bench {
namespace {

constexpr std::size_t kBytes = 1 << 20;
using Pair = std::pair<std::string, std::string>;

std::vector<std::string> paragraphs(unsigned seed, std::size_t bytes = kBytes) {
    std::mt19937_64 random(seed);
    const Language language(seed);
    std::vector<std::string> written;
    for (std::size_t size = 0; size < bytes;) {
        written.push_back(language.paragraph(random, 500));
        size += written.back().size() + 2;
    }
    return written;
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string text;
    for (const auto& part : parts) {
        text += (text.empty() ? "" : between) + part;
    }
    return text.substr(0, kBytes);
}

std::vector<std::string> words(std::size_t count, unsigned seed, int different) {
    std::mt19937_64 random(seed);
    std::vector<std::string> list;
    for (std::size_t i = 0; i < count; ++i) {
        list.push_back("w" + std::to_string(random() % static_cast<unsigned>(different)));
    }
    return list;
}

Pair edited() {
    auto parts = paragraphs(1);
    const auto before = joined(parts, "\n\n");
    for (std::size_t i = 0; i < parts.size(); i += 10) {
        parts[i] += " Corrected.";
    }
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(parts.size() / 2), "New paragraph.");
    return {before, joined(parts, "\n\n")};
}

Pair unrelated() {
    return {joined(paragraphs(2), "\n\n"), joined(paragraphs(3), "\n\n")};
}

Pair one_paragraph_each() {
    return {joined(paragraphs(4), " "), joined(paragraphs(5), " ")};
}

Pair every_second_word() {
    auto list = words(kBytes / 6, 6, 90'000);
    const auto before = joined(list, " ");
    for (std::size_t i = 0; i < list.size(); i += 2) {
        list[i] += "x";
    }
    return {before, joined(list, " ")};
}

/// Few different words in no order: everything resembles everything.
Pair few_words() {
    return {joined(words(kBytes / 3, 7, 8), " "), joined(words(kBytes / 3, 8, 8), " ")};
}

Pair paragraphs_shuffled() {
    auto parts = paragraphs(9);
    const auto before = joined(parts, "\n\n");
    std::mt19937_64 random(9);
    std::ranges::shuffle(parts, random);
    return {before, joined(parts, "\n\n")};
}

Pair paragraphs_reversed() {
    auto parts = words(kBytes / 9, 10, 1 << 30);
    const auto before = joined(parts, "\n\n");
    std::ranges::reverse(parts);
    return {before, joined(parts, "\n\n")};
}

/// No spaces: each character is a word.
Pair chinese() {
    const auto text = [](unsigned seed) {
        std::mt19937_64 random(seed);
        std::string written;
        while (written.size() < kBytes) {
            const auto code = 0x4E00 + static_cast<unsigned>(random() % 3000);
            written += static_cast<char>(0xE0 | (code >> 12));
            written += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
            written += static_cast<char>(0x80 | (code & 0x3F));
        }
        return written;
    };
    return {text(11), text(12)};
}

Pair same_letter() {
    return {std::string(kBytes, 'a'), std::string(kBytes - 1, 'a') + "b"};
}

Pair grown_from_nothing() {
    return {"", joined(paragraphs(13), "\n\n")};
}

void Compare(benchmark::State& state, Pair (*make)()) {
    const auto [before, after] = make();
    for (auto _ : state) {
        benchmark::DoNotOptimize(dedup::compare("Before", before, "After", after));
    }
    state.SetBytesProcessed(
        state.iterations() * static_cast<std::int64_t>(before.size() + after.size())
    );
}

/// The limit: both texts read once.
void Hash(benchmark::State& state) {
    const auto [before, after] = unrelated();
    for (auto _ : state) {
        benchmark::DoNotOptimize(hash64(before) ^ hash64(after));
    }
    state.SetBytesProcessed(
        state.iterations() * static_cast<std::int64_t>(before.size() + after.size())
    );
}

BENCHMARK(Hash)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, edited, edited)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, unrelated, unrelated)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, one_paragraph_each, one_paragraph_each)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, every_second_word, every_second_word)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, few_words, few_words)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, paragraphs_shuffled, paragraphs_shuffled)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, paragraphs_reversed, paragraphs_reversed)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, chinese, chinese)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, same_letter, same_letter)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Compare, grown_from_nothing, grown_from_nothing)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wireroom::bench

BENCHMARK_MAIN();
