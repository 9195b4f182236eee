#!/usr/bin/env bash
# Records a live pattern with sound for a long time (2h by default), looks at the recorder each minute, verifies what was recorded, and
# prints the row of doc/reliability.md: long-recording.sh [TIME] [FOLDER]
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
time=${1:-2h}
folder=${2:-$(mktemp -d)}
"$root/giftgrab" --help >/dev/null
"$root/giftgrab" record test:1280x720@30,sound "$folder/long.mkv" --codec h264 --duration "$time" --sidecar --tsync "$folder/long.tsync" \
    --json --stats-interval 1m >"$folder/events.json" &
job=$!
trap 'kill "$job" 2>/dev/null || true' EXIT

# The recorder is the process itself or a child of the script that starts it.
recorder() { pgrep -P "$job" -n 2>/dev/null || echo "$job"; }
look() {
    local process
    process=$(recorder)
    [ -d "/proc/$process" ] || return 0
    echo "$(awk '/VmRSS/ { print $2 }' "/proc/$process/status") $(ls "/proc/$process/task" | wc -l) $(ls "/proc/$process/fd" 2>/dev/null | wc -l)"
}
sleep 30
first=$(look)
last=$first
while kill -0 "$job" 2>/dev/null; do
    now=$(look)
    last=${now:-$last}
    sleep 10
done
wait "$job" && code=0 || code=$?
trap - EXIT
"$root/giftgrab" verify "$folder/long.mkv" >"$folder/verified.txt" && verified=yes || verified=no
python3 - "$time" "$code" "$verified" "$folder/events.json" "$first" "$last" <<'P'
import json
import sys

time, code, verified, events, first, last = sys.argv[1:]
output = [json.loads(line) for line in open(events)][-1]["outputs"][0]
(memory, threads, files), (memory2, threads2, files2) = (text.split() for text in (first, last))
print("| Length | Exit code | Frames received, encoded, dropped | Verified | Memory at first and last, MB | Threads | Descriptors |")
print("|---|---|---|---|---|---|---|")
print(f"| {time} | {code} | {output['received']}, {output['encoded']}, {output['dropped']} | {verified} | "
      f"{int(memory) // 1024}, {int(memory2) // 1024} | {threads}, {threads2} | {files}, {files2} |")
P
