package org.mailtally.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that prints where the running process's workbench is, with the key to lines of the logs. */
@Command(
        name = "workbench",
        description = "Prints the address of the running workbench, with the key that shows lines of the logs.",
        mixinStandardHelpOptions = true)
final class WorkbenchCommand implements Callable<Integer> {

    private final Application application;

    @Mixin
    private final HomeOptions home = new HomeOptions();

    WorkbenchCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        System.out.println(application.workbench(home.settings()));
        return 0;
    }
}
