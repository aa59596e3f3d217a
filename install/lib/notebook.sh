# shellcheck shell=bash
# Notebooks by nbconvert.

RENDERED=$ROOT/target/notebooks

# execute_notebook FILE KERNEL: shows each cell's output as it comes and leaves the rendered page in RENDERED.
execute_notebook() {
    mkdir -p "$RENDERED"
    rm -f "$(rendered "$1")"
    "$JUPYTER" nbconvert --config "$ROOT/install/lib/nbconvert_config.py" --log-level=CRITICAL \
        --to html --execute --ExecutePreprocessor.kernel_name="$2" --ExecutePreprocessor.timeout=300 \
        --output-dir "$RENDERED" "$1"
}

# rendered FILE: where the page of this notebook is.
rendered() {
    printf '%s/%s.html\n' "$RENDERED" "$(basename "$1" .ipynb)"
}

# open_lab: the front end that is there, or one that can be provided.
open_lab() {
    local front options=()
    if ! front=$(front_end); then
        if in_venv; then
            [ -n "$OFFLINE" ] || pip_install jupyterlab
        elif apt_allowed && apt_offers jupyter-notebook; then
            apt_get jupyter-notebook || die "apt-get could not install jupyter-notebook: mend that, or use --no-system."
        fi
        front=$(front_end) || die "$JUPYTER has neither JupyterLab nor Notebook: install one (jupyter-notebook on\
 Debian and Ubuntu, pip install jupyterlab), or use --no-system."
    fi
    if [ "$(id -u)" -eq 0 ]; then
        options=(--allow-root)
    fi
    found "Opening" "jupyter $front (end it with Ctrl-C)"
    exec "$JUPYTER" "$front" ${options[@]+"${options[@]}"} "$ROOT/notebooks"
}

front_end() {
    local front
    for front in lab notebook; do
        if "$JUPYTER" "$front" --version >/dev/null 2>&1; then
            printf '%s\n' "$front"
            return 0
        fi
    done
    return 1
}
