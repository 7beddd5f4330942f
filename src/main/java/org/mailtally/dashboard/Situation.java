package org.mailtally.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known at one instant about the logs, the store and the last hour: all that a page says follows from it.
 *
 * @param now the reader's clock
 * @param zone the zone in which times are shown, unless a request names another
 * @param version Mailtally's own
 * @param source the name of the source, by default the host's
 * @param started when this process began to look, by the reader's clock
 * @param silence from when on a log without new lines is called silent
 * @param logs every log that was found, live ones and archives, and those that are gone again (with that fault)
 * @param trackers in the order of the trackers file; the first is the one the headline speaks of
 * @param lines the built-in tracker of every line
 * @param edits what became of the operators' edits
 * @param notices what needs an operator's eye beside the state, one line each
 * @param gaps the times in which lines may have been written that nobody read, the newest first
 */
public record Situation(
        Instant now,
        ZoneId zone,
        String version,
        String source,
        Instant started,
        Duration silence,
        Store store,
        Folder folder,
        List<Log> logs,
        List<Hour> trackers,
        Hour lines,
        Backlog backlog,
        Edits edits,
        List<String> notices,
        List<Gap> gaps) {

    /** The length of a window. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** The number of windows in an hour, and so of the finished ones in an {@link Hour}. */
    static final int FINISHED = 12;

    /** Copies the lists. */
    public Situation {
        logs = List.copyOf(logs);
        trackers = List.copyOf(trackers);
        notices = List.copyOf(notices);
        gaps = List.copyOf(gaps);
    }

    /** The start of the first window of the last hour. */
    Instant from() {
        return to().minus(WINDOW.multipliedBy(FINISHED));
    }

    /** The end of the last hour: the end of its newest finished window and the start of the running one. */
    Instant to() {
        long seconds = WINDOW.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }

    /** The logs that lines are still written to. */
    Stream<Log> live() {
        return logs.stream().filter(log -> !log.archive());
    }

    /**
     * The store.
     *
     * @param address {@code embedded:…} or the URI without user and password
     * @param up whether its last answer was none of an error
     * @param since when that began
     * @param fault what it said, in one line without a full stop ("refuses the connection"); null while it is up
     * @param rows whether it was ever seen to hold a row
     */
    public record Store(String address, boolean up, Instant since, @Nullable String fault, boolean rows) {}

    /**
     * The folder that is searched for logs.
     *
     * @param include the regular expression that a file's name must match
     * @param names a few of the names that are there instead, if no file matches
     */
    public record Folder(String directory, String include, FolderState state, List<String> names) {
        /** Copies the list. */
        public Folder {
            names = List.copyOf(names);
        }

        /** What was looked for and found, and what to do where that is no log; in lines. */
        public List<String> lines() {
            Search search = new Search(this);
            List<String> lines = new ArrayList<>();
            lines.add(search.sentence().plain());
            for (Search.Remedy remedy : state == FolderState.FOUND ? List.<Search.Remedy>of() : search.remedies()) {
                lines.add(remedy.says());
                remedy.lines().forEach(line -> lines.add("    " + line));
            }
            return lines;
        }
    }

    /**
     * One log.
     *
     * @param name the path of its file, relative to the folder
     * @param id the log's id; empty as long as it has none
     * @param size of the file, in bytes (of an archive: compressed ones)
     * @param position up to which it is counted, in uncompressed bytes; null if unknown
     * @param archive whether nothing is written to it any more
     * @param lastRead when a poll last found all its whole lines counted, grown or not; stands still while there is a
     *     fault; null if none ever did
     * @param lastLine when its last new line was read; null if none was since the start
     * @param lastLineTime the time that line carries; null if it has none
     * @param fault why it is not read, as the rest of a sentence that begins with its name and has no full stop
     *     ("can't be read: permission denied", "is gone"); null if it is read
     */
    public record Log(
            String name,
            String id,
            long size,
            @Nullable Long position,
            boolean archive,
            @Nullable Instant lastRead,
            @Nullable Instant lastLine,
            @Nullable Instant lastLineTime,
            @Nullable String fault) {}

    /**
     * The last hour of one tracker.
     *
     * @param windows 13 counts: the 12 newest finished windows, oldest first, and the running one; null where nobody
     *     looked
     * @param undecided lines of the last hour that its pattern could not decide on
     * @param by what its counts are broken down by; null for nothing
     * @param usual what is usual in that hour; null where nothing was learned yet
     */
    public record Hour(
            String name,
            String label,
            List<@Nullable Long> windows,
            long undecided,
            @Nullable String by,
            @Nullable Usual usual) {
        /** An hour of a tracker that is not broken down. */
        public Hour(String name, String label, List<@Nullable Long> windows, long undecided) {
            this(name, label, windows, undecided, null);
        }

        /** An hour of which it is not known what is usual. */
        public Hour(String name, String label, List<@Nullable Long> windows, long undecided, @Nullable String by) {
            this(name, label, windows, undecided, by, null);
        }

        /** Copies the list, and refuses one of another length. */
        public Hour {
            if (windows.size() != FINISHED + 1) {
                throw new IllegalArgumentException(
                        "tracker \"" + name + "\" has " + windows.size() + " windows, where 13 are expected");
            }
            windows = Collections.unmodifiableList(new ArrayList<>(windows));
        }

        /** The sum over the finished windows that somebody looked at, or null if there is none. */
        @Nullable
        Long count() {
            return unseen() == FINISHED
                    ? null
                    : Long.valueOf(finished()
                            .filter(Objects::nonNull)
                            .mapToLong(Long::longValue)
                            .sum());
        }

        /** The count of the running window, or null if nothing was read in it yet. */
        @Nullable
        Long soFar() {
            return windows.get(FINISHED);
        }

        /** The number of finished windows that nobody looked at. */
        int unseen() {
            return (int) finished().filter(Objects::isNull).count();
        }

        private Stream<@Nullable Long> finished() {
            return windows.subList(0, FINISHED).stream();
        }
    }

    /**
     * What is usual in the last hour.
     *
     * @param weeks how many of the last weeks were read
     * @param isKnown whether they are enough; the ends mean nothing where they are not
     */
    public record Usual(int weeks, boolean isKnown, long low, long high) {}

    /**
     * What is left to read.
     *
     * @param toRead bytes on disk that are not counted yet
     * @param total bytes on disk, of the same files and in the same measure
     */
    public record Backlog(long toRead, long total) {}

    /**
     * What became of the operators' edits while it runs.
     *
     * @param refused the last one, where it was not taken; null where it was
     * @param recount what is being recounted since the last one; null where nothing is
     */
    public record Edits(@Nullable Refused refused, @Nullable Recount recount) {
        /** No edit is pending. */
        public static final Edits NONE = new Edits(null, null);
    }

    /**
     * An edit that was not taken.
     *
     * @param where the file, as {@code routes/trackers.camel.yaml}
     * @param line the line, counted from 1; 0 where it is none
     * @param element what is wrong in it, as {@code pattern of invites}; may be empty
     * @param excerpt that line as it stands there; empty where there is none
     * @param caret the index in the excerpt of what is wrong; -1 where it is not known
     * @param fault what is wrong with it
     * @param remedy what to do
     * @param since when it was seen
     */
    public record Refused(
            String where,
            int line,
            String element,
            String excerpt,
            int caret,
            String fault,
            String remedy,
            Instant since) {}

    /**
     * The counting of logs on disk for trackers that are new or changed.
     *
     * @param labels what people call the trackers
     * @param counted bytes on disk that are counted for all of them
     * @param total bytes on disk
     * @param logsLeft the logs that are not counted to their ends yet
     * @param logs the logs on disk
     */
    public record Recount(List<String> labels, long counted, long total, int logsLeft, int logs) {
        /** Copies the list. */
        public Recount {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A time in which lines of a log may have been written that nobody read.
     *
     * @param log the log's id
     * @param name the name of the file that it was last seen in
     * @param reason what became of it, as the rest of a sentence that begins with its name
     */
    public record Gap(String log, String name, Instant from, Instant to, String reason) {
        /** Whether it touches a time. */
        boolean touches(Instant start, Instant end) {
            return from.isBefore(end) && !to.isBefore(start);
        }
    }
}
