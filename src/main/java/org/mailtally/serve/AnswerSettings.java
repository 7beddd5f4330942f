package org.mailtally.serve;

import java.time.Duration;
import java.time.ZoneId;
import org.mailtally.check.State;

/**
 * What operators set of the answers. It may change while the process runs, so that it is read for each answer.
 *
 * @param zone the zone that times are shown in
 * @param silence from when on a log without new lines is called silent; a shorter hole between what was read is none
 * @param silenceState what the check says of a silent or unread log
 */
public record AnswerSettings(ZoneId zone, Duration silence, State silenceState) {}
