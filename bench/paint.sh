#!/usr/bin/env bash
# When pages of the console first paint and when they are filled, in Chromium, beside the emptiest page of the same server: every page of the console on the demo's world.
# Usage: bench/paint.sh [FOLDER]     writes bench/results/paint.md; needs chromium. KUAJIE_NO_BUILD=1 takes what is built.
set -euo pipefail
folder=${1:-$(mktemp -d)}
root=$(cd "$(dirname "$0")/.." && pwd)
port=${KUAJIE_PORT:-5397}
out="$root/bench/results/paint.md"
[ -n "${KUAJIE_NO_BUILD:-}" ] || dotnet build "$root/bench/Kuajie.Benchmarks" -c Release -v q
bench="$root/artifacts/bin/Kuajie.Benchmarks/release/Kuajie.Benchmarks"
kuajie="$root/artifacts/bin/Kuajie.Cli/release/kuajie"
mkdir -p "$root/bench/results" "$folder"

[ -e "$folder/workspace.kuajie" ] || "$kuajie" demo --out "$folder" --no-serve --quiet --language en > /dev/null
"$kuajie" serve --workspace "$folder/workspace.kuajie" --port "$port" --language en > "$folder/out" 2> "$folder/err" &
server=$!
trap 'kill $server; wait $server || true' EXIT
until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null && grep -q "127.0.0.1:$port/" "$folder/err"; do
    kill -0 $server
    sleep 0.05
done
code=$(sed -n 's/.*set-up?code=\([^ ]*\).*/\1/p' "$folder/err" | head -1)
[ -z "$code" ] || curl -sf "http://127.0.0.1:$port/v1/setup" -H 'Content-Type: application/json' -d "{\"code\":\"$code\",\"name\":\"owner@example.org\",\"password\":\"correct horse battery\"}" > /dev/null

{
    echo "$(date -u +%F), $(nproc) processors, $(awk -F: '/model name/ { print $2; exit }' /proc/cpuinfo | sed 's/^ *//'), load average $(cut -d' ' -f1-3 /proc/loadavg)"
    echo
    "$bench" paint "http://127.0.0.1:$port" owner@example.org "correct horse battery" / /data /catalog /users /audience /lab /bridge /partners /ad-plan /campaigns /experiments /models /api-keys /people /settings /activity
} | tee "$out"
