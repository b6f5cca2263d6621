#!/usr/bin/env bash
# Publishes samples/client as a native program (no runtime, no reflection) and says how large it is. Any trimming or AOT warning fails it. Needs a C linker.
# usage: eng/aot.sh [OUT_FOLDER]
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
out="${1:-$(mktemp -d)}"
dotnet publish "$root/samples/client" -c Release -r linux-x64 -o "$out" -v q \
    -p:PublishAot=true -p:InvariantGlobalization=true -p:StripSymbols=true -p:ArtifactsPath="$out/artifacts"
stat -c '%n: %s bytes' "$out/Kuajie.Samples.Client"
