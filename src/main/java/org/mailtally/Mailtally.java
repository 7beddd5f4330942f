package org.mailtally;

import java.util.Optional;
import org.mailtally.settings.UserError;

/**
 * The process. A plain {@code try} is done at once; every other command line is parsed by {@link Subcommands}, which this
 * class must not name in a declaration: to load the parser's classes takes a third of the time of a short command.
 */
public final class Mailtally {

    private Mailtally() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    static int execute(String... arguments) {
        Optional<TryCommand> plain = TryCommand.ofPlain(arguments);
        if (plain.isEmpty()) {
            return Subcommands.execute(arguments);
        }
        try {
            return plain.get().call();
        } catch (UserError fault) {
            System.err.println("mailtally: " + fault.getMessage());
            return Subcommands.WRONG_USE;
        }
    }
}
