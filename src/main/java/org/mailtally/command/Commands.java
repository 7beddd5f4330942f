package org.mailtally.command;

import java.util.Optional;
import org.mailtally.settings.UserError;

/**
 * The command line. A plain {@code try} is done at once; every other one is parsed by {@link Subcommands}, which this class
 * must not name in a declaration: to load the parser's classes takes a third of the time of a short command.
 */
public final class Commands {

    /** The exit code where something is wrong with what was given. */
    static final int WRONG_USE = 2;

    private final Application application;

    /** @param application what the commands run, check and look into */
    public Commands(Application application) {
        this.application = application;
    }

    /** Does what a command line says; returns the exit code. */
    public int execute(String... arguments) {
        Optional<TryCommand> plain = TryCommand.ofPlain(arguments);
        if (plain.isEmpty()) {
            return new Subcommands(application).execute(arguments);
        }
        try {
            return plain.get().call();
        } catch (UserError fault) {
            System.err.println("mailtally: " + fault.getMessage());
            return WRONG_USE;
        }
    }
}
