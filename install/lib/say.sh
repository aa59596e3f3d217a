# shellcheck shell=bash
# What the user sees: steps with their time, one sentence for a failure. Colour on a terminal only.

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    BOLD=$'\033[1m' RED=$'\033[31m' GREEN=$'\033[32m' PLAIN=$'\033[0m'
else
    BOLD='' RED='' GREEN='' PLAIN=''
fi

# found WHAT DETAIL: something that was there already.
found() {
    printf '%-9s %s\n' "$1" "$2"
}

title() {
    printf '%s%s%s\n' "$BOLD" "$1" "$PLAIN"
}

# die SENTENCE: the end.
die() {
    printf '%s%s%s\n' "$RED" "$1" "$PLAIN" >&2
    exit 1
}

# step NAME LOG COMMAND...: runs the command with its output in LOG. On a terminal the seconds tick meanwhile. When it
# fails, shows the log's end and returns the command's exit code.
step() {
    local name=$1 log=$2 start=$SECONDS code=0 ticker=''
    shift 2
    mkdir -p "$(dirname "$log")"
    if [ -t 1 ]; then
        # It looks for this shell, since Ctrl-C does not reach background processes.
        (while kill -0 $$ 2>/dev/null; do printf '\r%-9s %s s ' "$name" $((SECONDS - start)); sleep 1; done) &
        ticker=$!
    fi
    "$@" >"$log" 2>&1 </dev/null || code=$?
    if [ -n "$ticker" ]; then
        kill "$ticker" 2>/dev/null
        wait "$ticker" 2>/dev/null || true
        printf '\r'
    fi
    if [ "$code" -eq 0 ]; then
        printf '%-9s %sdone%s in %s s\n' "$name" "$GREEN" "$PLAIN" $((SECONDS - start))
    else
        printf '%-9s %sfailed%s after %s s; the end of %s:\n' "$name" "$RED" "$PLAIN" $((SECONDS - start)) "$log"
        tail -n "${LOG_LINES:-30}" "$log" | sed 's/^/    /'
    fi
    return "$code"
}
