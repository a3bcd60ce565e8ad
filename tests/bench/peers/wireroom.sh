#!/bin/sh
# wireroomd as one of the peers of an end-to-end benchmark on loopback: every feed polled once for each call.
#
#   wireroom.sh prep STATE URLFILE   writes STATE/wireroom.yaml for the addresses in URLFILE, one a line
#   wireroom.sh poll STATE           polls each of them once, and exits
#
# The feeds share one host here, so the limits for one host are lifted; everything else is as a user has it.
# WIREROOMD names the program; otherwise that of build/release, or of the path.
set -eu

prep() {
    state=$1
    urls=$2
    {
        printf 'fetch:\n'
        printf '  concurrency: 64\n'
        printf '  per_host: { connections: 64, spacing: 0s }\n'
        printf '  per_address: { connections: 64 }\n'
        printf 'store: { path: "%s/store/wireroom.db" }\n' "$state"
        printf 'feeds:\n'
        awk '{ printf "  - { name: f%06d, url: \"%s\" }\n", NR, $0 }' "$urls"
    } >"$state/wireroom.yaml"
}

program() {
    built=$(dirname "$0")/../../../build/release/bin/wireroomd
    if [ -n "${WIREROOMD:-}" ]; then
        printf '%s' "$WIREROOMD"
    elif [ -x "$built" ]; then
        printf '%s' "$built"
    else
        printf 'wireroomd'
    fi
}

case "${1:-}" in
    prep)
        prep "$2" "$3"
        ;;
    poll)
        exec "$(program)" --config "$2/wireroom.yaml" --log-level error --once >"$2/polled"
        ;;
    *)
        echo "usage: wireroom.sh prep STATE URLFILE | poll STATE" >&2
        exit 2
        ;;
esac
