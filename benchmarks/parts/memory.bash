# The memory of `run` while it reads 10 GB that come one GB at a time, with lines of 1 MB among them.

part_memory() {
  local part before size took most=''
  short_log
  # Two lines of 1 MB, the second a little longer than is looked at whole.
  mawk 'BEGIN { for (i = 0; i < 2; i++) {
    printf "%s mx1 postfix/cleanup[1216]: long%d: warning: ", strftime("%Y-%m-%dT%H:%M:%S+00:00", systime(), 1), i
    for (n = 0; n < 65530 + i * 20; n++) printf "0123456789abcdef"
    print "" } }' >"$work/long-lines"
  start
  before=$(milliseconds)
  for ((part = 1; part <= 10; part++)); do
    cat "$short" "$work/long-lines" "$short" "$work/long-lines" "$work/long-lines" >>"$work/home/logs/mail.log"
    size=$(wc -c <"$work/home/logs/mail.log")
    await_position "$size" "$before"
    most="$most $(most_resident)"
  done
  row "\`run\` reads $((size / 1000000)) MB in $((($(milliseconds) - before) / 1000)) s; most resident after each tenth" "MB:$most" "$(most_resident) MB" "≤ 200, flat"
  stop
}
