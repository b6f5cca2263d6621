#!/usr/bin/env bash
# Measures the kernels and the speed runs and writes docs/results/json/speed/. Run it on a quiet machine; about three minutes on two cores.
# usage: eng/speed.sh [FOLDER_FOR_PAIR_FILES]     KUAJIE=path/to/kuajie uses a ready program instead of building one.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
kuajie="${KUAJIE:-}"
if [[ -z "$kuajie" ]]; then
    dotnet build "$root/src/Kuajie.Cli" -c Release -v q
    kuajie="$root/artifacts/bin/Kuajie.Cli/release/kuajie"
fi
pairs="${1:-$(mktemp -d)}"
out="$root/docs/results/json/speed"
mkdir -p "$out"
run() { # name arguments…
    local name="$1"
    shift
    echo "kuajie benchmark $*"
    "$kuajie" benchmark "$@" --json "$out/$name.json" > /dev/null
}

[[ -f "$pairs/s.pairs" ]] || "$kuajie" benchmark generate --size S --out "$pairs/s.pairs"
[[ -f "$pairs/l.pairs" ]] || "$kuajie" benchmark generate --size L --out "$pairs/l.pairs"
run machine machine
for rank in 64 128; do
    run "als-cg-$rank" als --pairs "$pairs/s.pairs" --rank "$rank" --iterations 15 --threads 2 --solver cg
    run "als-cholesky-$rank" als --pairs "$pairs/s.pairs" --rank "$rank" --iterations 5 --threads 2 --solver cholesky
    run "als-subspace-$rank" als --pairs "$pairs/s.pairs" --rank "$rank" --iterations 5 --threads 2 --solver subspace
done
for rank in 64 128 256; do
    run "recommend-$rank" recommend --pairs "$pairs/s.pairs" --rank "$rank" --top 10 --threads 2
done
run item-knn item-knn --pairs "$pairs/s.pairs" --similarity cosine --neighbors 100 --threads 2
run als-large als --pairs "$pairs/l.pairs" --rank 64 --iterations 4 --threads 2 --solver cg
