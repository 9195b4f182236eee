# To be sourced, with root set. build FOLDER PROJECT NOTE SKIP...: publishes a project into a folder, once, and again after a
# change of the sources: where one came, went or is newer. SKIP says to find what is no source of this project.
build() {
    local folder=$1 project=$2 note=$3 lock
    shift 3
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
        if ! dotnet publish "$root/$project" -c Release --use-current-runtime --self-contained false \
            -p:PublishReadyToRun=true -p:DebugType=none -p:DebugSymbols=false --artifacts-path "$root/artifacts/build" \
            -o "$folder" -v quiet --nologo >"$folder/.log" 2>&1; then
            cat "$folder/.log" >&2
            echo "giftgrab: the build failed" >&2
            exit 1
        fi
        dirname -- "$(readlink -f -- "$(command -v dotnet)")" >"$folder/.dotnet"
        mv "$folder/.found" "$folder/.sources"
        mv "$folder/.begun" "$folder/.built"
    fi
    exec {lock}>&-
}

# Folders do not count: builds of others put theirs among the sources. The list of the sources tells what came or went.
is_stale() {
    local folder=$1
    shift
    [[ ! -e $folder/.built || ! -e $folder/.sources ]] ||
        [[ $(sources "$@" -o ! -type d \( -cnewer "$folder/.built" -printf 'newer\n' -o -print \)) != "$(<"$folder/.sources")" ]]
}

sources() {
    (cd -- "$root" && find src Directory.*.props global.json \( -name bin -o -name obj -o -name __pycache__ \) -prune -o "$@")
}
