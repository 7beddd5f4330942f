package org.mailtally.simulation;

/**
 * One thing that happens in a history. It means something in any state, so that the others still do when it is left out.
 *
 * @param kind what happens
 * @param which to what it happens: a file or a process, counted round
 * @param much how much or how far, from 0 to 999
 */
record Action(Kind kind, int which, int much) {

    /** What may happen, and how often beside the others. */
    enum Kind {
        APPEND(14),
        ODD_LINES(2),
        HALF_LINE(4),
        OTHER_HALF(2),
        ROTATE(4),
        REOPEN(3),
        COPY(3),
        TRUNCATE(3),
        COMPRESS(3),
        FINISH_COMPRESSING(2),
        DUPLICATE(1),
        DELETE(1),
        REWRITE(2),
        STEP(30),
        POLL(8),
        CRASH(4),
        RENAME_HOST(1),
        EDIT(1),
        LIVE_EDIT(2),
        RECOUNT(2),
        DAMAGE(1),
        FAIL(3),
        PASS(6),
        QUIET(1),
        UNREADABLE(2),
        READABLE(2),
        NO_FOLDER(1),
        FULL_DISK(1),
        CLOCK_STEP(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }
    }

    static Action parse(String line) {
        String[] words = line.strip().split(" ");
        return new Action(Kind.valueOf(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }
}
