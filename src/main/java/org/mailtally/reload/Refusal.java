package org.mailtally.reload;

/**
 * What is wrong with a route file, as an operator needs it.
 *
 * @param file the file's name below routes/; empty where it is none of them
 * @param line the line, counted from 1; 0 where it is none
 * @param element what is wrong in it, as {@code pattern of invites}; may be empty
 * @param excerpt that line as it stands there, cut where it is long; empty where there is none
 * @param caret the index in the excerpt of what is wrong; -1 where it is not known
 * @param fault what is wrong with it, in one line
 * @param remedy what to do, in one line
 */
public record Refusal(String file, int line, String element, String excerpt, int caret, String fault, String remedy) {

    private static final int LONGEST_EXCERPT = 160;

    /** Puts every text on one line, and cuts a long excerpt round its caret. */
    public Refusal {
        element = oneLine(element);
        fault = oneLine(fault);
        remedy = oneLine(remedy);
        if (excerpt.length() > LONGEST_EXCERPT) {
            int from = Math.max(0, Math.min(caret - LONGEST_EXCERPT / 2, excerpt.length() - LONGEST_EXCERPT));
            String cut = excerpt.substring(from, from + LONGEST_EXCERPT);
            String head = from > 0 ? "…" : "";
            String tail = from + LONGEST_EXCERPT < excerpt.length() ? "…" : "";
            caret = caret < 0 ? -1 : caret - from + head.length();
            excerpt = head + cut + tail;
        }
    }

    static Refusal ofFile(String file, String fault, String remedy) {
        return new Refusal(file, 0, "", "", -1, fault, remedy);
    }

    /** The file, as seen from the home folder; the folder itself where it is none of them. */
    public String where() {
        return file.isEmpty() ? "routes" : "routes/" + file;
    }

    /** File, line, element, fault and remedy in one line. */
    public String text() {
        StringBuilder text = new StringBuilder(where());
        if (line > 0) {
            text.append(", line ").append(line);
        }
        if (!element.isEmpty()) {
            text.append(", ").append(element);
        }
        return text.append(": ").append(fault).append(": ").append(remedy).toString();
    }

    /** The same, with the line itself below it and a caret under the fault, where they are known. */
    public String withExcerpt() {
        if (excerpt.isEmpty()) {
            return text();
        }
        String number = "  " + line + " | ";
        String pointed = caret < 0 ? "" : "\n" + " ".repeat(number.length() + caret) + "^";
        return text() + "\n" + number + excerpt + pointed;
    }

    private static String oneLine(String text) {
        String joined = text.replaceAll("\\s*\\R\\s*", " ").strip();
        return joined.length() > 1_000 ? joined.substring(0, 1_000) + "…" : joined;
    }
}
