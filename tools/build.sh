# To be sourced, with root set. build FOLDER PROJECT NOTE SKIP...: publishes a project into a folder, once, and again after a
# change of a source, or of a folder where one came or went. SKIP says to find what is no source of this project.
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
        if ! dotnet publish "$root/$project" -c Release --use-current-runtime --self-contained false \
            -p:PublishReadyToRun=true -p:DebugType=none -p:DebugSymbols=false --artifacts-path "$root/artifacts/build" \
            -o "$folder" -v quiet --nologo >"$folder/.log" 2>&1; then
            cat "$folder/.log" >&2
            echo "giftgrab: the build failed" >&2
            exit 1
        fi
        dirname -- "$(readlink -f -- "$(command -v dotnet)")" >"$folder/.dotnet"
        mv "$folder/.begun" "$folder/.built"
    fi
    exec {lock}>&-
}

is_stale() {
    local stamp=$1/.built
    shift
    [[ ! -e $stamp ]] || [[ -n $(cd -- "$root" && find src Directory.*.props global.json \
        \( -name bin -o -name obj -o -name __pycache__ \) -prune -o "$@" -o -cnewer "$stamp" -print -quit) ]]
}
