#!/usr/bin/env bash
# The model case, seen: a newsroom on this machine publishes, expands, moves, repeats and withdraws stories, and wireroom
# tells what it makes of it. Called by `./dev demo`; the argument is the folder with the programs.
set -euo pipefail
bin=$1
here=$(dirname "${BASH_SOURCE[0]}")
seconds=${WIREROOM_DEMO_SECONDS:-40}
home=$(mktemp -d)
pids=()
cleanup() {
    [ ${#pids[@]} -gt 0 ] && kill "${pids[@]}" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$home"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

wait_for() {
    local what=$1 tries=100
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || { echo "demo: $what did not come up; its log:" >&2; cat "$home"/*.log >&2; exit 1; }
        sleep 0.1
    done
}

heading() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || heading() { printf '\n== %s\n' "$*"; }

python3 "$here/newsroom.py" --port-file "$home/port" --timeline "$seconds" >"$home/newsroom.log" 2>&1 &
newsroom=$!
pids+=("$newsroom")
wait_for "the newsroom" test -s "$home/port"
site=http://127.0.0.1:$(cat "$home/port")
cat >"$home/wireroom.yaml" <<YAML
fetch:  { per_host: { connections: 4, spacing: 0s } }
store:  { path: $home/wireroom.db }
socket: { path: $home/wireroom.sock }
feeds:
  - { name: lantern,       url: "$site/lantern/rss",           interval: 1s }
  - { name: lantern-world, url: "$site/lantern/world.atom",    interval: 1s }
  - { name: ferry-wire,    url: "$site/ferrywire/feed.json",   interval: 1s }
YAML

heading "wireroomd polls three feeds of a newsroom on this machine"
"$bin/wireroomd" --config "$home/wireroom.yaml" 2>"$home/wireroomd.log" &
daemon=$!
pids+=("$daemon")
wait_for "wireroomd" test -S "$home/wireroom.sock"
wait_for "wireroomd" "$bin/wireroom" --config "$home/wireroom.yaml" status
"$bin/wireroom" --config "$home/wireroom.yaml" follow --after begin &
pids+=($!)
tail -n +1 -f --pid="$newsroom" "$home/newsroom.log" &
pids+=($!)
wait "$newsroom" || true
sleep 1
kill "${pids[2]}" 2>/dev/null || true

client() { "$bin/wireroom" --config "$home/wireroom.yaml" "$@"; }
story=$(client stories --json | python3 -c '
import json, sys
print(next(s["id"] for s in map(json.loads, sys.stdin) if "Witkoff" in s["title"]))')
heading "wireroom stories"
client stories
heading "wireroom show $story"
client show "$story"
heading "wireroom diff $story"
client diff "$story"
heading "wireroom feeds"
client feeds
echo
echo "Unchanged feeds were answered with 304: $(grep -c 'status=304' "$home/wireroomd.log") of $(grep -c 'poll.ok' "$home/wireroomd.log") polls."
