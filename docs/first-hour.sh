#!/bin/bash
# Runs the blocks of docs/quick-start.md in their order, in an empty folder, and compares what they print with the page, where
# … stands for anything and the number of spaces does not count.
# Usage: docs/first-hour.sh [3] [4]      for the lines of Spring Boot, both by default
# Each run takes free ports and files of its own. MAVEN_ARGS is handed to Maven. Exit code 0: every block did what the page says.
set -eu

clone=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
page=$clone/docs/quick-start.md
folder=

end() {
    [ -n "$folder" ] || return 0
    for file in "$folder"/*.pid "$folder"/*/*.pid; do
        [ ! -f "$file" ] || kill -9 "$(cat "$file")" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

free_port() {
    port=$1
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 7)); done
    echo "$port"
}

# blocks BOOT: writes the files of the page into $folder/project and the commands into $folder/run.sh
blocks() {
    awk -v boot="$1" -v folder="$folder" -v clone="$clone" '
        function attribute(name,    i, pair) {
            for (i = 2; i <= NF; i++) { split($i, pair, "="); if (pair[1] == name) return pair[2] }
            return ""
        }
        /^```/ && inside {
            if (kind == "run") printf "} > %s/out/%s 2>&1\nended %s\n", folder, name, name >> script
            else close(target)
            inside = 0; next
        }
        /^```/ {
            inside = 1; kind = "none"; target = "/dev/null"
            if (attribute("boot") != "" && attribute("boot") != boot) next
            if (attribute("file") != "") {
                kind = "file"; target = folder "/project/" attribute("file")
                path = target; sub("/[^/]*$", "", path); system("mkdir -p \"" path "\"")
            } else if (attribute("run") != "") {
                kind = "run"; name = attribute("run"); script = folder "/run.sh"
                printf "began %s\ncd \"%s\"\n{\n", name, attribute("in") == "clone" ? clone : folder "/project" >> script
            } else if (attribute("expect") != "") {
                kind = "expect"; target = folder "/expected/" attribute("expect")
                printf "compare %s\n", attribute("expect") >> script
            }
            next
        }
        inside && kind == "run" { print >> script }
        inside && kind != "run" && kind != "none" { print > target }
    ' "$page"
}

first_hour() {
    folder=$(mktemp -d "${TMPDIR:-/tmp}/first-hour-XXXXXX")
    mkdir "$folder/project" "$folder/out" "$folder/expected" "$folder/quick-start"
    cat > "$folder/run.sh" <<'TEXT'
mvn() { "$clone/mvnw" "$@"; }
began() { started=$(date +%s); }
ended() {
    printf '  %-12s %3d s\n' "$1" $(($(date +%s) - started))
}
compare() {
    while IFS= read -r line; do
        pattern=$(printf '%s' "$line" | tr -s ' ' | sed -e 's/[].[*^$\\]/\\&/g' -e 's/…/.*/g')
        tr -s ' ' < "$folder/out/$1" | grep -q -- "$pattern" || {
            printf "Expected the step '%s' to print '%s', but it printed:\n" "$1" "$line"
            cat "$folder/out/$1"
            exit 1
        }
    done < "$folder/expected/$1"
}
TEXT
    blocks "$1"
    # ports and files of this run
    find "$folder/run.sh" "$folder/project" "$folder/expected" -type f -exec sed -i \
        -e "s/8091/$(free_port 18091)/g" -e "s/8080/$(free_port 18080)/g" -e "s/8081/$(free_port 18081)/g" \
        -e "s:/tmp/quick-start/:$folder/quick-start/:g" {} +
    admin=$(free_port 17091)
    sed -i -e "s:assent server:assent server --port $(sed -n 's/assent.coordinator=.*:\(.*\)/\1/p' \
        "$folder/project/src/main/resources/application.properties") --admin-port $admin:" \
        -e "s:assent tx list:assent tx list --server 127.0.0.1\:$admin:" "$folder/run.sh"
    echo "Spring Boot $1:"
    if ! clone=$clone folder=$folder bash -eu "$folder/run.sh"; then
        echo "The first hour FAILED. What the steps printed:"
        tail -n 30 "$folder"/out/* "$folder"/project/*.log "$folder"/quick-start/*.log 2>/dev/null || true
        exit 1
    fi
    end
    folder=
}

began=$(date +%s)
for boot in ${*:-3 4}; do
    first_hour "$boot"
done
echo "Every block did what the page says: $(($(date +%s) - began)) s."
