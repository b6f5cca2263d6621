#!/usr/bin/env bash
# Measures every pair of the public data and writes docs/results/: one page per protocol and the JSON documents beside it.
# usage: eng/results.sh DATA_FOLDER [p1|p2|p3 …]     KUAJIE=path/to/kuajie uses a ready program instead of building one.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
data="$(cd "$1" && pwd)"
shift
protocols=("${@:-p1 p2 p3}")
out="$root/docs/results"
kuajie="${KUAJIE:-}"
if [[ -z "$kuajie" ]]; then
    dotnet build "$root/src/Kuajie.Cli" -c Release -v q
    kuajie="$root/artifacts/bin/Kuajie.Cli/release/kuajie"
fi
compare="popularity,item-knn,graph-walk,bridge-similarity,joint-graph-walk,embedding-mapping,implicit-als,ease,joint-als,joint-ease"
# More steps than any search here has: it ends by itself, the same on every machine.
search=(--model auto --steps 200)
mkdir -p "$out/json"
sections="$(mktemp -d)"
trap 'rm -rf "$sections"' EXIT

machine() { echo "$(nproc) cores, $(awk -F: '/model name/ {print $2; exit}' /proc/cpuinfo | xargs), $(date -u +%Y-%m-%d)"; }

benchmark() { # folder source target [valid]
    local files=(--source "$1/$2.train.tsv" --target "$1/$3.train.tsv" --test "$1/$3.test.tsv")
    [[ -n "${4:-}" ]] && files+=(--valid "$1/$3.valid.tsv")
    local arguments=(benchmark "${files[@]}" --protocol sampled --negatives 999 --seeds 2022,2023,2024 "${search[@]}" --compare "$compare")
    (cd "$data" && "$kuajie" "${arguments[@]}" --language en --json "$out/json/$3-with-$2.json" --markdown "$sections/$3-with-$2.md" > /dev/null)
    section "$3-with-$2" "${arguments[@]}" --json "$3-with-$2.json"
}

evaluate() { # folder source target
    local arguments=(evaluate --source "$1/$2.ratings.tsv" --target "$1/$3.ratings.tsv" --split leave-last-out "${search[@]}" --compare "$compare")
    (cd "$data" && "$kuajie" "${arguments[@]}" --language en --json "$out/json/$3-with-$2.json" --markdown "$sections/$3-with-$2.md" > /dev/null)
    section "$3-with-$2" "${arguments[@]}" --json "$3-with-$2.json"
}

section() { # name command…
    local name="$1"
    shift
    { cat "$sections/$name.md"; printf '\n```\nkuajie %s\n```\n\nFigures with intervals: [json/%s.json](json/%s.json)\n\n' "$*" "$name" "$name"; } >> "$page"
}

begin() { # page title
    page="$out/$1.md"
    { printf '# %s\n\n' "$2"; cat "$root/eng/results/$1.md"; printf '\nMachine: %s. Written by `eng/results.sh`.\n\n' "$(machine)"; } > "$page"
}

for protocol in ${protocols[*]}; do
    case "$protocol" in
        p1)
            begin p1 "P1: both sides warm, 1 + 999"
            benchmark amazon-sport-phone phone sport
            benchmark amazon-sport-phone sport phone
            benchmark amazon-sport-cloth cloth sport
            benchmark amazon-sport-cloth sport cloth
            ;;
        p2)
            begin p2 "P2: cold users"
            benchmark amazon-game-video-cold video game valid
            benchmark amazon-game-video-cold game video valid
            ;;
        p3)
            begin p3 "P3: leave one out, full ranking"
            evaluate douban-book-music music book
            evaluate douban-book-music book music
            ;;
    esac
done
