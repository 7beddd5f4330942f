package org.mailtally.store;

/** The names of what is stored: collections, and the fields of rows. Other people's scripts rely on them. */
public final class StoredNames {

    /** The rows of windows, of each tracker. */
    public static final String MAIL = "mail";

    /** The rows of windows of all lines. */
    public static final String MAIL_LINES = "mail_lines";

    /** The rows of windows of by-values. */
    public static final String MAIL_BY = "mail_by";

    /** The rows of hours, of trackers, all lines and by-values. */
    public static final String MAIL_HOURS = "mail_hours";

    /** The rows of days, likewise. */
    public static final String MAIL_DAYS = "mail_days";

    /** The checkpoints. */
    public static final String MAIL_LOGS = "mail_logs";

    /** How logs begin, and the names of sources. */
    public static final String MAIL_MARKS = "mail_marks";

    /** The possible gaps. */
    public static final String MAIL_GAPS = "mail_gaps";

    /** The readings, and how often logs were rewritten. */
    public static final String MAIL_READINGS = "mail_readings";

    /** The archives that were read to their ends. */
    public static final String MAIL_ARCHIVES = "mail_archives";

    /** The times below which rows are deleted. */
    public static final String MAIL_HORIZONS = "mail_horizons";

    /** What is remembered of thresholds, and the alerts that are still to be sent. */
    public static final String MAIL_ALERTS = "mail_alerts";

    /** The start of a row's window, hour or day, as a UTC date. */
    public static final String INSERT_TIME = "insert_time";

    /** A row's count. */
    public static final String MSG_COUNT = "msg_count";

    private StoredNames() {}
}
