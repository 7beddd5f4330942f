package org.mailtally.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Invented names: hosts, people, addresses and ids, all of them reserved for documentation. Deterministic by its source. */
final class Names {

    static final String HOST = "mx1";

    private static final List<String> SENDERS = List.of(
            "invites.example.com",
            "invites.example.com",
            "invites.example.com",
            "mailer.example.com",
            "mailer.example.com",
            "shop.example.net",
            "shop.example.net",
            "newsletter.example.org",
            "example.com");
    private static final List<String> RECIPIENTS =
            List.of("example.com", "example.net", "example.org", "students.example.org", "corp.example.net");
    private static final List<String> PEOPLE = List.of(
            "alice", "bob", "carol", "dmitri", "eva", "farid", "grace", "hiro", "ines", "jonas", "kim", "lena", "mario",
            "nadia", "olu", "petra", "quinn", "rosa", "sami", "tova");
    private static final String QUEUE_ID_DIGITS = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxy";
    private static final String HEX_DIGITS = "0123456789abcdef";

    private final SplittableRandom random;

    Names(SplittableRandom random) {
        this.random = random;
    }

    String senderDomain() {
        return oneOf(SENDERS);
    }

    String recipient() {
        return oneOf(PEOPLE) + "." + oneOf(PEOPLE) + "@" + oneOf(RECIPIENTS);
    }

    /** A client inside, as Postfix names it: a host name and its address. */
    String client(String domain) {
        return "web" + random.nextInt(1, 9) + "." + domain + "[192.0.2." + random.nextInt(1, 255) + "]";
    }

    /** The address of a stranger. */
    String strangerAddress() {
        return "198.51.100." + random.nextInt(1, 255);
    }

    /** The mail server of a domain, as Postfix names it. */
    String relay(String domain) {
        return "mx" + random.nextInt(1, 4) + "." + domain + "[203.0.113." + random.nextInt(1, 255) + "]";
    }

    /** A long queue id of Postfix. */
    String queueId() {
        return "4" + drawn(QUEUE_ID_DIGITS, 9) + "z" + drawn(QUEUE_ID_DIGITS, 3);
    }

    String token() {
        return drawn(HEX_DIGITS, 16);
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String drawn(String digits, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(digits.charAt(random.nextInt(digits.length())));
        }
        return text.toString();
    }
}
