package org.mailtally.dashboard;

/** Text as HTML: what strangers or operators wrote never becomes markup. */
final class Html {
    private Html() {}

    /** The text for element content and for attributes in double or single quotes; control characters become U+FFFD. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return out.toString();
    }

    /** A phrase, its stressed runs in {@code <strong>}. */
    static String escape(Phrase phrase) {
        StringBuilder out = new StringBuilder();
        for (Phrase.Run run : phrase.runs()) {
            String text = escape(run.text());
            out.append(run.strong() ? "<strong>" + text + "</strong>" : text);
        }
        return out.toString();
    }
}
