package org.mailtally;

import org.mailtally.command.Commands;

/** The process: hands its command line to the commands, and itself to them as what they run. */
public final class Mailtally {

    private Mailtally() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    static int execute(String... arguments) {
        return new Commands(new Standalone()).execute(arguments);
    }
}
