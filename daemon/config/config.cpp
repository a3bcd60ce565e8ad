#include "config/config.hpp"

#include "base/text.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"
#include "config/schema.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace wireroom::config {

namespace {

Loaded refused(const std::string& file, std::string message) {
    Loaded loaded;
    loaded.config.file = file;
    loaded.faults.push_back({file, 0, 0, std::move(message), {}});
    return loaded;
}

}  // namespace

std::string format(const Fault& fault) {
    std::string text = printable(fault.file, 4096);
    if (fault.line > 0) {
        text += ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column);
    }
    text += ": " + printable(fault.message, 1000);
    if (!fault.suggestion.empty()) {
        text += "; " + printable(fault.suggestion, 1000);
    }
    return text;
}

Loaded parse(std::string_view yaml, const std::string& file) {
    if (yaml.size() > kMaxFileBytes) {
        return refused(
            file, "the file is larger than " + std::to_string(kMaxFileBytes >> 20U) + " MiB"
        );
    }
    Loaded loaded;
    loaded.config.file = file;
    Document document;
    if (auto fault = read_document(yaml, file, document)) {
        loaded.faults.push_back(std::move(*fault));
        return loaded;
    }
    if (document.root != nullptr) {
        Reader reader(file);
        read_config(*document.root, reader, loaded.config);
        loaded.faults = reader.take_faults();
    }
    return loaded;
}

Loaded load(const std::string& path) {
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return refused(path, "cannot be read: " + std::generic_category().message(errno));
    }
    std::string text(kMaxFileBytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad() || (stream.fail() && !stream.eof())) {
        return refused(path, "cannot be read: " + std::generic_category().message(errno));
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return parse(text, path);
}

}  // namespace wireroom::config
