#!/usr/bin/env python3
"""Fails on an include that the table of modules in docs/architecture.md does not allow."""
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
# Third-party headers that must stay at home: pattern → modules whose sources may include them.
HOMES = {
    r"pugixml\.hpp": {"feed", "protocol"},
    r"boost/json": {"feed", "protocol", "store", "cli"},
    r"gumbo\.h": set(),
    r"unicode/": {"text", "cli"},
    r"boost/beast": {"http", "fetch", "serve", "cli"},
    r"openssl/": {"fetch", "base"},
    r"SQLiteCpp/|sqlite3\.h": {"store"},
    r"yaml-cpp/": {"config"},
    r"CLI/": {"cli"},
    r"systemd/": {"app"},
}
PURE = {"text", "feed", "dedup", "schedule", "monitor", "protocol"}
IMPURE = r"<(thread|mutex|fstream|iostream|filesystem|unistd\.h|sys/.*)>|\"base/log\.hpp\""


def modules():
    """{module: modules it may include}, from the document that people read."""
    with open(os.path.join(ROOT, "docs", "architecture.md"), encoding="utf-8") as file:
        rows = re.findall(r"^\| `(\w+)` \| .* \| ([^|]+) \|$", file.read(), re.M)
    table = {}
    for name, allowed in rows:
        allowed = allowed.strip()
        if allowed == "anything":
            table[name] = None
        else:
            table[name] = set() if allowed == "–" else {word.strip() for word in allowed.split(",")}
    return table


def main():
    table = modules()
    faults = []
    folders = sorted(
        name for name in os.listdir(os.path.join(ROOT, "daemon")) if os.path.isdir(os.path.join(ROOT, "daemon", name))
    )
    for module in folders:
        if module not in table:
            faults.append(f"daemon/{module}: not in the table of docs/architecture.md")
            continue
        for name in sorted(os.listdir(os.path.join(ROOT, "daemon", module))):
            path = os.path.join(ROOT, "daemon", module, name)
            if not name.endswith((".hpp", ".cpp")):
                continue
            with open(path, encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    where = f"daemon/{module}/{name}:{number}"
                    own = re.match(r'#include "(\w+)/', line)
                    if own and own[1] != module and table[module] is not None and own[1] not in table[module]:
                        faults.append(f"{where}: {module} may not include {own[1]}")
                    include = re.match(r'#include [<"]([^>"]+)[>"]', line)
                    for pattern, homes in HOMES.items():
                        if include and re.match(pattern, include[1]) and module not in homes:
                            faults.append(f"{where}: <{include[1]}> stays in {', '.join(sorted(homes))}")
                    if module in PURE and re.match(r"#include " + IMPURE, line):
                        faults.append(f"{where}: {module} is pure, and this is not: {line.strip()}")
    if not folders:
        faults.append("no modules found: wrong folder?")
    print("\n".join(faults) if faults else f"{len(folders)} modules, layering holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
