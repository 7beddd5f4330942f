package org.mailtally.reload;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.mailtally.settings.Words;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The check of the beans that routes call: that each is there, and has the method that is named. */
final class Beans {

    private final CamelContext scratch;

    /** @param scratch holds the beans */
    Beans(CamelContext scratch) {
        this.scratch = scratch;
    }

    void check(Outline outline) throws RefusedException {
        for (Yaml file : outline.yaml().values()) {
            for (Node node : Yaml.all(file.root())) {
                if (node instanceof MappingNode) {
                    check(file, Yaml.value(node, "bean").orElse(null));
                    check(file, Yaml.value(node, "method").orElse(null));
                }
            }
        }
    }

    /** @param call a mapping with {@code ref} or {@code beanType}, and {@code method} */
    private void check(Yaml file, @Nullable Node call) throws RefusedException {
        Optional<Node> ref = Yaml.value(call, "ref");
        Optional<Node> type = Yaml.value(call, "beanType");
        Class<?> called =
                ref.isPresent() ? ofBean(file, ref.get()) : type.isPresent() ? ofType(file, type.get()) : null;
        Optional<Node> method = Yaml.value(call, "method");
        if (called != null && method.isPresent()) {
            checkMethod(
                    file,
                    method.get(),
                    called,
                    ref.or(() -> type).flatMap(Yaml::text).orElse(""));
        }
    }

    private @Nullable Class<?> ofBean(Yaml file, Node ref) throws RefusedException {
        String name = scratch.resolvePropertyPlaceholders(Yaml.text(ref).orElse(""));
        Object bean = scratch.getRegistry().lookupByName(name);
        if (bean == null) {
            String remedy = RenamedBeans.bean(name).orElse("define it under  beans:  or correct the name");
            throw new RefusedException(file.wrong(ref, "ref", "no bean is named '" + name + "'", remedy));
        }
        return bean.getClass();
    }

    private @Nullable Class<?> ofType(Yaml file, Node type) throws RefusedException {
        String name = Yaml.text(type).orElse("");
        Class<?> found = scratch.getClassResolver().resolveClass(name);
        if (found == null) {
            throw new RefusedException(
                    file.wrong(type, "beanType", "no class is named '" + name + "'", "correct the name"));
        }
        return found;
    }

    private static void checkMethod(Yaml file, Node node, Class<?> called, String bean) throws RefusedException {
        String text = Yaml.text(node).orElse("");
        int bracket = text.indexOf('(');
        String name = (bracket < 0 ? text : text.substring(0, bracket)).strip();
        Set<String> known = new TreeSet<>();
        Arrays.stream(called.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .forEach(known::add);
        if (!name.isEmpty() && !name.contains("{") && !known.contains(name)) {
            String remedy = RenamedBeans.method(bean, name)
                    .or(() -> Words.nearest(name, known).map(word -> "did you mean " + word + "?"))
                    .orElse("it has " + String.join(", ", known));
            throw new RefusedException(
                    file.wrong(node, "method of bean " + bean, "it has no method '" + name + "'", remedy));
        }
    }
}
