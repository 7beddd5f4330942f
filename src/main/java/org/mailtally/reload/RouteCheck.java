package org.mailtally.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.TrackerDefinition;

/**
 * The check of route files: they are loaded whole into a scratch context that is started but idle, so that endpoints and
 * their options are resolved and nothing is read, requested or answered. Thread-safe.
 */
public final class RouteCheck {

    private final Properties properties;
    private final Map<String, Object> beans;
    private final TrackerBeans trackers;

    /** What a tracker among the beans counts. */
    @FunctionalInterface
    public interface TrackerBeans {
        /**
         * The definition of a bean that is a tracker; empty of another bean.
         *
         * @throws IllegalArgumentException where it is not a right one, said in one line
         */
        Optional<TrackerDefinition> definition(String name, Object bean);

        /**
         * Looks at a bean that may name trackers.
         *
         * @throws IllegalArgumentException where it is not a right one, said in one line
         */
        default void check(String name, Object bean, List<TrackerDefinition> defined) {}
    }

    /**
     * @param properties the values of placeholders
     * @param beans the beans that are there beside those of the files, by their names; a component among them belongs to
     *     the running context, so the scratch context makes its own
     */
    public RouteCheck(Properties properties, Map<String, Object> beans, TrackerBeans trackers) {
        this.properties = properties;
        this.beans = beans.entrySet().stream()
                .filter(bean -> !(bean.getValue() instanceof Component))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        this.trackers = trackers;
    }

    /**
     * Checks the files of a folder.
     *
     * @throws RefusedException where one is not right
     */
    public CheckedRoutes check(Path folder) throws RefusedException {
        return check(RouteFiles.read(folder));
    }

    /** What to say of files of a folder that end nearly as route files do, and so are not read; in one line each. */
    public static List<String> misnamed(Path folder) {
        return RouteFiles.misnamed(folder);
    }

    CheckedRoutes check(RouteFiles files) throws RefusedException {
        Outline outline = Outline.of(files);
        TrackerProperties.check(outline);
        Placeholders.check(outline, properties);
        try (DefaultCamelContext scratch = scratch()) {
            new Endpoints(scratch).check(outline);
            PluginHelper.getRoutesLoader(scratch)
                    .loadRoutes(Resources.of(files, files.byName().keySet()));
            new Beans(scratch).check(outline);
            List<TrackerDefinition> definitions = definitions(scratch, outline);
            scratch.start();
            return new CheckedRoutes(outline, definitions);
        } catch (RefusedException refused) {
            throw refused;
        } catch (Exception | StackOverflowError | LinkageError fault) {
            throw new RefusedException(new Explanation(outline).of(fault), fault);
        }
    }

    private DefaultCamelContext scratch() {
        DefaultCamelContext scratch = new DefaultCamelContext(new DefaultRegistry(new Given(beans)));
        scratch.disableJMX();
        scratch.setAutoStartup(false);
        scratch.setLoadTypeConverters(false);
        scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
        scratch.getShutdownStrategy().setTimeout(1);
        scratch.getPropertiesComponent().setOverrideProperties(properties);
        return scratch;
    }

    private List<TrackerDefinition> definitions(CamelContext scratch, Outline outline) throws RefusedException {
        List<TrackerDefinition> found = new ArrayList<>();
        eachBean(scratch, outline, "correct the tracker", (name, bean) -> trackers.definition(name, bean)
                .ifPresent(found::add));
        if (found.isEmpty()) {
            throw new RefusedException(Refusal.ofFile(
                    "trackers.camel.yaml",
                    "no tracker is defined, so there is nothing to count",
                    "add a bean of type org.mailtally.Tracker"));
        }
        eachBean(scratch, outline, "correct the threshold", (name, bean) -> trackers.check(name, bean, found));
        return found;
    }

    private static void eachBean(CamelContext scratch, Outline outline, String remedy, BiConsumer<String, Object> look)
            throws RefusedException {
        for (Map.Entry<String, Outline.Definition> bean : outline.beans().entrySet()) {
            String name = bean.getKey();
            Yaml file = bean.getValue().file();
            try {
                look.accept(name, scratch.getRegistry().lookupByName(name));
            } catch (IllegalArgumentException e) {
                String fault = String.valueOf(e.getMessage());
                throw new RefusedException(file.wrong(bean.getValue().node(), "bean " + name, fault, remedy), e);
            }
        }
    }

    /** The beans of the process, which the scratch context only borrows. */
    private record Given(Map<String, Object> beans) implements BeanRepository {
        @Override
        public @Nullable Object lookupByName(String name) {
            return beans.get(name);
        }

        @Override
        public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
            Object bean = beans.get(name);
            return type.isInstance(bean) ? type.cast(bean) : null;
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return Map.of();
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return Set.of();
        }
    }
}
