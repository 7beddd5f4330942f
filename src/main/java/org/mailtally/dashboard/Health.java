package org.mailtally.dashboard;

/**
 * The answer of {@code /health}.
 *
 * @param status the HTTP status: 200 while mail is counted, 503 while it is not
 * @param json one JSON object on one line
 */
public record Health(int status, String json) {}
