#!/usr/bin/env bash
# Kills the workers of a queue of encodings at random instants (30 by default) and looks whether every job ends, nothing is lost
# and nothing is left behind: queue-kills.sh [KILLS]
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
GIFTGRAB_KILLS=${1:-30} dotnet test "$root/tests/Cli" --nologo -v quiet \
    --filter "FullyQualifiedName~Run_WithWorkersKilledAtRandom|FullyQualifiedName~Defer_RecorderIsKilled"
