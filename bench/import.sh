#!/usr/bin/env bash
# Imports a generated Parquet file and compares it with DuckDB's own CREATE TABLE AS SELECT of the same file, both on two threads.
# Usage: bench/import.sh [ROWS] [FOLDER]     writes bench/results/import.md; needs about 60 bytes of disk per row.
set -euo pipefail
rows=${1:-50000000}
folder=${2:-$(mktemp -d)}
root=$(cd "$(dirname "$0")/.." && pwd)
dotnet build "$root/bench/Kuajie.Benchmarks" -c Release -v q
dotnet build "$root/src/Kuajie.Cli" -c Release -v q
bench="$root/artifacts/bin/Kuajie.Benchmarks/release/Kuajie.Benchmarks"
"$bench" import-baseline "$rows" "$folder/events.parquet" "$folder/ctas.duckdb" | tee "$folder/baseline.txt"
rm -rf "$folder/workspace"
/usr/bin/env time -f '%e %U %M' -o "$folder/import.txt" "$root/artifacts/bin/Kuajie.Cli/release/kuajie" \
    import --workspace "$folder/workspace" --domain big --interactions "$folder/events.parquet" --quiet --json > "$folder/report.json"
read -r ctas ctas_cpu < <(tail -n 1 "$folder/baseline.txt")
read -r wall cpu memory < "$folder/import.txt"
awk -v r="$rows" -v c="$ctas" -v cc="$ctas_cpu" -v w="$wall" -v u="$cpu" -v m="$memory" 'BEGIN {
    print "| rows | CTAS s | CTAS CPU s | import s | import CPU s | ratio (time) | ratio (CPU) | peak memory |"; print "|---|---|---|---|---|---|---|---|";
    printf "| %d | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.0f MB |\n", r, c, cc, w, u, w / c, u / cc, m / 1024 }'
