# shellcheck shell=bash
# Finds a Jupyter that can execute notebooks, or provides one. Sets JUPYTER, the command, and PYTHON, its Python.

VENV=${XDG_CACHE_HOME:-$HOME/.cache}/weft/jupyter-venv

# jupyter_works COMMAND: a jupyter alone, or one of another Python's shims, is not enough.
jupyter_works() {
    [ -x "$1" ] && "$1" nbconvert --version >/dev/null 2>&1 && python_of "$1" >/dev/null
}

# python_of COMMAND: prints the Python that runs this jupyter.
python_of() {
    local python
    for python in "$(sed -n '1s/^#! *\([^ ]*python[^ ]*\).*/\1/p' "$1" 2>/dev/null)" "$(dirname "$1")/python3" \
        "$(command -v python3 2>/dev/null)" /usr/bin/python3; do
        if [ -x "$python" ] && "$python" -c 'import nbconvert, nbclient, jupyter_client' 2>/dev/null; then
            printf '%s\n' "$python"
            return 0
        fi
    done
    return 1
}

jupyter_candidates() {
    if [ -z "$NO_SYSTEM" ]; then
        type -aP jupyter 2>/dev/null || true
        printf '%s\n' /usr/bin/jupyter /usr/local/bin/jupyter /opt/homebrew/bin/jupyter "$HOME/.local/bin/jupyter"
    fi
    printf '%s\n' "$VENV/bin/jupyter"
}

find_jupyter() {
    local candidate
    while IFS= read -r candidate; do
        if jupyter_works "$candidate"; then
            JUPYTER=$candidate
            PYTHON=$(python_of "$candidate")
            return 0
        fi
    done <<EOF
$(jupyter_candidates)
EOF
    return 1
}

need_jupyter() {
    if ! find_jupyter; then
        if apt_allowed && apt_offers jupyter-nbconvert jupyter-client; then
            apt_get jupyter-nbconvert jupyter-client \
                || die "apt-get could not install Jupyter: mend that, or use --no-system."
        else
            [ -z "$OFFLINE" ] || die "$(jupyter_missing "--offline allows no download")"
            make_venv && pip_install nbconvert jupyter-client
        fi
        find_jupyter || die "$(jupyter_missing "the one just installed does not run nbconvert")"
    fi
    found "Jupyter" "$JUPYTER"
}

# need_python_modules "MODULE..." "APT PACKAGE..." "PIP PACKAGE...": for Jupyter's Python.
need_python_modules() {
    local modules=$1 apt=$2 pip=$3
    python_has "$modules" && return
    if in_venv; then
        [ -z "$OFFLINE" ] || die "$(jupyter_missing "$PYTHON lacks one of: $modules; --offline allows no download")"
        # shellcheck disable=SC2086 # a list of words
        pip_install $pip
    else
        # shellcheck disable=SC2086 # a list of words
        if apt_allowed && apt_offers $apt; then
            apt_get $apt || true
        fi
    fi
    python_has "$modules" || die "$PYTHON lacks one of the modules $modules: install them (on Debian and Ubuntu the\
 packages $apt), or use --no-system."
}

python_has() {
    "$PYTHON" -c "import importlib; [importlib.import_module(m) for m in '$1'.split()]" 2>/dev/null
}

in_venv() {
    case $PYTHON in
        "$VENV"/*) ;;
        *) return 1 ;;
    esac
}

# make_venv: a folder of the user's own, begun again if an earlier attempt was cut short.
make_venv() {
    local python
    [ -f "$VENV/complete" ] && return
    for python in "$(command -v python3 2>/dev/null)" /usr/bin/python3; do
        if [ -x "$python" ] && "$python" -c 'import venv, ensurepip' 2>/dev/null; then
            found "Jupyter" "making $VENV with pip"
            rm -rf "$VENV"
            step "Python" "$LOGS/venv.log" "$python" -m venv "$VENV" \
                || die "$(jupyter_missing "$python -m venv failed")"
            : >"$VENV/complete"
            return
        fi
    done
    die "$(jupyter_missing "no python3 with the modules venv and ensurepip (python3-venv on Debian and Ubuntu)")"
}

pip_install() {
    step "pip" "$LOGS/pip.log" "$VENV/bin/python" -m pip install --disable-pip-version-check --retries 1 "$@" \
        || die "$(jupyter_missing "pip could not install $*")"
}

jupyter_missing() {
    printf '%s' "No Jupyter that runs nbconvert could be provided ($1): install one, so that jupyter is on the PATH" \
        " (jupyter-nbconvert and jupyter-client on Debian and Ubuntu, or pip install nbconvert jupyter-client)."
}
