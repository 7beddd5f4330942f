package org.mailtally.verify.count;

/**
 * How far a tracker was counted in a log when verifying began.
 *
 * @param definition by what it was counted
 * @param rewriting how often the log had been rewritten in place then
 * @param position the position up to which
 * @param hash the hash of the 1 KiB before it; {@code -} at position 0
 */
record Checkpoint(Definition definition, int rewriting, long position, String hash) {}
