# Counts the lines of one domain's message-ids per 5-minute window of their own time: "2026-11-23T09:55 17" per window.
/\/cleanup\[[0-9]+\]: [0-9A-Za-z]+: message-id=<[^>]*@invites\.example\.com>/ {
  count[substr($0, 1, 14) sprintf("%02d", int(substr($0, 15, 2) / 5) * 5)]++
}
END { for (window in count) print window, count[window] }
