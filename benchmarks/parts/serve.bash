# What the pages cost: requests a second beside a constant answer, and the start beside an empty camel-main.

part_serve() {
  java_benchmarks
  # shellcheck disable=SC2046  # options are words
  (cd "$clone" && java -Xmx512m $(compilers_of_run) -cp "$classpath" org.mailtally.DataSourceThroughput) | tee "$work/serve.out"
  mawk -F'\t' '{ print }' "$work/serve.out" | sed -n 's/^row\t//p' | while IFS=$'\t' read -r what figures judged; do
    row "$what" "$figures" "$judged × a constant" "≥ 0.5"
  done
}

part_start() {
  local round before
  java_benchmarks
  rm -f "$work"/*.ms
  printf '2026-11-23T09:53:01+00:00 mx1 postfix/cleanup[913]: 4XyZ1q: message-id=<1@example.com>\n' >"$work/one.log"
  for ((round = 0; round < 10; round++)); do
    timed "$work/out" "$mailtally" try message-id "$work/one.log" >>"$work/one.ms"
  done
  row "\`try\` on one line: Java's start and ours" "" "$(median <"$work/one.ms") ms" ""
  for ((round = 0; round < rounds; round++)); do
    before=$(milliseconds)
    start
    curl -s -f -o "$work/page" "http://127.0.0.1:$port/"
    echo $(($(milliseconds) - before)) >>"$work/page.ms"
    stop
    empty_start >>"$work/empty.ms"
  done
  row "\`run\`: start until the first page" "$(median <"$work/page.ms") ms; an empty camel-main with the same components $(median <"$work/empty.ms") ms" \
    "$(ratio "$(median <"$work/page.ms")" "$(median <"$work/empty.ms")") × empty" "≤ 2"
}

# An application that has camel-main load a Jetty route, a file route, a timer and a Mongo endpoint from YAML, and no more.
empty_start() {
  local before
  port=$((20000 + RANDOM % 12000))
  before=$(milliseconds)
  java -XX:+UseSerialGC -Xms32m -Xmx112m -cp "${classpath%%:*}:$installation/lib/*" org.mailtally.EmptyMain "$port" >"$work/empty.out" 2>&1 &
  process=$!
  until curl -s -f -o "$work/page" "http://127.0.0.1:$port/"; do
    kill -0 "$process" 2>/dev/null || fail "the empty application ended: $(tail -n 1 "$work/empty.out")"
    sleep 0.1
  done
  echo $(($(milliseconds) - before))
  kill "$process"
  wait "$process" || true
  process=''
}
