package org.mailtally.command;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mailtally.settings.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line, parsed: {@code run} (the default), {@code demo}, {@code try}, {@code verify}, {@code recount},
 * {@code validate}, {@code workbench} and {@code check}.
 */
@Command(
        name = "mailtally",
        description = "Counts mail in mail logs: a page, a data source and an on-call check.",
        footer = "%nWithout a command it runs; mailtally COMMAND --help tells the options of each.",
        mixinStandardHelpOptions = true,
        versionProvider = Subcommands.VersionText.class)
final class Subcommands {

    private final Application application;

    Subcommands(Application application) {
        this.application = application;
    }

    int execute(String... arguments) {
        CommandLine commandLine = new CommandLine(this)
                .addSubcommand(new RunCommand(application))
                .addSubcommand(new DemoCommand(application))
                .addSubcommand(new TryCommand())
                .addSubcommand(new VerifyCommand(application))
                .addSubcommand(new RecountCommand(application))
                .addSubcommand(new ValidateCommand(application))
                .addSubcommand(new WorkbenchCommand(application))
                .addSubcommand(new CheckCommand());
        commandLine.registerConverter(ZoneId.class, Subcommands::zone);
        commandLine.setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, command));
        commandLine.setParameterExceptionHandler(
                (fault, given) -> wrongUse(fault.getMessage() + " (see --help)", fault.getCommandLine()));
        VersionText version = new VersionText();
        commandLine.getSubcommands().values().forEach(each -> each.getCommandSpec()
                .versionProvider(version));
        return commandLine.execute(withDefault(arguments, commandLine));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no zone: give an IANA id as Europe/Berlin or UTC");
        }
    }

    private static int explain(Exception fault, CommandLine command) throws Exception {
        if (fault instanceof UserError) {
            return wrongUse(String.valueOf(fault.getMessage()), command);
        }
        throw fault;
    }

    private static int wrongUse(String message, CommandLine command) {
        if (command.getCommand() instanceof CheckCommand) {
            return CheckCommand.wrongUse(message);
        }
        command.getErr().println("mailtally: " + message);
        return Commands.WRONG_USE;
    }

    /** Puts {@code run} before arguments that name no subcommand. */
    private static String[] withDefault(String[] arguments, CommandLine commandLine) {
        List<String> own = List.of("-h", "--help", "-V", "--version");
        boolean named = arguments.length > 0
                && (own.contains(arguments[0]) || commandLine.getSubcommands().containsKey(arguments[0]));
        if (named || (arguments.length > 0 && !arguments[0].startsWith("-"))) {
            return arguments;
        }
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(Arrays.asList(arguments));
        return all.toArray(String[]::new);
    }

    /** The text that {@code --version} prints. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"mailtally " + Version.text()};
        }
    }
}
