package org.mailtally.gviz.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number pattern as ICU has it: those of {@link DecimalFormat}, and {@code @@#} for the number of significant digits. The
 * decimal digits of a number are rounded, half to even, so 0.35 is 0.4 where there is room for one. For one thread.
 */
final class NumberPattern {
    private static final Pattern SIGNIFICANT = Pattern.compile("(@+)(#*)");

    private final DecimalFormat format;

    /** The least and the most significant digits; 0 where the pattern counts the digits behind the point. */
    private final int least;

    private final int most;

    private NumberPattern(DecimalFormat format, int least, int most) {
        this.format = format;
        this.least = least;
        this.most = most;
    }

    /** @throws IllegalArgumentException when it is no pattern */
    static NumberPattern of(String pattern, Locale locale) {
        StringBuilder plain = new StringBuilder();
        int least = 0;
        int most = 0;
        String[] pieces = pattern.split("'", -1);
        for (int i = 0; i < pieces.length; i++) {
            Matcher significant = SIGNIFICANT.matcher(pieces[i]);
            boolean quoted = i % 2 == 1;
            if (!quoted && significant.find()) {
                least = significant.group(1).length();
                most = least + significant.group(2).length();
                // As many places as before, since those behind a comma say how long a group of digits is.
                plain.append(pieces[i], 0, significant.start())
                        .append("#".repeat(most - 1))
                        .append('0')
                        .append(pieces[i].substring(significant.end()));
            } else {
                plain.append(pieces[i]);
            }
            plain.append(i < pieces.length - 1 ? "'" : "");
        }
        DecimalFormat format = new DecimalFormat(plain.toString(), DecimalFormatSymbols.getInstance(locale));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return new NumberPattern(format, least, most);
    }

    String text(double value) {
        BigDecimal number = BigDecimal.valueOf(value);
        if (most > 0) {
            number = number.round(new MathContext(most, RoundingMode.HALF_EVEN));
            BigDecimal shown = number.multiply(BigDecimal.valueOf(format.getMultiplier()));
            int before = shown.signum() == 0 ? 1 : shown.precision() - shown.scale();
            format.setMinimumFractionDigits(Math.max(0, least - before));
            format.setMaximumFractionDigits(Math.max(0, most - before));
        }
        return format.format(number);
    }
}
