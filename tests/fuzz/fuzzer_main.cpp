#include "fuzz/check.hpp"

#include <cstddef>
#include <cstdint>

// libFuzzer brings `main` and calls this.
extern "C" int LLVMFuzzerTestOneInput(  // NOLINT(readability-identifier-naming): libFuzzer's name
    const std::uint8_t* data,
    std::size_t size
) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as text
    wireroom::fuzz::check({reinterpret_cast<const char*>(data), size});
    return 0;
}
