# A log that grows: how soon a line is seen, and what following costs.

# Writes lines at a rate until it is killed: twenty times a second, a part of them.
write_lines() { # write_lines A_SECOND FILE
  mawk -W interactive -v many=$(($1 / 20)) 'BEGIN {
    while (("date -u +%Y-%m-%dT%H:%M:%S.%6N+00:00; sleep 0.048" | getline stamp) > 0) {
      close("date -u +%Y-%m-%dT%H:%M:%S.%6N+00:00; sleep 0.048")
      for (i = 0; i < many; i++) print stamp " mx1 postfix/smtpd[1211]: connect from web" i ".mailer.example.com[192.0.2.7]"
      fflush("") } }' >>"$2" &
  writer=$!
}

stop_writing() {
  if [ -n "$writer" ]; then kill "$writer" && wait "$writer" 2>/dev/null || true; fi
  writer=''
}

measure_latency() { # measure_latency NAME LINES
  local round before count
  rm -f "$work/latency.ms"
  for ((round = 1; round <= $2; round++)); do
    printf '%s mx1 postfix/cleanup[1216]: 4bQ7Lm2tDkz1x%d: message-id=<%d@invites.example.com>\n' \
      "$(date -u +%Y-%m-%dT%H:%M:%S.%6N+00:00)" "$round" "$round" >>"$work/home/logs/mail.log"
    before=$(milliseconds)
    count=0
    until [ "$count" -ge "$round" ]; do
      [ $(($(milliseconds) - before)) -lt 60000 ] || fail "line $round is not visible after 60 s"
      count=$(stored 'minutes=30' | total) || fail "/gviz does not answer"
    done
    echo $(($(milliseconds) - before)) >>"$work/latency.ms"
    [ "$count" -eq "$round" ] || fail "$count lines are visible, $round were written"
    sleep "0.$((RANDOM % 9))"
  done
  row "a line written until it is in \`/gviz\`, at $1 ($2 lines)" "p50 $(percentile 50 "$work/latency.ms") ms" \
    "p99 $(percentile 99 "$work/latency.ms") ms" "p50 ≤ 600, p99 ≤ 1500"
}

part_latency() {
  start
  measure_latency "1 line a second" 60
  stop
  start
  write_lines 20000 "$work/home/logs/mail.log"
  measure_latency "20,000 lines a second" 60
  stop_writing
  stop
}

part_cost() {
  local name
  start
  write_lines 20000 "$work/home/logs/mail.log"
  sleep 15
  local lines before
  lines=$(wc -l <"$work/home/logs/mail.log")
  before=$(share 30)
  lines=$((($(wc -l <"$work/home/logs/mail.log") - lines) / 30))
  row "following $lines lines a second" "over 30 s" "$before % of one core" "≤ 10 %"
  stop_writing
  stop
  mkdir -p "$work/home/logs"
  for ((name = 0; name < 1000; name++)); do
    printf '2026-11-23T09:53:01+00:00 mx%d postfix/cleanup[913]: 4XyZ1q: message-id=<1@example.com>\n' $name >"$work/home/logs/mail.log-$name"
  done
  start
  await_position "$(wc -c <"$work/home/logs/mail.log-999")" "$(milliseconds)" 900
  sleep 30
  row "following 1,000 idle logs" "over 30 s" "$(share 30) % of one core" "≤ 5 %"
  stop
}
