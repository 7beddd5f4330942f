package org.mailtally.source.file;

import org.mailtally.source.LogId;

/**
 * A claim of how a log goes on, having begun in some way: the hash of all its bytes up to the end of one of its first
 * lines.
 *
 * @param log the log that begins so
 * @param line the number of the line, from 1
 * @param before the hash of all bytes before that line; empty for the first line
 * @param hash the hash of the bytes up to the end of that line, its line end included
 */
public record Mark(LogId log, int line, String before, String hash) {}
