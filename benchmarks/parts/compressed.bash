# `mailtally try` on a compressed log, the whole process, beside the form's own tool piped to cat.

compare_compressed() { # compare_compressed TOOL FILE SIZE WINDOWS
  local round tool try
  rm -f "$work"/*.ms
  cat "$2" >/dev/null
  for ((round = 0; round < rounds; round++)); do
    timed "$work/tool.out" bash -c "$1 '$2' | cat >/dev/null" >>"$work/tool.ms"
    timed "$work/try.out" "$mailtally" try "$pattern" "$2" >>"$work/try.ms"
  done
  windows <"$work/try.out" >"$work/try.windows"
  same_windows "$4" "$work/try.windows"
  tool=$(median <"$work/tool.ms")
  try=$(median <"$work/try.ms")
  row "\`try\` on the $3 in ${2##*.}, process" "$try ms; $1 $tool ms" "$(ratio "$tool" "$try") × the speed of $1" "≥ 0.9"
}

pack_log() {
  short_log
  gzip -c "$short" >"$work/short.gz"
  zstd -q -c "$short" >"$work/short.zst"
  [ -n "${XZ_LOG:-}" ] && cp "$XZ_LOG" "$work/short.xz" || xz -c -2 "$short" >"$work/short.xz"
}

part_compressed() {
  pack_log
  mawk -f "$here/count.awk" "$short" | windows >"$work/short.windows"
  compare_compressed zcat "$work/short.gz" '463 MB' "$work/short.windows"
  compare_compressed zstdcat "$work/short.zst" '463 MB' "$work/short.windows"
  compare_compressed xzcat "$work/short.xz" '463 MB' "$work/short.windows"
  long_log
  zstd -q -c "$long" >"$work/long.zst"
  mawk -f "$here/count.awk" "$long" | windows >"$work/long.windows"
  compare_compressed zstdcat "$work/long.zst" '4.6 GB' "$work/long.windows"
}

# The libraries that decompress, beside each other, inside a process that is warm: reading alone.
part_unpack() {
  local form figures
  java_benchmarks
  pack_log
  for form in gz zst xz; do
    figures=$(java -XX:+UseSerialGC -Xmx112m -cp "$classpath" org.mailtally.UnpackThroughput "$work/short.$form" \
      | mawk -F '\t' '{ printf "%s%s %d ms", (NR > 1 ? "; " : ""), $1, $2; if (NR == 1) own = $2; else if (!best || $2 < best) best = $2 }
          END { printf "|%.2f", best / own }')
    row "decompressing the 463 MB in $form, warm" "${figures%|*}" "${figures##*|} × the speed of the other" ""
  done
}
