package org.mailtally.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** A step fails at a file, as a chart that cannot be written: the JDK's message is the path, and not a word more. */
class FileThatIsRefusedTest {

    @Test
    void message_saysWhatIsTheMatter() {
        assertThat(Faults.inWords(new AccessDeniedException("charts/Bounced.html")))
                .isEqualTo("charts/Bounced.html: permission denied");
        assertThat(Faults.inWords(new NoSuchFileException("charts"))).isEqualTo("charts: is not there");
        assertThat(Faults.inWords(new FileSystemException("charts", null, "No space left on device")))
                .isEqualTo("charts: No space left on device");
        assertThat(Faults.inWords(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }
}
