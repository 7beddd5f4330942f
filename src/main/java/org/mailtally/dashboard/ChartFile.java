package org.mailtally.dashboard;

/**
 * A static page that shows the last hour of one tracker and needs nothing beside itself.
 *
 * @param fileName a name of ASCII letters, digits, {@code _}, {@code -} and dots, unique among the trackers
 * @param html the whole document, to be written as UTF-8
 */
public record ChartFile(String fileName, String html) {}
