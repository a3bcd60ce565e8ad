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
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$home"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# wait_for WHAT TENTHS COMMAND…: until the command succeeds.
wait_for() {
    local what=$1 tries=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ $tries -le 0 ]; then
            echo "demo: waited in vain for $what; the logs:" >&2
            cat "$home"/*.log >&2
            exit 1
        fi
        sleep 0.1
    done
}

heading() {
    if [ -t 1 ]; then printf '\n\033[1m%s\033[0m\n' "$*"; else printf '\n== %s\n' "$*"; fi
}

client() { "$bin/wireroom" --config "$home/wireroom.yaml" "$@"; }

# id_of WORD: the id of the story with this word in its title.
id_of() {
    client stories --json | python3 -c '
import json, sys
print(next(s["id"] for s in map(json.loads, sys.stdin) if sys.argv[1] in s["title"]))' "$1"
}

python3 "$here/newsroom.py" --port-file "$home/port" --timeline "$seconds" >"$home/newsroom.log" 2>&1 &
pids+=($!)
wait_for "the newsroom" 100 test -s "$home/port"
site=http://127.0.0.1:$(cat "$home/port")
cat >"$home/wireroom.yaml" <<YAML
fetch:  { per_host: { connections: 4, spacing: 0s } }
store:  { path: $home/wireroom.db }
socket: { path: $home/wireroom.sock }
feeds:
  - { name: lantern,       url: "$site/lantern/rss",         interval: 1s }
  - { name: lantern-world, url: "$site/lantern/world.atom",  interval: 1s }
  - { name: ferry-wire,    url: "$site/ferrywire/feed.json", interval: 1s }
monitors:
  - { name: peskov, query: "peskov*" }
YAML

heading "wireroomd polls three feeds of a newsroom on this machine and watches for a name; wireroom follow tells what it makes of them"
"$bin/wireroomd" --config "$home/wireroom.yaml" 2>"$home/wireroomd.log" &
pids+=($!)
serves() { client status --json | grep -q '"running":true'; }
wait_for "wireroomd" 100 serves
"$bin/wireroom" --config "$home/wireroom.yaml" follow --after begin &
follower=$!
pids+=("$follower")
tail -n +1 -s 0.1 -f "$home/newsroom.log" | sed -u '/^that was all$/d' &
pids+=($!)
wait_for "the end of the newsroom's day" $((seconds * 10 + 100)) grep -q '^that was all$' "$home/newsroom.log"
kill "$follower" 2>/dev/null || true

story=$(id_of Witkoff)
withdrawn=$(id_of chess)
heading "wireroom stories"
client stories
heading "wireroom show $story"
client show "$story"
heading "wireroom diff $story"
client diff "$story"
heading "wireroom explain $story"
client explain "$story"
heading "wireroom monitor list"
client monitor list
heading "curl --unix-socket … http://x/feeds/monitor/peskov.atom (what newsboat and others read)"
curl -s --unix-socket "$home/wireroom.sock" http://x/feeds/monitor/peskov.atom | grep -E '<(title|updated|link)' || true
heading "wireroom show $withdrawn (it left its feed, and stays here)"
client show "$withdrawn"
heading "wireroom feeds"
client feeds
printf '\nAnswered with 304, nothing downloaded: %s of %s polls.\n' \
    "$(grep -c 'status=304' "$home/wireroomd.log")" "$(grep -c 'poll.ok' "$home/wireroomd.log")"
