#!/usr/bin/env python3
"""Writes the sequences as folders: generate.py FOLDER [NAME…]"""
import os
import sys

import more_cases  # noqa: F401: it adds its own to CASES
from cases import CASES


def generate(folder, names=()):
    """One folder a case, in the form that README.md describes. @return their names"""
    written = []
    for name, make in CASES:
        if not names or name in names:
            make().write(os.path.join(folder, name))
            written.append(name)
    return written


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print("\n".join(generate(sys.argv[1], sys.argv[2:])))
