package org.mailtally.reload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** Route files as Camel loads them: from memory, so that what is loaded is what was checked. */
final class Resources {

    private Resources() {}

    static List<Resource> of(RouteFiles files, Collection<String> names) {
        List<Resource> resources = new ArrayList<>();
        for (String name : names) {
            if (files.byName().containsKey(name)) {
                resources.add(
                        ResourceHelper.fromBytes("mem:" + name, files.text(name).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return resources;
    }
}
