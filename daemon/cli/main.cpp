#include "cli/run.hpp"

#include <csignal>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // `wireroom stories | head -1` ends well: EPIPE is OutputClosed
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return wireroom::cli::run(arguments);
}
