#!/usr/bin/env bash
# Throughput of recommendations beside an empty endpoint of the same server in the same run, latency at half of it, memory over the run, and the start with a large model.
# The load comes from a process of its own (wrk) over loopback, on the same processors.
# Usage: bench/service.sh [ROUNDS] [SECONDS] [FOLDER]     writes bench/results/service.txt; needs wrk, about 2 GB of disk. KUAJIE_NO_BUILD=1 takes what is built.
# KUAJIE_PUBLISH=linux-x64 (or another platform) also publishes the program for it, with compiled code, and times the start of that with the large model.
set -euo pipefail
rounds=${1:-5}
seconds=${2:-8}
folder=${3:-$(mktemp -d)}
root=$(cd "$(dirname "$0")/.." && pwd)
port=5397
out="$root/bench/results/service.txt"
[ -n "${KUAJIE_NO_BUILD:-}" ] || dotnet build "$root/bench/Kuajie.Benchmarks" -c Release -v q
bench="$root/artifacts/bin/Kuajie.Benchmarks/release/Kuajie.Benchmarks"
mkdir -p "$root/bench/results" "$folder"
: > "$out"
say() { echo "$*" | tee -a "$out"; }

start() {
    mkfifo "$folder/input-$1"
    sleep 86400 > "$folder/input-$1" &
    holder=$!
    begun=$(date +%s%N)
    "$bench" service "$folder/$1.kuajie" $port < "$folder/input-$1" > "$folder/out-$1" 2> "$folder/err-$1" &
    server=$!
    until curl -sf "http://127.0.0.1:$port/health/ready" > "$folder/ready-$1"; do
        kill -0 $server
        sleep 0.02
    done
    ready=$((($(date +%s%N) - begun) / 1000000))
}
stop() {
    kill $holder
    wait $server || true
    rm -f "$folder/input-$1"
}
memory() { awk '/VmRSS/ { printf "%d", $2 / 1024 }' /proc/$server/status; }
cpu() { sed 's/.*) //' /proc/$server/stat | awk '{ print ($12 + $13) * 10000 }'; }
load() {
    local before after
    before=$(cpu)
    wrk -t1 -c"$2" -d"${seconds}s" --latency "${@:3}" > "$folder/wrk"
    after=$(cpu)
    rate=$(awk '/Requests\/sec/ { print $2 }' "$folder/wrk")
    requests=$(awk '/requests in/ { print $1 }' "$folder/wrk")
    failed=$(awk '/Non-2xx/ { print $NF }' "$folder/wrk")
    p50=$(awk '$1 == "50%" { print $2 }' "$folder/wrk")
    p99=$(awk '$1 == "99%" { print $2 }' "$folder/wrk")
    say "$(awk -v n="$1" -v r="$rate" -v c="$(((after - before)))" -v q="$requests" -v f="${failed:-0}" -v a="$p50" -v b="$p99" -v m="$(memory)" 'BEGIN {
        printf "%-28s %8.0f requests/s  server %5.1f us/request  p50 %8s  p99 %8s  failed %s  memory %s MB", n, r, c / q, a, b, f, m }')"
}

# Half of what was reached: 64 connections that pause for as long as that takes on average.
half() {
    export KUAJIE_PAUSE=$(awk -v r="$2" 'BEGIN { printf "%d", 64 / (r / 2) * 1000 + 0.5 }')
    load "$1" 64 -s "$3" "http://127.0.0.1:$port"
    unset KUAJIE_PAUSE
}

measure() {
    say "== $1: ${*:2}"
    KUAJIE_KEY=$("$bench" service-world "$folder/$1.kuajie" "$folder/$1.lua" "${@:2}")
    export KUAJIE_KEY
    start "$1"
    say "ready after $ready ms, memory $(memory) MB, model $(du -m "$folder/$1.kuajie/models" | cut -f1) MB"
    wrk -t1 -c16 -d"${seconds}s" -s "$folder/$1.lua" "http://127.0.0.1:$port" > /dev/null
    for round in $(seq "$rounds"); do
        load "empty endpoint $round" 16 "http://127.0.0.1:$port/v1/version"
        local empty=$rate
        load "top 10, $1 $round" 16 -s "$folder/$1.lua" "http://127.0.0.1:$port"
        local lists=$rate
    done
    half "empty endpoint, half the load" "$empty" "$folder/empty.lua"
    half "top 10, half the load" "$lists" "$folder/$1.lua"
    load "top 10, one connection" 1 -s "$folder/$1.lua" "http://127.0.0.1:$port"
    stop "$1"
}

cat > "$folder/empty.lua" <<'LUA'
local pause = tonumber(os.getenv("KUAJIE_PAUSE"))
wrk.path = "/v1/version"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("KUAJIE_KEY")
function delay()
    return math.random(0, 2 * pause)
end
LUA
say "$(date -u +%F) $(nproc) processors, $(awk -F: '/model name/ { print $2; exit }' /proc/cpuinfo), load average $(cut -d' ' -f1-3 /proc/loadavg)"
measure als
measure blend 10000 10000 400000 blend '{"parts":[{"model":"implicit-als","options":"{\"rank\":64}"},{"model":"item-knn"},{"model":"popularity"}]}'
measure large 100000 20000 1000000 implicit-als '{"rank":256,"sweeps":1}'

if [ -n "${KUAJIE_PUBLISH:-}" ]; then
    dotnet publish "$root/src/Kuajie.Cli" -c Release -r "$KUAJIE_PUBLISH" --self-contained false -o "$folder/published" -v q
    for round in $(seq "$rounds"); do
        begun=$(date +%s%N)
        "$folder/published/kuajie" serve --workspace "$folder/large.kuajie" --port $port > "$folder/out-published" 2> "$folder/err-published" &
        server=$!
        until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null; do
            kill -0 $server
            sleep 0.02
        done
        say "published for $KUAJIE_PUBLISH, large $round: ready after $((($(date +%s%N) - begun) / 1000000)) ms, memory $(memory) MB"
        kill -TERM $server
        wait $server || true
    done
fi
