#!/usr/bin/env bash
# Runs Debian's Python with pygiftgrab ready: python.sh [FILE or options of python3]. Builds at first run and after a change.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
assemblies=$root/artifacts/python
stamp=$assemblies/.built

missing=()
[[ -x /usr/bin/python3 ]] || missing+=(python3)
[[ -e /usr/lib/python3/dist-packages/numpy/__init__.py ]] || missing+=(python3-numpy)
((${#missing[@]} == 0)) || bash "$root/tools/install-packages.sh" "Python" "${missing[@]}"

stale() {
    [[ ! -e $stamp ]] || [[ -n $(cd -- "$root" && find src Directory.*.props global.json \
        \( -name bin -o -name obj -o -name __pycache__ -o -name '*.py' -o -name build -o -name '*.egg-info' \) -prune -o \
        -type f -cnewer "$stamp" -print -quit) ]]
}

mkdir -p "$assemblies"
exec 9>"$assemblies/.lock"
flock 9
if stale; then
    echo "giftgrab: building for Python, once; this takes a minute or so" >&2
    touch "$stamp.begun"
    if ! dotnet publish "$root/src/Python" -c Release --use-current-runtime --self-contained false \
        -p:PublishReadyToRun=true -p:DebugType=none -p:DebugSymbols=false --artifacts-path "$root/artifacts/build" \
        -o "$assemblies" -v quiet --nologo >"$assemblies/.log" 2>&1; then
        cat "$assemblies/.log" >&2
        echo "giftgrab: the build failed" >&2
        exit 1
    fi
    mv "$stamp.begun" "$stamp"
fi
exec 9>&-

export PYTHONPATH=$root/src/Python${PYTHONPATH:+:$PYTHONPATH} PYGIFTGRAB_ASSEMBLIES=$assemblies PYTHONDONTWRITEBYTECODE=1
(($# > 0)) || set -- -i -c 'import numpy, pygiftgrab as pgg; print("pygiftgrab", pgg.__version__, "is here as pgg, numpy as numpy; help(pgg) explains.")'
exec /usr/bin/python3 "$@"
