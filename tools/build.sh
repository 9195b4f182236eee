# To be sourced, with root set. build KIND FOLDER PROJECT NOTE SKIP...: publishes a project into a folder, once, and again after a
# change of the sources: where one came, went or is newer. SKIP says to find what is no source of this project. KIND is native:
# machine code for this machine's processor, for what starts often, and where none can be made of it as managed is: for .NET.
build() {
    local kind=$1 folder=$2 project=$3 note=$4 lock
    shift 4
    is_stale "$folder" "$@" || return 0
    if ! command -v dotnet >/dev/null; then
        echo "giftgrab: the .NET SDK 10 is missing; get it from https://dotnet.microsoft.com/download" >&2
        exit 1
    fi
    mkdir -p "$folder"
    exec {lock}>"$folder/.lock"
    flock "$lock"
    if is_stale "$folder" "$@"; then
        echo "giftgrab: $note, once; this takes a minute or so" >&2
        # Before the build: what changes meanwhile is newer.
        touch "$folder/.begun"
        sources "$@" -o ! -type d -print >"$folder/.found"
        publish "$kind" "$folder" "$project"
        dirname -- "$(readlink -f -- "$(command -v dotnet)")" >"$folder/.dotnet"
        echo "$processor" >"$folder/.processor"
        mv "$folder/.found" "$folder/.sources"
        mv "$folder/.begun" "$folder/.built"
    fi
    exec {lock}>&-
}

publish() {
    local kind=$1 folder=$2 project=$3
    local command=(dotnet publish "$root/$project" -c Release --use-current-runtime -p:DebugType=none -p:DebugSymbols=false
        --artifacts-path "$root/artifacts/build" -o "$folder/.new" -v quiet --nologo)
    if [[ $kind != native ]]; then
        publish_managed
    elif ! publish_native; then
        mv "$folder/.log" "$folder/.native.log"
        publish_managed
        echo "giftgrab: no machine code could be made of it ($folder/.native.log says why): it runs on .NET, which starts 0.1 s later;" \
            "remove $folder to have it tried again" >&2
    fi
    # Replaced rather than overwritten: a recording that runs keeps the files that it began with.
    cp -a --remove-destination "$folder/.new/." "$folder"
    rm -rf "$folder/.new"
}

# These two: with command and folder set.
publish_native() {
    require_linker
    rm -rf "$folder/.new"
    "${command[@]}" -p:PublishAot=true >"$folder/.log" 2>&1
}

publish_managed() {
    rm -rf "$folder/.new"
    if ! "${command[@]}" --self-contained false -p:PublishReadyToRun=true >"$folder/.log" 2>&1; then
        cat "$folder/.log" >&2
        echo "giftgrab: the build failed" >&2
        exit 1
    fi
}

require_linker() {
    local missing=()
    command -v clang >/dev/null || command -v gcc >/dev/null || missing+=(gcc)
    compgen -G "/usr/lib/*/crt1.o" >/dev/null || compgen -G "/usr/lib*/crt1.o" >/dev/null || missing+=(libc6-dev)
    ((${#missing[@]} == 0)) || bash "$root/tools/install-packages.sh" "a command of machine code" "${missing[@]}" || true
}

# Folders do not count: builds of others put theirs among the sources. The list of the sources tells what came or went.
is_stale() {
    local folder=$1 builder=none
    shift
    [[ ! -e $folder/.processor ]] || read -r builder <"$folder/.processor"
    read_processor
    [[ ! -e $folder/.built || ! -e $folder/.sources || $builder != "$processor" ]] ||
        [[ $(sources "$@" -o ! -type d \( -cnewer "$folder/.built" -printf 'newer\n' -o -print \)) != "$(<"$folder/.sources")" ]]
}

sources() {
    (cd -- "$root" && find src Directory.*.props global.json \( -name bin -o -name obj -o -name __pycache__ \) -prune -o "$@")
}

# What the kernel says of the processor and its instructions; nothing where it says nothing.
read_processor() {
    processor=none
    [[ ! -r /sys/devices/system/cpu/modalias ]] || read -r processor </sys/devices/system/cpu/modalias
}
