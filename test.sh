#!/usr/bin/env bash
# Builds everything and runs every test. The last line counts them; the exit code is 0 where none failed.
set -uo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")"

# What the tests need, each by a file that its Debian package brings.
declare -A needs=(
    [ffmpeg]=/usr/bin/ffmpeg
    [libavcodec-dev]="/usr/include/*/libavcodec/avcodec.h"
    [libavdevice-dev]="/usr/include/*/libavdevice/avdevice.h"
    [libavfilter-dev]="/usr/include/*/libavfilter/avfilter.h"
    [libavformat-dev]="/usr/include/*/libavformat/avformat.h"
    [libavutil-dev]="/usr/include/*/libavutil/avutil.h"
    [libswresample-dev]="/usr/include/*/libswresample/swresample.h"
    [libswscale-dev]="/usr/include/*/libswscale/swscale.h"
    [castxml]=/usr/bin/castxml
    [gcc]=/usr/bin/gcc
    [libc6-dev]=/usr/include/stdio.h
    [mkvtoolnix]=/usr/bin/mkvmerge
    [pkg-config]=/usr/bin/pkg-config
    [python3]=/usr/bin/python3
    [python3-build]=/usr/lib/python3/dist-packages/build/__init__.py
    [python3-matplotlib]=/usr/lib/python3/dist-packages/matplotlib/__init__.py
    [python3-numpy]=/usr/lib/python3/dist-packages/numpy/__init__.py
    [python3-opencv]="/usr/lib/python3/dist-packages/cv2*.so"
    [python3-pytest]=/usr/lib/python3/dist-packages/pytest/__init__.py
    [python3-scipy]=/usr/lib/python3/dist-packages/scipy/__init__.py
    [python3-setuptools]=/usr/lib/python3/dist-packages/setuptools/__init__.py
    [python3-venv]=/usr/share/doc/python3-venv
    [python3-wheel]=/usr/lib/python3/dist-packages/wheel/__init__.py
)
# What some tests need; without it they are skipped, each saying why.
declare -A wishes=(
    [gir1.2-gst-rtsp-server-1.0]="/usr/lib/*/girepository-1.0/GstRtspServer-1.0.typelib"
    [gstreamer1.0-plugins-good]="/usr/lib/*/gstreamer-1.0/libgstrtp.so"
    [gstreamer1.0-plugins-ugly]="/usr/lib/*/gstreamer-1.0/libgstx264.so"
    [libasound2-plugins]="/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so"
    [pulseaudio]=/usr/bin/pulseaudio
    [pulseaudio-utils]=/usr/bin/paplay
    [python3-gi]=/usr/lib/python3/dist-packages/gi/__init__.py
    [xvfb]=/usr/bin/Xvfb
)
missing=()
for package in "${!needs[@]}"; do
    compgen -G "${needs[$package]}" >/dev/null || missing+=("$package")
done
((${#missing[@]} == 0)) || bash tools/install-packages.sh "the tests" "${missing[@]}" || exit 1
missing=()
for package in "${!wishes[@]}"; do
    compgen -G "${wishes[$package]}" >/dev/null || missing+=("$package")
done
((${#missing[@]} == 0)) || bash tools/install-packages.sh "tests with real screens and servers" "${missing[@]}" || true
if ! command -v dotnet >/dev/null; then
    echo "test.sh: the .NET SDK 10 is missing; get it from https://dotnet.microsoft.com/download" >&2
    exit 1
fi

echo "== build"
if ! dotnet build GiftGrab.NET.sln -c Release -v quiet --nologo; then
    echo "failed: the build"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
# The command as its users have it.
if ! ./giftgrab --version; then
    echo "failed: the build of the command"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
export GIFTGRAB=$PWD/artifacts/giftgrab/giftgrab DOTNET_ROOT
DOTNET_ROOT=$(<artifacts/giftgrab/.dotnet)
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

check() { # NAME COMMAND...
    "${@:2}" >"$results/$1.log" 2>&1
    echo $? >"$results/$1.code"
}

check_project() { # PROJECT
    local name
    name=$(basename "$1" .csproj)
    check "$name" dotnet test "$1" -c Release --no-build --nologo -v quiet \
        --logger "trx;LogFileName=$name.trx" --results-directory "$results"
}

# As many at a time as there are cores; the longest of them comes last by name and so begins first.
mapfile -t projects < <(printf '%s\n' tests/*/*.csproj | sort -r)
commands=tests/Cli/GiftGrab.Cli.Tests.csproj
check format dotnet format GiftGrab.NET.sln --no-restore --verify-no-changes &
for project in "${projects[@]}"; do
    while (($(jobs -rp | wc -l) >= $(nproc))); do wait -n; done
    [[ $project == "$commands" ]] || check_project "$project" &
done
while (($(jobs -rp | wc -l) >= $(nproc))); do wait -n; done
check python env PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 -m pytest -q -p no:cacheprovider \
    --junit-xml "$results/python.xml" tests/Python &
wait

# What the command records in real time, it loses on a machine that has too much to do, and says so: it has the machine to itself.
check_project "$commands"

broken=0
for name in format $(basename -s .csproj "${projects[@]}") python; do
    code=$(<"$results/$name.code")
    echo "== $name: $( ((code == 0)) && echo passed || echo failed)"
    # A failed test is in the results; anything else that went wrong is in the log alone.
    if ((code != 0)); then
        grep -v '^\s*$' "$results/$name.log" | tail -n 200
        [[ -e $results/$name.trx || -e $results/$name.xml ]] || broken=$((broken + 1))
    fi
done

/usr/bin/python3 - "$results" "$broken" <<'END'
import pathlib, re, sys, xml.etree.ElementTree as xml

def why(message):
    line = " ".join(message.split())
    return line[:400] + ("…" if len(line) > 400 else "")

def place(result):
    line = re.search(r"in .*/(tests/\S+:line \d+)", result.findtext(".//t:ErrorInfo/t:StackTrace", "", space))
    return f" ({line[1]})" if line else ""

space = {"t": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}
count = {"Passed": 0, "Failed": int(sys.argv[2]), "NotExecuted": 0}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.trx")):
    run = xml.parse(path)
    for result in run.iterfind(".//t:UnitTestResult", space):
        outcome = result.get("outcome")
        count[outcome if outcome in count else "Failed"] += 1
        if outcome == "NotExecuted":
            reason = result.findtext(".//t:Message", "", space) or result.findtext(".//t:StdOut", "no reason given", space)
            print(f"skipped {result.get('testName')}: {' '.join(reason.split())}")
        elif outcome != "Passed":
            print(f"failed {result.get('testName')}: {why(result.findtext('.//t:ErrorInfo/t:Message', '', space))}{place(result)}")
    # A test process that died leaves tests without a result.
    summary = run.find("t:ResultSummary", space)
    if summary.get("outcome") == "Failed" and not run.findall(".//t:UnitTestResult[@outcome='Failed']", space):
        print(f"failed {path.stem}: the run was cut short")
        count["Failed"] += 1
for path in pathlib.Path(sys.argv[1]).glob("*.xml"):
    for case in xml.parse(path).iterfind(".//testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        if (skipped := case.find("skipped")) is not None:
            count["NotExecuted"] += 1
            print(f"skipped {name}: {skipped.get('message')}")
        elif (failure := case.find("failure")) is not None or (failure := case.find("error")) is not None:
            count["Failed"] += 1
            print(f"failed {name}: {why(failure.get('message'))}")
        else:
            count["Passed"] += 1
print(f"{count['Passed']} passed, {count['Failed']} failed, {count['NotExecuted']} skipped")
sys.exit(count["Failed"] > 0 or count["Passed"] == 0)
END
