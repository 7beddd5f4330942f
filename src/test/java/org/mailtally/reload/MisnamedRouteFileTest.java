package org.mailtally.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that ends nearly as route files do was passed over in silence. */
class MisnamedRouteFileTest {

    @TempDir
    private Path home;

    @Test
    void misnamed_namesEachWithTheNameThatIsRead() throws IOException {
        Path routes = Files.createDirectory(home.resolve("routes"));
        for (String name :
                new String[] {"mine.yaml", "other.camel.yml", "page.camel.yaml", ".swp.yaml", "page.yaml~"}) {
            Files.writeString(routes.resolve(name), "");
        }

        assertThat(RouteCheck.misnamed(routes))
                .containsExactly(
                        "routes/mine.yaml is not read: rename it to mine.camel.yaml",
                        "routes/other.camel.yml is not read: rename it to other.camel.yaml");
        assertThat(RouteCheck.misnamed(home.resolve("none"))).isEmpty();
    }
}
