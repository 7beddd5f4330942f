package org.mailtally.workbench;

/**
 * A tracker that is ready to be pasted.
 *
 * @param name its name
 * @param label what people call it
 * @param pattern its pattern
 */
public record Preset(String name, String label, String pattern) {}
