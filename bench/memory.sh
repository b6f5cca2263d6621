#!/usr/bin/env bash
# Memory of the service over a long run of steady mixed load: recommendations for known users and ever new visitors, and new events, a tenth of what two processors bear.
# Histories are bounded at 32 MB, so that the bound is met within minutes.
# Samples resident memory every ten seconds and closes with the growth after warming up: the mean of the last fifth beside that of the second fifth.
# Usage: bench/memory.sh [SECONDS] [FOLDER]     writes bench/results/memory.txt; needs wrk. KUAJIE_NO_BUILD=1 takes what is built.
set -euo pipefail
seconds=${1:-600}
folder=${2:-$(mktemp -d)}
root=$(cd "$(dirname "$0")/.." && pwd)
port=${KUAJIE_PORT:-5398}
out="$root/bench/results/memory.txt"
[ -n "${KUAJIE_NO_BUILD:-}" ] || dotnet build "$root/bench/Kuajie.Benchmarks" -c Release -v q
bench=${KUAJIE_BENCH:-"$root/artifacts/bin/Kuajie.Benchmarks/release/Kuajie.Benchmarks"}
mkdir -p "$root/bench/results" "$folder"
say() { echo "$*" | tee -a "$out"; }

KUAJIE_KEY=$("$bench" service-world "$folder/memory.kuajie" "$folder/memory.lua")
export KUAJIE_KEY
# One request in 32 brings ten new events, one in eight asks for a visitor nobody knows; the others ask for known users.
cat > "$folder/mixed.lua" <<'LUA'
wrk.headers["Authorization"] = "Bearer " .. os.getenv("KUAJIE_KEY")
wrk.headers["Content-Type"] = "application/json"
local n, run = 0, tostring(os.time())
function delay() return math.random(0, 40) end
function request()
    n = n + 1
    if n % 32 == 0 then
        local events = {}
        for each = 1, 10 do
            events[each] = '{"event":"' .. run .. "-" .. n .. "-" .. each .. '","user":"user-' .. math.random(0, 9999) .. '","item":"item-' .. math.random(0, 9999) .. '","kind":"view"}'
        end
        return wrk.format("POST", "/v1/domains/shop/events", nil, '{"events":[' .. table.concat(events, ",") .. "]}")
    end
    local who = n % 8 == 4 and '{"session":"visit-' .. run .. "-" .. n .. '"}' or '{"user":"user-' .. math.random(0, 9999) .. '"}'
    return wrk.format("POST", "/v1/domains/shop/recommendations", nil, who)
end
LUA

mkfifo "$folder/input"
sleep 86400 > "$folder/input" &
holder=$!
"$bench" service "$folder/memory.kuajie" "$port" 32 < "$folder/input" > "$folder/out" 2> "$folder/err" &
server=$!
trap 'kill $holder 2> /dev/null || true; wait $server 2> /dev/null || true; rm -f "$folder/input"' EXIT
until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null; do
    kill -0 $server
    sleep 0.05
done

: > "$out"
say "$(date -u +%F) $(nproc) processors, $(awk -F: '/model name/ { print $2; exit }' /proc/cpuinfo), load average $(cut -d' ' -f1-3 /proc/loadavg), $seconds seconds"
wrk -t1 -c64 -d"${seconds}s" -s "$folder/mixed.lua" "http://127.0.0.1:$port" > "$folder/wrk" &
load=$!
value() { awk -v name="$1" '$1 ~ "^" name "([{]|$)" { sum += $2 } END { printf "%d", sum }' "$folder/metrics"; }
started=$SECONDS
: > "$folder/samples"
say "second  resident MB  managed heap MB  histories MB  users held  filters  waiting lists KB"
while kill -0 $load 2> /dev/null; do
    curl -sf "http://127.0.0.1:$port/metrics" > "$folder/metrics" || true
    rss=$(awk '/VmRSS/ { printf "%d", $2 / 1024 }' /proc/$server/status)
    echo "$rss" >> "$folder/samples"
    say "$(printf '%6d  %11d  %15d  %12d  %10d  %7d  %16d' $((SECONDS - started)) "$rss" \
        $(($(value dotnet_gc_last_collection_heap_size_bytes) / 1048576)) $(($(value kuajie_histories_bytes) / 1048576)) \
        "$(value kuajie_histories_entries)" "$(value kuajie_filters)" $(($(value kuajie_impressions_bytes) / 1024)))"
    sleep 10 &
    wait -n $! $load || true
done
say "$(grep 'requests in' "$folder/wrk" | sed 's/^ *//'), $(awk '/Non-2xx/ { print $NF }' "$folder/wrk" | grep . || echo 0) refused"
say "$(awk '{ all[NR] = $1 } END { fifth = int(NR / 5); if (fifth < 1) fifth = 1
    for (i = 1; i <= fifth; i++) { early += all[fifth + i]; late += all[NR - fifth + i] }
    printf "mean of the second fifth %d MB, of the last fifth %d MB: %+.1f %%", early / fifth, late / fifth, 100 * (late - early) / early }' "$folder/samples")"
