# Sourced by the scripts. step NAME COMMAND… runs one step and keeps its seconds; when the script
# ends, however it ends, a table of all steps goes to stderr.

steps_names=()
steps_seconds=()
steps_results=()

step() {
    local name=$1 started=$EPOCHREALTIME code
    shift
    printf '==> %s\n' "$name" >&2
    # Neither `if` nor `||` around the command: they would switch off `set -e` within it.
    set +e
    (set -e; "$@")
    code=$?
    set -e
    local micros=$((${EPOCHREALTIME/[.,]/} - ${started/[.,]/}))
    local seconds
    seconds=$(printf '%d.%d' $((micros / 1000000)) $((micros % 1000000 / 100000)))
    steps_names+=("$name")
    steps_seconds+=("$seconds")
    if ((code == 0)); then
        steps_results+=("ok")
    else
        steps_results+=("failed ($code)")
    fi
    printf '<== %s: %s, %s s\n' "$name" "${steps_results[-1]}" "$seconds" >&2
    return "$code"
}

steps_table() {
    local code=$? i
    ((${#steps_names[@]} > 0)) || return "$code"
    printf '\n%-28s %9s  %s\n' "step" "seconds" "result" >&2
    for i in "${!steps_names[@]}"; do
        printf '%-28s %9s  %s\n' "${steps_names[i]}" "${steps_seconds[i]}" "${steps_results[i]}" >&2
    done
    return "$code"
}

trap steps_table EXIT
