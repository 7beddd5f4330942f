package org.mailtally.pattern.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.PatternTree.Place;

/**
 * A pattern as instructions for a search that tries one way after the other. Immutable and thread-safe.
 *
 * <p>An instruction is four numbers; what they say stands beside its name. Where nothing else is said, the next one follows.
 */
final class SearchCode {

    /** The way ends. */
    static final int ENDED = 0;
    /** A byte is passed: its set. */
    static final int BYTE = 1;
    /** Two ways are open: the first to try, the other. */
    static final int FORK = 2;
    /** The way goes on elsewhere: where. */
    static final int JUMP = 3;
    /** The way is open at a place only: the place. */
    static final int PLACE = 4;
    /** A byte, repeated, the most first: its set, the least and the most. */
    static final int MANY = 5;
    /** A byte, repeated, the least first: its set, the least and the most. */
    static final int FEW = 6;
    /** A byte, repeated, the most and no other: its set, the least and the most. */
    static final int ALL = 7;
    /** The place is noted: the register. */
    static final int NOTE = 8;
    /** A group ends: its number, the register of its start. */
    static final int CAPTURE = 9;
    /** What a group captured is passed: its number, 1 where case is ignored. */
    static final int REFERENCE = 10;
    /** What follows, up to an end, stands ahead: where it goes on, 1 where it must not. */
    static final int AHEAD = 11;
    /** What follows, up to an end, stands behind: where it goes on, 1 where it must not, the most bytes. */
    static final int BEHIND = 12;
    /** What follows, up to an end, is passed by its first way alone: where it goes on, the least and the most times. */
    static final int ATOMIC = 13;
    /** What follows is repeated, the most first: where it goes on, the least and the most; {@link #REGISTERS} follow. */
    static final int LOOP = 14;
    /** As {@link #LOOP}, the least first. */
    static final int LAZY_LOOP = 15;
    /** A repetition ends: the place of its loop. */
    static final int AGAIN = 16;
    /** A lazy repetition goes on after all: the place of its loop. */
    static final int ONCE_MORE = 17;

    /** What a loop needs: the registers of its rounds and of the last one's start, where a lazy one goes on after all. */
    static final int REGISTERS = 18;

    /** The places, by the number that says one. */
    static final List<Place> PLACES = List.of(Place.values());

    /** The numbers of an instruction. */
    static final int WIDTH = 4;

    /** The most times, where any number is allowed. */
    static final int ANY = Integer.MAX_VALUE;

    private static final int MOST_NUMBERS = 1 << 18;

    private int[] numbers = new int[64];
    private int size;
    private int registers;
    private final List<boolean[]> sets = new ArrayList<>();
    private final boolean @Nullable [] first;
    private final int groups;

    /** @throws UnsupportedPatternException where it would be too large */
    SearchCode(PatternParser.Parsed parsed) {
        groups = parsed.groups();
        registers = 2 * (groups + 1);
        new SearchCoder(this).code(parsed.expression());
        add(ENDED, 0, 0, 0);
        numbers = Arrays.copyOf(numbers, size);
        ByteSet begun = FirstBytes.of(parsed.expression());
        first = begun == null ? null : begun.table();
    }

    /** Adds an instruction; returns its place. */
    int add(int name, int one, int two, int three) {
        if (size + WIDTH > MOST_NUMBERS) {
            throw new UnsupportedPatternException("too large");
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        int place = size;
        numbers[size++] = name;
        numbers[size++] = one;
        numbers[size++] = two;
        numbers[size++] = three;
        return place;
    }

    /** Has an instruction's first number say the place that comes next. */
    void goOnHere(int place) {
        numbers[place + 1] = size;
    }

    /** Has a fork's other way begin at the place that comes next. */
    void forkHere(int place) {
        numbers[place + 2] = size;
    }

    /** Has a lazy loop go on after all at the place that comes next. */
    void onceMoreHere(int place) {
        numbers[place + 3] = size;
    }

    int set(ByteSet bytes) {
        sets.add(bytes.table());
        return sets.size() - 1;
    }

    /** A register that nothing else uses. */
    int register() {
        return registers++;
    }

    /** The number of registers; those of group n are 2n and 2n + 1. */
    int registers() {
        return registers;
    }

    int groups() {
        return groups;
    }

    /** The instructions; nobody writes to them. */
    int[] numbers() {
        return numbers;
    }

    boolean[][] sets() {
        return sets.toArray(new boolean[0][]);
    }

    /** The bytes that a match may begin with, by their values; null where it may begin anywhere. */
    boolean @Nullable [] first() {
        return first;
    }
}
