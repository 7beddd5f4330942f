package org.mailtally.rounds;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * The seed of a random test, as an extension that prints it and has a failure say which command repeats it. {@code
 * -Dmailtally.seed=…} sets it.
 */
public final class Seed implements BeforeTestExecutionCallback, TestExecutionExceptionHandler {

    private static final String PROPERTY = "mailtally.seed";

    private final long value;

    private Seed(long value) {
        this.value = value;
    }

    /** One that differs from run to run. */
    public static Seed random() {
        return of(new Random().nextLong());
    }

    /** One that is the same in each run. */
    public static Seed of(long usual) {
        return new Seed(Long.getLong(PROPERTY, usual));
    }

    public long value() {
        return value;
    }

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        if (test.getRequiredTestMethod().isAnnotationPresent(Test.class)) {
            String name = test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName();
            System.out.println(name + " runs with -D" + PROPERTY + "=" + value);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        throw new AssertionError(
                failure.getMessage() + "\nTo repeat it: "
                        + Repeating.command(test.getRequiredTestClass(), String.valueOf(value)),
                failure);
    }
}
