package org.mailtally.verify;

/**
 * How a report looks.
 *
 * @param all whether every window is listed, not only those that differ
 * @param csv whether the list is comma-separated values, with nothing else
 */
public record ReportForm(boolean all, boolean csv) {}
