package org.mailtally.process;

import java.io.IOException;
import java.nio.file.Files;

/** What may become of a log: every way in which it is turned over, or goes. */
enum Rotation {
    RENAMED {
        @Override
        void turn(RotatedLog log) throws IOException {
            Files.move(log.file(), log.archive("1"));
            log.write(LINES_AFTER);
        }
    },
    COPIED_AND_CUT {
        @Override
        void turn(RotatedLog log) throws IOException {
            Files.copy(log.file(), log.archive("1"));
            Turnover.cut(log.file());
            log.write(LINES_AFTER);
        }

        @Override
        boolean mayHaveLost() {
            return true;
        }
    },
    COMPRESSED {
        @Override
        void turn(RotatedLog log) throws IOException {
            Files.move(log.file(), log.archive("1"));
            Turnover.compress(log.archive("1"));
            log.write(LINES_AFTER);
        }
    },
    DATED {
        @Override
        void turn(RotatedLog log) throws IOException {
            Files.move(log.file(), log.archive("0").resolveSibling("mail.log-20261124"));
            log.write(LINES_AFTER);
        }
    },
    DELETED {
        @Override
        void turn(RotatedLog log) throws IOException {
            Files.delete(log.file());
            log.write(LINES_AFTER);
        }

        @Override
        boolean mayHaveLost() {
            return true;
        }
    },
    REGROWN_PAST_ITS_SIZE {
        @Override
        void turn(RotatedLog log) throws IOException {
            long size = Files.size(log.file());
            Files.copy(log.file(), log.archive("1"));
            Turnover.cut(log.file());
            do {
                log.write(LINES_AFTER);
            } while (Files.size(log.file()) <= size);
        }

        @Override
        boolean mayHaveLost() {
            return true;
        }
    },
    SAME_FIRST_LINE {
        @Override
        void turn(RotatedLog log) throws IOException {
            Files.move(log.file(), log.archive("1"));
            log.begin();
            log.write(LINES_AFTER);
        }
    },
    RENAMED_TWICE {
        @Override
        void turn(RotatedLog log) throws IOException {
            Files.move(log.file(), log.archive("1"));
            log.write(LINES_AFTER);
            Files.move(log.archive("1"), log.archive("2"));
            Files.move(log.file(), log.archive("1"));
            log.write(LINES_AFTER);
        }
    },
    HALF_A_LINE {
        @Override
        void turn(RotatedLog log) throws IOException {
            String lines = log.lines(1);
            int half = lines.indexOf("message-id=") + 5;
            MailLog.append(log.file(), lines.substring(0, half));
            Files.move(log.file(), log.archive("1"));
            log.write(LINES_AFTER);
            MailLog.append(log.archive("1"), lines.substring(half));
        }
    },
    STILL_WRITTEN_TO {
        @Override
        void turn(RotatedLog log) throws IOException {
            Files.move(log.file(), log.archive("1"));
            log.write(LINES_AFTER);
            MailLog.append(log.archive("1"), log.lines(LINES_AFTER));
        }

        @Override
        void goOn(RotatedLog log) throws IOException {
            MailLog.append(log.archive("1"), log.lines(LINES_AFTER));
            super.goOn(log);
        }
    };

    private static final int LINES_AFTER = 30;

    /** Turns the log over, and writes on. */
    abstract void turn(RotatedLog log) throws IOException;

    /** Writes on when the turn was read. */
    void goOn(RotatedLog log) throws IOException {
        log.write(LINES_AFTER);
    }

    /** Whether lines that nobody read may have gone with it, as far as can be seen from outside. */
    boolean mayHaveLost() {
        return false;
    }
}
