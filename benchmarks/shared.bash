# What the parts of benchmarks/run share: made-up logs, clocks, a running Mailtally, and the rows of the table. Sourced.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
clone=$(dirname "$here")
installation=${INSTALLATION:-$clone/target/mailtally}
mailtally=$installation/bin/mailtally
pattern='/cleanup\[\d+\]: [0-9A-Za-z]+: message-id=<[^>]*@invites\.example\.com>'
rounds=${ROUNDS:-5}
process=''
writer=''

fail() {
  echo "benchmarks/run: $1" >&2
  exit 1
}

# Prints a row of the table: what was measured, the figures, the ratio or figure that is judged, what it is to be.
row() { # row WHAT FIGURES JUDGED TARGET
  printf '| %s | %s | %s | %s |\n' "$@" | tee -a "$work/table"
}

milliseconds() { echo $(("${EPOCHREALTIME/./}" / 1000)); }
median() { sort -n | mawk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
percentile() { sort -n "$2" | mawk -v p="$1" '{ value[NR] = $1 } END { at = int(NR * p / 100 + 0.999); print value[at < 1 ? 1 : at] }'; }
ratio() { mawk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# The wall time of a command in milliseconds; what it prints goes to a file.
timed() { # timed FILE COMMAND…
  local out=$1 before
  shift
  before=$(milliseconds)
  "$@" >"$out"
  echo $(($(milliseconds) - before))
}

make_log() { # make_log BYTES FILE [DAYS]: of the last nine days, or so many
  mawk -v bytes="$1" -v now="$EPOCHSECONDS" -v days="${3:-9}" -f "$here/make-log.awk" >"$2"
}

# Ten times a log, each copy so many days before the one that follows, by default ten: in the order of their time.
make_long_log() { # make_long_log SHORT FILE [DAYS]
  local copy
  for ((copy = 9; copy >= 0; copy--)); do
    mawk -v days=$((copy * ${3:-10})) '
      { day = substr($0, 1, 10)
        if (!(day in to)) to[day] = strftime("%Y-%m-%d", mktime(substr(day, 1, 4) " " substr(day, 6, 2) " " substr(day, 9, 2) " 12 0 0") - days * 86400, 1)
        print to[day] substr($0, 11) }' "$1"
  done >"$2"
}

# Reduces any listing of windows to "2026-11-23T09:55 17": a time at the start of a line and the number at its end, zeros left out.
windows() {
  tr -d '"' | tr ',' ' ' \
    | mawk '/^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]/ && $NF ~ /^[0-9]+$/ && $NF > 0 {
        print substr($0, 1, 10) "T" substr($0, 12, 5), $NF + 0 }' \
    | sort
}

same_windows() { # same_windows FILE FILE: the windows of both, which have to agree
  cmp -s "$1" "$2" || {
    diff "$1" "$2" | head -n 5 >&2
    fail "the counts differ from mawk's (<)"
  }
}

# Adds up the windows of several listings.
sum_of_windows() { mawk '{ sum[$1] += $2 } END { for (window in sum) print window, sum[window] }' | sort; }

total() { mawk '{ sum += $2 } END { print sum + 0 }'; }

# Starts Mailtally on $work/home/logs with one tracker, and waits until it answers.
start() {
  local home=$work/home
  mkdir -p "$home/logs"
  cp -r "$installation/routes" "$installation/application.properties" "$home/"
  cat >"$home/routes/trackers.camel.yaml" <<END
- beans:
    - name: invites
      type: org.mailtally.Tracker
      properties:
        label: Invites
        pattern: '$pattern'
END
  port=$((20000 + RANDOM % 12000))
  "$mailtally" run --home "$home" --set maillog.directory="$home/logs" --set maillog.zone=UTC --set display.zone=UTC \
    --set http.port="$port" --set mongodb.uri=embedded:"$home/data" --set charts.directory="$home/charts" \
    >"$home/out.txt" 2>&1 &
  process=$!
  until curl -s -o "$work/health" "http://127.0.0.1:$port/health"; do
    must_run
    sleep 0.1
  done
}

must_run() { kill -0 "$process" 2>/dev/null || fail "mailtally run ended: $(tail -n 1 "$work/home/out.txt")"; }

stop() {
  kill "$process"
  wait "$process" || true
  process=''
  rm -rf "${work:?}/home"
}

stored() { # stored QUERY: the windows of the data source
  curl -s -f "http://127.0.0.1:$port/gviz?tracker=invites&step=window&tqx=out:csv&$1" | windows
}

# Asks for the health and keeps it as `health`, empty where nobody answers; by the shell itself: a process for each asking would
# take of the processors what is measured.
ask_health() {
  local connection
  health=''
  { exec {connection}<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return 0
  printf 'GET /health HTTP/1.0\r\n\r\n' >&"$connection"
  IFS= read -r -d '' -u "$connection" health || true
  exec {connection}>&-
}

# Whether so many logs are counted up to a byte, by the health that was asked for last.
at_position() { # at_position BYTES LOGS
  local rest=$health logs=0
  while [[ $rest =~ \"position\":$1[,}] ]]; do
    logs=$((logs + 1))
    rest=${rest#*"${BASH_REMATCH[0]}"}
  done
  [ "$logs" -ge "$2" ]
}

# Waits until a command succeeds; keeps how long that took since a moment as `took`. It is tried at each pause in seconds, and
# after 8 s at each long pause.
await() { # await SINCE PAUSE LONG_PAUSE COMMAND…
  local since=$1 pause=$2 long=$3 never
  shift 3
  exec {never}<> <(:)
  until "$@"; do
    must_run
    took=$(($(milliseconds) - since))
    [ "$took" -lt 330000 ] || fail "after 330 s it is not so: $*"
    [ "$took" -lt 8000 ] || pause=$long
    read -r -t "$pause" -u "$never" || true
  done
  took=$(($(milliseconds) - since))
  exec {never}>&-
}

# Whether a log, or so many, is counted up to a byte, as the health is now.
is_counted() { ask_health && at_position "$1" "$2"; }

# Whether the process has said that a log of 100 MB or more is counted.
is_told() {
  local said
  mapfile -t said <"$work/home/out.txt"
  [[ "${said[*]}" == *" $1 is counted: "* ]]
}

# Waits until a log, or so many, is counted up to a byte.
await_position() { await "$2" 0.1 0.5 is_counted "$1" "${3:-1}"; } # await_position BYTES SINCE [LOGS]

# Waits until the process is at rest and a log is counted up to a byte; keeps as `took` how long it was at work since a moment.
# It is not asked before it takes next to no processor for half a second: asking takes what is measured.
await_rest() { # await_rest BYTES SINCE
  local busy=$2 ticks before=0 never now
  exec {never}<> <(:)
  while :; do
    must_run
    read -r -t 0.05 -u "$never" || true
    now=$(milliseconds)
    take_ticks
    if [ $((ticks - before)) -gt 1 ]; then
      busy=$now
    elif [ $((now - busy)) -ge 500 ]; then
      is_counted "$1" 1 && break
      [ $((now - $2)) -lt 330000 ] || fail "after 330 s the log is not counted to byte $1"
    fi
    before=$ticks
  done
  exec {never}>&-
  took=$((busy - $2))
}

# Waits until a log of 100 MB or more is told of as counted: what asks nothing takes no processor from what is measured.
await_told() { await "$2" 0.02 0.02 is_told "$1"; } # await_told NAME SINCE

# Keeps the time of processors that Mailtally has had, in ticks of 10 ms, as `ticks`; without a process that would take of them.
take_ticks() {
  local had
  IFS= read -r had <"/proc/$process/stat"
  read -r -a had <<<"${had##*) }"
  ticks=$((had[11] + had[12]))
}

# The share of one processor that Mailtally takes, in percent, over so many seconds.
share() { # share SECONDS
  local ticks before
  take_ticks
  before=$ticks
  sleep "$1"
  take_ticks
  mawk -v ticks=$((ticks - before)) -v seconds="$1" 'BEGIN { printf "%.1f", ticks / seconds }'
}

most_resident() { mawk '/^VmHWM:/ { printf "%.0f", $2 / 1024 }' "/proc/$process/status"; }
resident() { mawk '/^VmRSS:/ { printf "%.0f", $2 / 1024 }' "/proc/$process/status"; }

# The class path of the benchmarks in Java: compiled once.
java_benchmarks() {
  if [ -z "${classpath:-}" ]; then
    (cd "$clone" && ./mvnw -B -q -Pbenchmarks test-compile dependency:build-classpath -Dmdep.outputFile=target/benchmarks.classpath)
    classpath=$clone/target/test-classes:$clone/target/classes:$(cat "$clone/target/benchmarks.classpath")
  fi
}

# The options by which the launcher bounds the memory of `run`, its collector and its heap, and those by which it compiles.
memory_of_run() { grep -oE -e '-XX:\+UseSerialGC|-Xm[sx][0-9]+m|-XX:M(in|ax)HeapFreeRatio=[0-9]+|-XX:SurvivorRatio=[0-9]+' "$mailtally"; }
compilers_of_run() { sed -n "s/^ *run | demo) compilers='\(.*\)' ;;/\1/p" "$mailtally"; }
