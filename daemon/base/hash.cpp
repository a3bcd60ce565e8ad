#include "base/hash.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>
// Compiled here: most of what is hashed is a word, and a call through the library's table of
// symbols takes as long as that.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace wireroom {
namespace {

struct ContextDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

Digest sha256_128(std::string_view bytes) {
    // A fetched algorithm and a reused context: the implicit fetch costs more than hashing a short
    // text.
    static EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local std::unique_ptr<EVP_MD_CTX, ContextDeleter> context(EVP_MD_CTX_new());
    std::array<std::uint8_t, 32> full{};
    unsigned size = 0;
    if (kAlgorithm == nullptr || EVP_DigestInit_ex2(context.get(), kAlgorithm, nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
        EVP_DigestFinal_ex(context.get(), full.data(), &size) != 1) {
        throw std::runtime_error("SHA-256 is not available from OpenSSL");
    }
    Digest digest{};
    std::copy_n(full.begin(), digest.size(), digest.begin());
    return digest;
}

std::string to_hex(const Digest& digest) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    hex.reserve(digest.size() * 2);
    for (const auto byte : digest) {
        hex += kDigits[byte >> 4U];
        hex += kDigits[byte & 0xFU];
    }
    return hex;
}

std::uint64_t hash64(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string random_id() {
    constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::array<std::uint8_t, 16> random{};
    if (RAND_bytes(random.data(), random.size()) != 1) {
        throw std::runtime_error("the system's random generator is not available");
    }
    std::string id;
    id.reserve(random.size());
    for (const auto byte : random) {
        id += kAlphabet[byte & 31U];
    }
    return id;
}

}  // namespace wireroom
