#!/usr/bin/env bash
# Runs a command where /dev/video0 is the kernel's virtual capture card: run.sh KERNEL FOLDER COMMAND...
# KERNEL is what build-kernel.sh made; the command runs in FOLDER, the only place it can write to, and its output is FOLDER/log.txt.
set -euo pipefail
kernel=$(readlink -f -- "$1")
folder=$(mkdir -p -- "$2" && cd -- "$2" && pwd)
shift 2
printf -v command '%q ' "$@"
cat >"$folder/init.sh" <<INIT
#!/bin/bash
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t tmpfs tmp /tmp; mount -t tmpfs run /run
mkdir /tmp/out; mount -t hostfs -o $(printf %q "$folder") out /tmp/out
export PATH=$(printf %q "$PATH") HOME=/tmp DOTNET_EnableWriteXorExecute=0 DOTNET_GCHeapHardLimit=0x20000000
cd /tmp/out
$command >log.txt 2>&1
echo \$? >code.txt
sync
halt -f -p
INIT
chmod +x "$folder/init.sh"
rm -f "$folder/code.txt"
TMPDIR=/dev/shm "$kernel" mem=3G root=/dev/root rootfstype=hostfs rootflags=/ ro con0=fd:0,fd:1 con=null ssl=null quiet \
    init="$folder/init.sh" </dev/null >"$folder/console.txt" 2>&1 || true
cat "$folder/log.txt"
exit "$(<"$folder/code.txt")"
