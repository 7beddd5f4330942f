# A made-up Postfix log of about so many bytes, of the last so many days; the same arguments give the same bytes.
#   awk -v bytes=460000000 -v now=1763900000 -v days=9 -f make-log.awk
function digits(n,  text) {
  for (text = ""; n > 0; n--) text = text substr("0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxy", int(rand() * 51) + 1, 1)
  return text
}
function emit(tag, text,  line) {
  line = stamp "." sprintf("%06d", 1000000 * (time - int(time))) "+00:00 " host " postfix/" tag ": " text
  written += length(line) + 1
  print line
}
BEGIN {
  srand(7)
  split("invites.example.com mailer.example.com newsletter.example.org shop.example.net", senders, " ")
  split("example.com example.net example.org corp.example.net", recipients, " ")
  start = now - days * 86400
  start -= start % 300
  # One mail leaves six lines of about 840 bytes; a little closer together, so that the log is full before it is now.
  gap = 0.98 * 2 * days * 86400 / (bytes / 840)
  time = start
  while (written < bytes) {
    time += rand() * gap
    if (time > now) break
    if (int(time) != second) { second = int(time); stamp = strftime("%Y-%m-%dT%H:%M:%S", second, 1) }
    host = "mx" (1 + int(rand() * 4))
    id = "4" digits(9) "z" digits(3)
    sender = senders[1 + int(rand() * 4)]
    to = "user" int(rand() * 99999) "@" recipients[1 + int(rand() * 4)]
    client = "web" (1 + int(rand() * 40)) "." sender "[192.0.2." (1 + int(rand() * 254)) "]"
    emit("smtpd[1211]", "connect from " client)
    emit("smtpd[1211]", id ": client=" client)
    emit("cleanup[1216]", id ": message-id=<" int(rand() * 2147483647) "." int(rand() * 999) "." digits(12) "@" sender ">")
    emit("qmgr[874]", id ": from=<bounce-" int(rand() * 1000000000) "@" sender ">, size=" int(900 + rand() * 90000) ", nrcpt=1 (queue active)")
    emit("smtp[1220]", id ": to=<" to ">, relay=mx." substr(to, index(to, "@") + 1) "[203.0.113." (1 + int(rand() * 254)) "]:25, delay=" sprintf("%.2f", rand() * 9) ", delays=0.01/0/0.2/0.3, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4" digits(12) ")")
    emit("qmgr[874]", id ": removed")
  }
}
