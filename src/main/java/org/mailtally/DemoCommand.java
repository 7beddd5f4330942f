package org.mailtally;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder so that the command line compiles until the sample log is merged. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new UserError("demo is not merged yet");
    }
}
