#!/usr/bin/env bash
# Decisions of a running campaign beside lists and beside the disk: each decision is charged and on the disk before it is answered. The load comes from a process of its own
# (wrk) over loopback, on the same processors; the disk's yardstick is one write of 4 KB after another, each flushed.
# Usage: bench/decisions.sh [ROUNDS] [SECONDS] [FOLDER]     writes bench/results/decisions.txt; needs wrk and dd. KUAJIE_NO_BUILD=1 takes what is built.
set -euo pipefail
rounds=${1:-3}
seconds=${2:-8}
folder=${3:-$(mktemp -d)}
root=$(cd "$(dirname "$0")/.." && pwd)
port=5398
out="$root/bench/results/decisions.txt"
[ -n "${KUAJIE_NO_BUILD:-}" ] || dotnet build "$root" -c Release -v q
kuajie="$root/artifacts/bin/Kuajie.Cli/release/kuajie"
bench="$root/artifacts/bin/Kuajie.Benchmarks/release/Kuajie.Benchmarks"
world="$folder/demo/workspace.kuajie"
mkdir -p "$root/bench/results" "$folder"
: > "$out"
say() { echo "$*" | tee -a "$out"; }

"$kuajie" demo --no-serve --out "$folder/demo" -q > "$folder/demo.txt"
# Users of the knowledge side whom links name.
tail -n +2 "$folder/demo/exports/links.csv" | cut -d, -f1 | sort -u > "$folder/users"
cat > "$folder/campaign.json" <<JSON
{
  "partner": "sports", "startsAt": "$(date -u -d '-1 hour' +%FT%TZ)", "endsAt": "$(date -u -d '+1 day' +%FT%TZ)", "timeZone": "UTC", "currency": "CNY",
  "budgetMinorUnits": 100000000000, "priceModel": "perThousand", "priceMinorUnits": 3000, "slots": ["measured"], "pacing": "asFast", "ranking": "thompson", "priority": 9,
  "creatives": [
    { "name": "one", "english": { "title": "One", "text": "One." }, "chinese": { "title": "一", "text": "一。" }, "link": "https://example.org/1" },
    { "name": "two", "english": { "title": "Two", "text": "Two." }, "chinese": { "title": "二", "text": "二。" }, "link": "https://example.org/2" }
  ]
}
JSON
for verb in "define --domain knowledge --name measured --file $folder/campaign.json" "propose --domain knowledge --name measured" "approve --domain sports --name measured"; do
    # shellcheck disable=SC2086
    "$kuajie" campaign $verb --workspace "$world" -q > /dev/null
done
KUAJIE_KEY=$("$kuajie" keys create --workspace "$world" --name measured -q | grep -o 'kj_[A-Za-z0-9_-]*' | tail -1)
export KUAJIE_KEY

script() {
    cat > "$folder/$1.lua" <<LUA
wrk.method = "POST"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("KUAJIE_KEY")
wrk.headers["Content-Type"] = "application/json"
local place = 0
math.randomseed(os.time())
local run = math.random(1, 1000000000)
local users = {}
for line in io.lines("$folder/users") do
    users[#users + 1] = line
end
function request()
    place = place + 1
    local user = users[place % #users + 1]
    return wrk.format(nil, "$2", nil, string.format('$3', $4))
end
LUA
}
script list /v1/domains/knowledge/recommendations '{"user":"%s","targets":[{"domain":"sports"}],"count":10}' 'user'
script decision /v1/domains/knowledge/decisions '{"slot":"measured","user":"%s","request":"%s"}' 'user, run .. "-" .. place'
script event /v1/domains/knowledge/events '{"event":"%s","user":"%s","item":"C3407","kind":"view"}' 'run .. "-" .. place, user'

mkfifo "$folder/input"
sleep 86400 > "$folder/input" &
holder=$!
"$bench" service "$world" $port < "$folder/input" > "$folder/out" 2> "$folder/err" &
server=$!
until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null; do
    kill -0 $server
    sleep 0.05
done
load() {
    wrk -t1 -c"$3" -d"${seconds}s" --latency -s "$folder/$2.lua" "http://127.0.0.1:$port" > "$folder/wrk"
    say "$(awk -v n="$1" '/Requests\/sec/ { r = $2 } /Non-2xx/ { f = $NF } $1 == "50%" { a = $2 } $1 == "99%" { b = $2 } END {
        printf "%-28s %8.0f requests/s  p50 %8s  p99 %8s  failed %d", n, r, a, b, f }' "$folder/wrk")"
}
flush() {
    local begun=$(date +%s%N)
    dd if=/dev/zero of="$folder/flushed" bs=4k count=400 oflag=dsync 2> /dev/null
    say "$(awk -v t=$(($(date +%s%N) - begun)) 'BEGIN { printf "%-28s %8.2f ms each", "4 KB written and flushed", t / 400 / 1000000 }')"
}

say "$(date -u +%F) $(nproc) processors, $(awk -F: '/model name/ { print $2; exit }' /proc/cpuinfo), load average $(cut -d' ' -f1-3 /proc/loadavg)"
say "one decision: $(curl -s -X POST "http://127.0.0.1:$port/v1/domains/knowledge/decisions" -H "Authorization: Bearer $KUAJIE_KEY" -H 'Content-Type: application/json' -d '{"slot":"measured","user":"u1","request":"first","explain":true}')"
wrk -t1 -c16 -d"${seconds}s" -s "$folder/decision.lua" "http://127.0.0.1:$port" > /dev/null
for round in $(seq "$rounds"); do
    flush
    for connections in 1 16 64; do
        load "list, $connections, $round" list $connections
        load "event, $connections, $round" event $connections
        load "decision, $connections, $round" decision $connections
    done
done
kill $holder
wait $server || true
