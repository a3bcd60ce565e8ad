#include "fetch/decoder.hpp"

#include "base/text.hpp"
#include "fetch/decode_stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace wireroom::fetch {
namespace {

constexpr std::size_t kMaxCodings = 2;
constexpr std::size_t kStep = 64U << 10U;
constexpr std::size_t kBetween = 16U << 10U;

}  // namespace

/// Stages in the order of decoding: the first reads what was received, each further one what the
/// one before it wrote.
struct Decoder::Impl {
    struct Link {
        std::unique_ptr<DecodeStage> stage;
        std::uint64_t written = 0;
        std::string
            buffer;  ///< input of this stage, written by the one before; unused in the first
        std::string_view waiting;  ///< the unread part of `buffer`
    };

    /// Reads from stage `index` into `out`; 0 when it needs more received bytes.
    Result<std::size_t, DecodeError> read(
        std::size_t index, std::string_view& input, char* out, std::size_t capacity
    ) {
        auto& link = links[index];
        while (true) {
            auto& source = index == 0 ? input : link.waiting;
            const auto before = source.size();
            const auto written = link.stage->read(source, out, capacity);
            received += index == 0 ? before - source.size() : 0;
            if (!written || *written > 0) {
                return written ? count(link, *written) : written;
            }
            if (index == 0) {
                return std::size_t{0};
            }
            // Two codings at most: this recursion is one deep.
            link.buffer.resize(kBetween);
            auto refilled = read(index - 1, input, link.buffer.data(), link.buffer.size());
            if (!refilled || *refilled == 0) {
                return refilled;
            }
            link.waiting = std::string_view(link.buffer).substr(0, *refilled);
        }
    }

    Result<std::size_t, DecodeError> count(Link& link, std::size_t written) const {
        link.written += written;
        if (link.written > limits.decoded_bytes) {
            return DecodeError(
                DecodeFault::kTooLarge,
                fmt::format("decodes to more than {} bytes", limits.decoded_bytes)
            );
        }
        if (link.written > limits.ratio_after && link.written / limits.ratio >= received) {
            return DecodeError(
                DecodeFault::kBomb,
                fmt::format(
                    "{} bytes decode to more than {}: over {} to 1",
                    received,
                    link.written,
                    limits.ratio
                )
            );
        }
        return written;
    }

    DecodeLimits limits;
    std::vector<Link> links;
    std::uint64_t received = 0;
    std::vector<std::string> notes;
};

Decoder::Decoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&& other) noexcept = default;
Decoder& Decoder::operator=(Decoder&& other) noexcept = default;

Result<Decoder, DecodeError> Decoder::create(
    std::string_view content_encoding, const DecodeLimits& limits
) {
    auto impl = std::make_unique<Impl>();
    impl->limits = limits;
    while (!content_encoding.empty()) {
        const auto comma = content_encoding.find(',');
        const auto coding = trim(content_encoding.substr(0, comma));
        content_encoding.remove_prefix(
            comma == std::string_view::npos ? content_encoding.size() : comma + 1
        );
        if (coding.empty() || iequals(coding, "identity")) {
            continue;
        }
        if (impl->links.size() == kMaxCodings) {
            return DecodeError(
                DecodeFault::kUnknown, fmt::format("more than {} content codings", kMaxCodings)
            );
        }
        auto& link = impl->links.emplace_back();
        if (iequals(coding, "gzip") || iequals(coding, "x-gzip")) {
            link.stage = make_gzip_stage(Gzip::kDeclared);
        } else if (iequals(coding, "br")) {
            link.stage = make_brotli_stage();
        } else {
            return DecodeError(
                DecodeFault::kUnknown,
                fmt::format(
                    "content coding '{}' was not asked for and is not known", printable(coding, 40)
                )
            );
        }
    }
    if (impl->links.empty()) {
        impl->links.emplace_back().stage = make_gzip_stage(Gzip::kUndeclared);
    }
    std::ranges::reverse(impl->links);  // codings are listed in the order they were applied
    return Decoder(std::move(impl));
}

Result<bool, DecodeError> Decoder::decode(
    std::string_view& input, std::string& out, std::size_t budget
) {
    auto& impl = *impl_;
    const auto limit = out.size() + budget;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): written before it is read
    std::array<char, kStep> step;
    while (out.size() < limit) {
        const auto written = impl.read(impl.links.size() - 1, input, step.data(), step.size());
        if (!written) {
            return written.error();
        }
        if (*written == 0) {
            return true;
        }
        out.append(step.data(), *written);
    }
    return false;
}

Result<void, DecodeError> Decoder::finish(std::string& out) {
    auto& impl = *impl_;
    std::string tail;
    for (std::size_t i = 0; i < impl.links.size(); ++i) {
        auto& link = impl.links[i];
        std::string decoded;
        std::string_view rest = tail;  // at most two held-back bytes of the stage before
        while (true) {
            std::array<char, kBetween> step;  // NOLINT(cppcoreguidelines-pro-type-member-init)
            const auto written = link.stage->read(rest, step.data(), step.size());
            if (!written) {
                return written.error();
            }
            if (*written == 0) {
                break;
            }
            const auto counted = impl.count(link, *written);
            if (!counted) {
                return counted.error();
            }
            decoded.append(step.data(), *written);
        }
        std::array<char, 2> held{};
        const auto written = link.stage->finish(held.data());
        if (!written) {
            return written.error();
        }
        decoded.append(held.data(), *written);
        tail = std::move(decoded);
    }
    out += tail;
    return {};
}

bool Decoder::is_decompressing() const {
    return std::ranges::any_of(impl_->links, [](const auto& link) {
        return link.stage->is_decompressing();
    });
}

const std::vector<std::string>& Decoder::notes() const {
    impl_->notes.clear();
    for (const auto& link : impl_->links) {
        impl_->notes.insert(impl_->notes.end(), link.stage->notes.begin(), link.stage->notes.end());
    }
    return impl_->notes;
}

}  // namespace wireroom::fetch
