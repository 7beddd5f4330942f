package org.mailtally.reload;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;

/**
 * The routes of the running context: changed from one checked set of files to another. Only the routes of files whose
 * content changed stop and start, those that use a bean that changed, and all where the handling of errors changed. Not
 * thread-safe.
 */
final class LiveRoutes {

    private static final long STOP_SECONDS = 2;

    private final CamelContext context;
    private final Model model;

    LiveRoutes(CamelContext context) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    /** Loads the first set, into a context that is not started yet. */
    void load(CheckedRoutes routes) throws Exception {
        Set<String> all = routes.files().byName().keySet();
        PluginHelper.getRoutesLoader(context).loadRoutes(Resources.of(routes.files(), all));
    }

    /**
     * Changes what runs.
     *
     * @throws Exception where a route cannot be started; what runs is then neither of both
     */
    void change(CheckedRoutes from, CheckedRoutes to) throws Exception {
        Set<String> changed = changed(from, to);
        for (Outline.Definition route : List.copyOf(from.outline().routes().values())) {
            if (changed.contains(route.file().name())) {
                remove(route.text("id"));
            }
        }
        for (Map.Entry<String, Outline.Definition> bean : from.outline().beans().entrySet()) {
            boolean stays = to.outline().bean(bean.getKey()) != null;
            if (!stays || changed.contains(bean.getValue().file().name())) {
                context.getRegistry().unbind(bean.getKey());
                model.getCustomBeans().removeIf(each -> bean.getKey().equals(each.getName()));
            }
        }
        if (changed.stream().anyMatch(name -> isGlobal(from, to, name))) {
            model.getRouteConfigurationDefinitions().clear();
            context.removeRouteTemplates("*");
        }
        PluginHelper.getRoutesLoader(context).updateRoutes(Resources.of(to.files(), changed));
    }

    private void remove(String id) throws Exception {
        RouteDefinition definition = model.getRouteDefinition(id);
        if (definition != null) {
            context.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS);
            model.removeRouteDefinition(definition);
        }
    }

    /** The names of the files whose content changed, which came or went, or which depend on one that did. */
    static Set<String> changed(CheckedRoutes from, CheckedRoutes to) {
        Set<String> names = new TreeSet<>(from.files().byName().keySet());
        names.addAll(to.files().byName().keySet());
        Set<String> changed = new LinkedHashSet<>();
        for (String name : names) {
            if (!from.files().text(name).equals(to.files().text(name))) {
                changed.add(name);
            }
        }
        if (changed.stream().anyMatch(name -> isGlobal(from, to, name))) {
            return names;
        }
        Set<String> beans = beans(from, changed);
        beans.addAll(beans(to, changed));
        names.stream()
                .filter(name -> beans.stream().anyMatch(bean -> names(to.files().text(name), bean)))
                .forEach(changed::add);
        return changed;
    }

    private static boolean isGlobal(CheckedRoutes from, CheckedRoutes to, String name) {
        return from.outline().isGlobal(name) || to.outline().isGlobal(name);
    }

    /** The beans that routes may use, defined in some files: no trackers, which are counted by and not called. */
    private static Set<String> beans(CheckedRoutes routes, Set<String> files) {
        Set<String> trackers = new TreeSet<>();
        routes.trackers().forEach(tracker -> trackers.add(tracker.name()));
        Set<String> beans = new TreeSet<>();
        routes.outline().beans().forEach((name, bean) -> {
            if (!trackers.contains(name) && files.contains(bean.file().name())) {
                beans.add(name);
            }
        });
        return beans;
    }

    private static boolean names(String text, String bean) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(bean) + "(?![\\w-])")
                .matcher(text)
                .find();
    }
}
