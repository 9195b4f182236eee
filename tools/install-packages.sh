#!/usr/bin/env bash
# Installs Debian packages, and says so: install-packages.sh REASON PACKAGE...
set -euo pipefail
reason=$1
shift

if ! command -v apt-get >/dev/null; then
    echo "giftgrab: missing for $reason: $*; install what matches these Debian 12 packages, then try again" >&2
    exit 1
fi

as_root=()
if [[ $EUID -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
        echo "giftgrab: missing for $reason: $*; install as root: apt-get install --no-install-recommends $*" >&2
        exit 1
    fi
    as_root=(sudo)
fi

echo "giftgrab: installing for $reason: $*" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0)
if ! { "${install[@]}" update && "${install[@]}" install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "giftgrab: apt-get could not install: $*" >&2
    exit 1
fi
