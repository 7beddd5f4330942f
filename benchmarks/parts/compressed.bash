# `mailtally try` on a compressed log, the whole process, beside the form's own tool piped to cat.

compare_compressed() { # compare_compressed TOOL FILE
  local round tool try
  rm -f "$work"/*.ms
  cat "$2" >/dev/null
  for ((round = 0; round < 3; round++)); do
    timed "$work/tool.out" bash -c "$1 '$2' | cat >/dev/null" >>"$work/tool.ms"
    timed "$work/try.out" "$mailtally" try "$pattern" "$2" >>"$work/try.ms"
  done
  windows <"$work/try.out" >"$work/try.windows"
  same_windows "$work/mawk.windows" "$work/try.windows"
  tool=$(median <"$work/tool.ms")
  try=$(median <"$work/try.ms")
  row "\`try\` on the 463 MB in ${2##*.}, process" "$try ms; $1 $tool ms" "$(ratio "$tool" "$try") × the speed of $1" "≥ 0.9"
}

part_compressed() {
  short_log
  mawk -f "$here/count.awk" "$short" | windows >"$work/mawk.windows"
  gzip -c "$short" >"$work/short.gz"
  zstd -q -c "$short" >"$work/short.zst"
  [ -n "${XZ_LOG:-}" ] && cp "$XZ_LOG" "$work/short.xz" || xz -c -2 "$short" >"$work/short.xz"
  compare_compressed zcat "$work/short.gz"
  compare_compressed zstdcat "$work/short.zst"
  compare_compressed xzcat "$work/short.xz"
}
