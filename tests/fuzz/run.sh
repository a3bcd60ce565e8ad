#!/usr/bin/env bash
# run.sh BUILD [TARGET|all] [SECONDS]: fuzzes one target after the other, SECONDS each, and prints a line for each.
# New inputs go to BUILD/corpus, findings to BUILD/findings, what libFuzzer says to BUILD/logs. Status 1 when there is a finding.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$1 only=${2:-all} seconds=${3:-60}
readonly most_findings=20

# TARGET BYTES DICTIONARY: the longest input, in which everything that a target knows can stand.
targets() {
    cat <<'TXT'
xml_feed 8192 xml
json_feed 4096 json
html 4096 html
date 96 date
charset 1024 charset
url 512 url
opml 4096 xml
query 1024 query
head 2048 head
TXT
}

# stat LOG NAME: a figure that libFuzzer printed at its end.
stat() {
    sed -n "s/^stat::$2: *//p" "$1" | tail -n 1
}

# findings_of TARGET: the inputs that are kept.
findings_of() {
    find "$build/findings" -name "$1-*" -newer "$build/logs/$1.began" | sort
}

fuzz() {
    local target=$1 bytes=$2 dictionary=$3
    local corpus=$build/corpus/$target log=$build/logs/$target.log
    local end=$((SECONDS + seconds)) runs=0 cover=0 findings=0 left known more file
    mkdir -p "$corpus" "$build/logs" "$build/findings"
    rm -f "$build/findings/$target"-*
    touch -d '1 second ago' "$build/logs/$target.began"
    while left=$((end - SECONDS)) && [ $left -gt 0 ] && [ "$findings" -lt $most_findings ]; do
        known=$findings
        "$build/bin/${target}_fuzz" "$corpus" "$here/seeds/$target" \
            -dict="$here/dictionaries/$dictionary.dict" -max_len="$bytes" -timeout=2 -rss_limit_mb=512 \
            -max_total_time=$left -print_final_stats=1 -artifact_prefix="$build/findings/$target-" \
            >"$log" 2>&1 || true
        more=$(stat "$log" number_of_executed_units)
        runs=$((runs + ${more:-0}))
        more=$(sed -n 's/^#.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
        cover=${more:-$cover}
        findings=$(findings_of "$target" | wc -l)
        grep -q '^Done' "$log" && continue
        # The input that was found before, most likely a seed: nothing behind it can be reached.
        [ "$findings" -gt "$known" ] || break
    done
    if ! grep -q '^Done' "$log" && [ "$findings" -eq 0 ]; then
        tail -n 5 "$log" >&2  # it did not run at all
        findings=1
    fi
    printf '%-10s %10d executions %6d edges %4d findings\n' "$target" "$runs" "$cover" "$findings"
    for file in $(findings_of "$target"); do
        "$build/bin/${target}_fuzz" "$file" >"$log" 2>&1 || true
        printf '  %s: %s\n' "$file" "$(sed -n 's/^not kept: //p; s/^SUMMARY: //p' "$log" | head -n 1)"
    done
    [ "$findings" -eq 0 ]
}

[ "$only" = all ] || grep -q "^$only " <<<"$(targets)" || {
    echo "no such target: $only (there are: $(targets | cut -d' ' -f1 | paste -sd' '))" >&2
    exit 2
}
found=0
while read -r target bytes dictionary; do
    [ "$only" = all ] || [ "$only" = "$target" ] || continue
    fuzz "$target" "$bytes" "$dictionary" || found=1
done < <(targets)
[ $found -eq 0 ] || echo "findings are in $build/findings; docs/fuzzing.md says what to do with them"
exit $found
