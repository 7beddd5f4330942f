# Logs of 4.6 GB that `run` finds and stores, until its checkpoint is at the end, beside `try`, which stores nothing.

# `try` is timed before `run` is started, which would take processors from it.
part_backfill() {
  long_log
  busy_log
  try_long=$(timed_try "$long" long)
  try_busy=$(timed_try "$busy" busy)
  try_short=$(timed_try "$short" short)
  start_at_rest
  : >"$work/counted"
  backfill long '4.6 GB of 90 days' 1
  backfill busy '4.6 GB of 10 days behind them, in the same process' 2
  backfill short '463 MB of 9 days behind them, in the same process' 3 1
  stop
  start_at_rest
  : >"$work/counted"
  backfill busy '4.6 GB of 10 days, in a fresh process' 1
  stop
  start_at_rest
  : >"$work/counted"
  backfill short '463 MB of 9 days, in a fresh process' 1
  stop
}

# The first poll has found nothing: a log that comes during it waits for the second one.
start_at_rest() {
  start
  sleep 1
}

# The median of three.
timed_try() { # timed_try FILE NAME
  local round
  cat "$1" >/dev/null
  for round in 1 2 3; do timed "$work/try.$2" "$mailtally" try "$pattern" "$1"; done | median
}

# As long as the long log, of a server nine times as busy.
busy_log() {
  busy=$logs/busy.log
  [ -s "$busy" ] || {
    make_log 463000000 "$logs/day.log" 1 && make_long_log "$logs/day.log" "$busy.new" 1 && mv "$busy.new" "$busy"
    rm "$logs/day.log"
  }
}

# Both large logs are of one size, so the position is awaited of so many logs, by default of all up to this one.
backfill() { # backfill NAME WHAT NUMBER [LOGS]
  local file=${!1} try=try_$1 size before took
  try=${!try}
  size=$(wc -c <"$file")
  cat "$file" >/dev/null
  before=$(milliseconds)
  ln "$file" "$work/home/logs/mail.log.$3"
  await_told "mail.log.$3" "$before"
  is_counted "$size" "${4:-$3}" || fail "mail.log.$3 is told of, and is not counted to byte $size"
  stored "from=$(date -u -d '-110 days' +%Y-%m-%dT%H:%M:%SZ)&to=$(date -u -d '+1 hour' +%Y-%m-%dT%H:%M:%SZ)" >"$work/run.windows"
  windows <"$work/try.$1" >>"$work/counted"
  sum_of_windows <"$work/counted" >"$work/try.windows"
  same_windows "$work/try.windows" "$work/run.windows"
  row "\`run\` stores $2, from the file's coming to its last byte stored" \
    "$took ms; \`try\` $try ms" "$(ratio "$try" "$took") × the speed of \`try\`" "≥ 0.35"
}

# A line in every window of three years: nothing but rows. The log is on disk before, or the store's writes would wait for it.
part_rows() {
  local size before took windows=${WINDOWS:-315000} bare small
  java_benchmarks
  bare=$(java -Xmx512m -cp "$classpath" org.mailtally.store.BulkThroughput)
  # shellcheck disable=SC2046  # options are words
  small=$(java $(memory_of_run) $(compilers_of_run) -cp "$classpath" org.mailtally.store.BulkThroughput)
  start
  mawk -v now="$EPOCHSECONDS" -v windows=$windows 'BEGIN {
    for (time = now - 300 * (windows + 2); windows-- > 0; time += 300)
      print strftime("%Y-%m-%dT%H:%M:%S+00:00", time, 1) " mx1 postfix/cleanup[1216]: 4bQ7Lm2tDkz1x: message-id=<1@invites.example.com>" }' >"$work/quiet.log"
  size=$(wc -c <"$work/quiet.log")
  sync "$work/quiet.log"
  before=$(milliseconds)
  mv "$work/quiet.log" "$work/home/logs/mail.log"
  await_rest "$size" "$before"
  # A row of the tracker and one of all lines for each window, hour and day.
  local rows=$((2 * windows * (288 + 24 + 1) / 288))
  local each=$((rows * 1000 / took))
  row "\`run\` stores $windows quiet windows in the embedded store: $rows rows" "$took ms" "$each rows a second" "≥ 10,000"
  row "the same beside a bare bulk of the same upserts through the driver" "$bare rows a second bare" "$(ratio "$each" "$bare") × a bare bulk" ""
  row "the same beside such a bulk in a JVM with the options of \`run\`" "$small rows a second bare" "$(ratio "$each" "$small") × a bare bulk" ""
  stop
}
