/**
 * A regular expression over one line: what it means, which lines it matches, and what it finds in them.
 *
 * <p>Entry type: {@link org.mailtally.pattern.LinePattern}. This room knows patterns and bytes; of the other rooms it knows
 * none, and neither Camel nor Mongo.
 *
 * <p>What a pattern means: java.util.regex over one line without its end ({@code \n}; a {@code \r} before it is
 * dropped), found anywhere in it. A line is its bytes, a character each; non-ASCII text in a pattern stands for its UTF-8
 * bytes. Only {@code \n} ends a line ({@link java.util.regex.Pattern#UNIX_LINES}), so that {@code .} matches every byte
 * of it: byte 0x85, a line end to Java, is part of many a letter in UTF-8.
 *
 * <p>Mail logs are written by strangers, so no line may hang the matching. Most patterns have an automaton
 * ({@link org.mailtally.pattern.automaton}), which decides each line in a time that grows with its length alone. The lines
 * of those that have none are searched in counted steps: a line beyond
 * {@link org.mailtally.pattern.automaton.LineSearch#MOST_STEPS} of them is given up and counted as undecided, visibly.
 * java.util.regex reads patterns, and never matches a line.
 */
@NullMarked
package org.mailtally.pattern;

import org.jspecify.annotations.NullMarked;
