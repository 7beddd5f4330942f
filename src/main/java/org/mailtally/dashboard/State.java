package org.mailtally.dashboard;

/** A state of the headline, worst first: its id, its shape, its word, and how {@code /health} rates it. */
enum State {
    STORE_AWAY("store-away", "barred-ring", "Store away", Rating.DOWN),
    NO_LOG_FOUND("no-log-found", "ring", "No log found", Rating.DOWN),
    NOBODY_LOOKING("nobody-looking", "hatched-square", "Nobody looking", Rating.DOWN),
    LOG_SILENT("log-silent", "hatched-square", "Log silent", Rating.DEGRADED),
    TOO_FEW("too-few", "triangle-down", "Too few", Rating.UP),
    TOO_MANY("too-many", "triangle-up", "Too many", Rating.UP),
    CATCHING_UP("catching-up", "progress-ring", "Catching up", Rating.UP),
    STILL_LEARNING("still-learning", "ring", "Still learning", Rating.UP),
    HUMMING("humming", "disc", "Humming", Rating.UP);

    private final String id;
    private final String shape;
    private final String word;
    private final Rating rating;

    State(String id, String shape, String word, Rating rating) {
        this.id = id;
        this.shape = shape;
        this.word = word;
        this.rating = rating;
    }

    String id() {
        return id;
    }

    String shape() {
        return shape;
    }

    String word() {
        return word;
    }

    /** Whether the headline gives the count of the last hour. */
    boolean isOfCounts() {
        return this == TOO_FEW || this == TOO_MANY || this == STILL_LEARNING || this == HUMMING;
    }

    Rating rating() {
        return rating;
    }

    /** What {@code /health} answers: counting, counting with something to look at, or not counting. */
    enum Rating {
        UP("up", 200),
        DEGRADED("degraded", 200),
        DOWN("down", 503);

        private final String word;
        private final int status;

        Rating(String word, int status) {
            this.word = word;
            this.status = status;
        }

        String word() {
            return word;
        }

        int status() {
            return status;
        }
    }
}
