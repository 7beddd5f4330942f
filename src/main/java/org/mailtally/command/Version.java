package org.mailtally.command;

import org.jspecify.annotations.Nullable;

/** The version of this build. */
public final class Version {

    private Version() {}

    /** The version as the jar's manifest has it; {@code development} where it runs from classes. */
    public static String text() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
