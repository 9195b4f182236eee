#!/usr/bin/env bash
# Runs Debian's Python with pygiftgrab ready: python.sh [FILE or options of python3]. Builds at first run and after a change.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
assemblies=$root/artifacts/python

missing=()
[[ -x /usr/bin/python3 ]] || missing+=(python3)
[[ -e /usr/lib/python3/dist-packages/numpy/__init__.py ]] || missing+=(python3-numpy)
((${#missing[@]} == 0)) || bash "$root/tools/install-packages.sh" "Python" "${missing[@]}"

source "$root/tools/build.sh"
# Python's own files are no sources of the build; it keeps some that it makes among them.
build managed "$assemblies" src/Python "building for Python" \
    -path 'src/Python*' \( -name build -o -name '*.egg-info' \) -prune -o -path 'src/Python*' -name '*.py*'

export PYTHONPATH=$root/src/Python${PYTHONPATH:+:$PYTHONPATH} PYGIFTGRAB_ASSEMBLIES=$assemblies PYTHONDONTWRITEBYTECODE=1
(($# > 0)) || set -- -i -c 'import numpy, pygiftgrab as pgg; print("pygiftgrab", pgg.__version__, "is here as pgg, numpy as numpy; help(pgg) explains.")'
exec /usr/bin/python3 "$@"
