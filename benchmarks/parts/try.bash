# Whole processes of `mailtally try`, Java's start included, beside mawk on the same log.

compare_try() { # compare_try LOG NAME ROUNDS TARGET
  local round
  rm -f "$work"/*.ms
  cat "$1" >/dev/null
  for ((round = 0; round < $3; round++)); do
    timed "$work/mawk.out" mawk -f "$here/count.awk" "$1" >>"$work/mawk.ms"
    timed "$work/try.out" "$mailtally" try "$pattern" "$1" >>"$work/try.ms"
    timed "$work/rg.out" rg -c -a "$pattern" "$1" >>"$work/rg.ms"
  done
  windows <"$work/mawk.out" >"$work/mawk.windows"
  windows <"$work/try.out" >"$work/try.windows"
  same_windows "$work/mawk.windows" "$work/try.windows"
  local mawk try
  mawk=$(median <"$work/mawk.ms")
  try=$(median <"$work/try.ms")
  row "\`try\` on $2, process ($(wc -l <"$work/mawk.windows") windows agree)" \
    "$try ms; mawk $mawk ms, rg -c $(median <"$work/rg.ms") ms" "$(ratio "$try" "$mawk") × mawk's time" "≤ $4"
}

part_try() {
  short_log
  compare_try "$short" "463 MB" "$rounds" 1.0
}

part_try_long() {
  long_log
  compare_try "$long" "4.6 GB" 2 0.3
}
