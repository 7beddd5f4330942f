package org.mailtally.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The search of several patterns through blocks: those that require literals share one pass where these are long enough,
 * and every line of a block is tried by those that require none, or short ones of which a search costs more. Where a pattern leaves a choice of literals, the
 * beginning of the first block decides which is the rarest. Not thread-safe.
 */
public final class BlockSearch {

    /** The bytes that are searched for one short literal in the time in which a line that holds one is tried. */
    private static final int BYTES_A_FIND = 1_000;

    /** The same of lines that are all tried, one behind the other, which takes less. */
    private static final int BYTES_A_LINE = 650;

    private final List<LineMatcher> matchers;
    private final List<LineMatcher> ofEveryLine = new ArrayList<>();
    private final List<ShortLiterals> ofShortLiterals = new ArrayList<>();
    private final LongLiterals ofLongLiterals = new LongLiterals();
    private final LineStarts lines = new LineStarts();
    private boolean arranged;

    public BlockSearch(List<LineMatcher> matchers) {
        this.matchers = List.copyOf(matchers);
    }

    /**
     * Searches a block; each pattern's matcher holds what it found until the next one.
     *
     * @param bytes whole lines
     * @param length how many of the bytes are searched
     */
    public void search(byte[] bytes, int length) {
        if (!arranged) {
            arrange(new Sample(bytes, length));
            arranged = true;
        }
        matchers.forEach(LineMatcher::begin);
        if (!ofEveryLine.isEmpty()) {
            lines.find(bytes, length);
            ofEveryLine.forEach(matcher -> matcher.take(lines.starts(), lines.count()));
        }
        ofShortLiterals.forEach(each -> each.search(bytes, length));
        ofLongLiterals.search(bytes, length);
        matchers.forEach(matcher -> matcher.decide(bytes, length));
    }

    private void arrange(Sample sample) {
        for (LineMatcher matcher : matchers) {
            LineLiterals literals = matcher.literals();
            List<String> chosen = literals.options().stream()
                    .filter(texts -> isLong(texts) || (!literals.ignoreCase() && isWorthIt(texts, sample)))
                    .min(Comparator.comparingDouble(texts -> cost(texts, sample)))
                    .orElse(List.of());
            if (chosen.isEmpty()) {
                ofEveryLine.add(matcher);
            } else if (isLong(chosen)) {
                ofLongLiterals.add(matcher, chosen);
            } else {
                ofShortLiterals.add(new ShortLiterals(matcher, chosen));
            }
        }
        ofLongLiterals.arrange(sample);
    }

    private boolean isLong(List<String> texts) {
        return texts.stream().allMatch(text -> text.length() >= LongLiterals.SHORTEST) && ofLongLiterals.hasRoom(texts);
    }

    /** Whether searching for short literals costs less than trying every line. */
    private static boolean isWorthIt(List<String> texts, Sample sample) {
        double everyLine = (double) BYTES_A_LINE * sample.count("\n");
        return costOfPasses(texts, sample) < everyLine && costOfShort(texts, sample) < everyLine;
    }

    /** What literals cost, in bytes of the sample: each line that holds one is tried, each short one needs a pass. */
    private double cost(List<String> texts, Sample sample) {
        return isLong(texts) ? costOfLong(texts, sample) : costOfShort(texts, sample);
    }

    private static double costOfLong(List<String> texts, Sample sample) {
        double finds = texts.stream()
                .mapToDouble(text -> sample.share(text.getBytes(StandardCharsets.ISO_8859_1)))
                .sum();
        return BYTES_A_FIND * finds * sample.length();
    }

    private static double costOfShort(List<String> texts, Sample sample) {
        int finds = texts.stream().mapToInt(sample::count).sum();
        return (double) BYTES_A_FIND * finds + costOfPasses(texts, sample);
    }

    private static double costOfPasses(List<String> texts, Sample sample) {
        return (double) texts.size() * sample.length();
    }
}
