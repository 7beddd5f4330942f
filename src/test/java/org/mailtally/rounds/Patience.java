package org.mailtally.rounds;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long a test waits unless it says otherwise: for whatever else the machine does meanwhile, not for what is tested. */
public final class Patience implements BeforeAllCallback {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public void beforeAll(ExtensionContext tests) {
        Awaitility.setDefaultTimeout(LONGEST);
    }
}
