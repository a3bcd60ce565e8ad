#!/usr/bin/env bash
# The daemon in the foreground with `wireroom follow` attached, until either ends or Ctrl-C ends both. Called by `./dev run`.
# Arguments: the folder with the programs, the configuration.
set -euo pipefail
bin=$1 config=$2
daemon='' client='' stopped='' socket='' taken='' status=0 followed=0

say() { printf '%s\n' "dev: $*" >&2; }

# What the status of a running daemon calls its socket; nothing without one.
socket_in_use() { "$bin/wireroom" --config "$config" status 2>/dev/null | sed -n 's/^socket  *//p'; }

# The system's service may be what answers: the client finds it as long as our own daemon is not up.
taken=$(socket_in_use) || true
# Nobody listens there, so the client reads our store. What comes after its head is what this run brings.
cursor=$("$bin/wireroom" --config "$config" --socket /dev/null status --json 2>/dev/null |
    sed -n 's/.*"head":"\([^"]*\)".*/\1/p') || true

# The store may be that of a configuration of one's own, whose feeds a start with this one would retire.
kept=$("$bin/wireroom" --config "$config" --socket /dev/null feeds 2>/dev/null | cut -f 10) || true
wanted=$("$bin/wireroomd" --config "$config" --print-config 2>/dev/null | sed -n 's/.*[ {]url: "\([^"]*\)".*/\1/p') || true
total=$(grep -c . <<<"$kept") || true
foreign=$(grep . <<<"$kept" | grep -cvxFf <(printf '%s\n' "$wanted")) || true
if [ "$total" -gt 1 ] && [ $((foreign * 2)) -gt "$total" ]; then
    say "your store holds $foreign feeds that $config does not name; this would stop their polls"
    say "your own configuration: $bin/wireroomd; a store apart: XDG_STATE_HOME=DIRECTORY ./dev run"
    exit 1
fi

# Process groups of their own: Ctrl-C reaches this script alone, which ends first the client, then the daemon.
set -m
trap 'stopped=yes; [ -z "$client" ] || kill -TERM "$client" 2>/dev/null || true' INT TERM HUP
# What a person should know of feeds and of the network, the client tells.
"$bin/wireroomd" --config "$config" --log-level error &
daemon=$!
alive() { kill -0 "$1" 2>/dev/null; }
while [ -z "$stopped" ] && alive "$daemon"; do
    socket=$(socket_in_use) || true
    [ -z "$socket" ] || [ "$socket" = "$taken" ] || break
    sleep 0.1
done
if [ -z "$stopped" ] && alive "$daemon"; then
    say "wireroomd polls the feeds of $config; Ctrl-C stops it. In another terminal: $bin/wireroom stories"
    "$bin/wireroom" --config "$config" --socket "$socket" follow --after "${cursor:-begin}" &
    client=$!
    wait -n "$daemon" "$client" || true
    kill -TERM "$client" 2>/dev/null || true
    wait "$client" 2>/dev/null || followed=$?
fi
kill -TERM "$daemon" 2>/dev/null || true
# A second Ctrl-C interrupts the wait and not the daemon, which stores what it has first.
while alive "$daemon"; do
    wait "$daemon" || true
done
wait "$daemon" || status=$?

if [ "$status" -ne 0 ]; then
    [ -z "$taken" ] || say "a wireroomd answers at $taken already: stop it, or watch it with $bin/wireroom follow"
    say "wireroomd ended with $status; it says why above"
elif [ -n "$stopped" ]; then
    say "stopped; what was read is kept"
elif [ "$followed" -ne 0 ] && [ "$followed" -ne 143 ]; then
    status=$followed
fi
exit "$status"
