package org.mailtally.verify;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.mailtally.tally.Step;

/** The list of windows, as people read it or as comma-separated values; its head comes with the first line. */
final class Listing {

    private static final String CSV_HEAD = "start,step,tracker,stored,recounted,difference,not_recounted,logs";

    private final ReportForm form;
    private final PrintStream out;
    private final String line;
    private boolean begun;

    /** @param trackers the names that may come */
    Listing(Collection<String> trackers, ReportForm form, PrintStream out) {
        this.form = form;
        this.out = out;
        int width = trackers.stream().mapToInt(String::length).max().orElse(0);
        this.line = "%-17s  %-6s  %-" + Math.max(7, width) + "s %10s %10s %10s %13s  %s";
    }

    void add(Sum sum) {
        if (form.all() || sum.differs()) {
            begin();
            String step = sum.step().name().toLowerCase(Locale.ROOT);
            String logs = String.join(", ", sum.differing());
            String start = Step.name(sum.start());
            if (form.csv()) {
                out.println(String.join(
                        ",",
                        start,
                        step,
                        quoted(sum.counted().name()),
                        String.valueOf(sum.stored()),
                        String.valueOf(sum.recounted()),
                        String.valueOf(sum.difference()),
                        String.valueOf(sum.notRecounted()),
                        quoted(logs)));
            } else {
                String difference = sum.difference() > 0 ? "+" + sum.difference() : String.valueOf(sum.difference());
                print(
                        start,
                        step,
                        sum.counted().name(),
                        sum.stored(),
                        sum.recounted(),
                        difference,
                        sum.notRecounted(),
                        logs);
            }
        }
    }

    /** Ends the list, which has a head even where nothing is in it if a program reads it. */
    void end() {
        if (form.csv()) {
            begin();
        } else if (begun) {
            out.println();
        }
        out.flush();
    }

    private void begin() {
        if (!begun && form.csv()) {
            out.println(CSV_HEAD);
        } else if (!begun) {
            print("start", "step", "tracker", "stored", "recounted", "difference", "not recounted", "differs in");
        }
        begun = true;
    }

    private void print(Object... cells) {
        out.println(line.formatted(cells).stripTrailing());
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
