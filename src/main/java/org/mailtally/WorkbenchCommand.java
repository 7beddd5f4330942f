package org.mailtally;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints where the running process's workbench is, with the key to lines of the logs. */
@Command(
        name = "workbench",
        description = "Prints the address of the running workbench, with the key that shows lines of the logs.",
        mixinStandardHelpOptions = true)
final class WorkbenchCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions home = new HomeOptions();

    @Override
    public Integer call() {
        System.out.println(WorkbenchFile.read(home.settings()));
        return 0;
    }
}
