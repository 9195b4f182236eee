#!/usr/bin/env bash
# Proves with the built program that recordings survive a kill and a full disk; prints the tables of doc/reliability.md.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
"$root/giftgrab" --help >/dev/null
dotnet build "$root/bench" -c Release -v quiet --nologo >&2
bench=("$root/bench/bin/Release/net10.0/GiftGrab.Benchmarks")
failed=0
"${bench[@]}" kill "$root/giftgrab" "$@" || failed=1
echo
"${bench[@]}" fulldisk "$root/giftgrab" || failed=1
exit $failed
