package org.mailtally.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The links of Markdown documents to each other, to their headings and to pictures. */
final class DocumentLinks {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
    private static final Set<String> ELSEWHERE = Set.of("target", "src", ".git");

    private DocumentLinks() {}

    static List<Path> documents(Path folder) throws IOException {
        try (Stream<Path> files =
                Files.find(folder, 3, (file, found) -> file.toString().endsWith(".md"))) {
            return files.filter(file -> !ELSEWHERE.contains(
                            folder.relativize(file).getName(0).toString()))
                    .sorted()
                    .toList();
        }
    }

    /** The links of a document that lead nowhere. */
    static List<String> broken(Path document) throws IOException {
        String text = CODE.matcher(Files.readString(document)).replaceAll("");
        return LINK.matcher(text)
                .results()
                .filter(link -> !leadsSomewhere(document, link))
                .map(MatchResult::group)
                .toList();
    }

    private static boolean leadsSomewhere(Path document, MatchResult link) {
        Path folder = Objects.requireNonNull(document.toAbsolutePath().getParent());
        Path target = link.group(1).isEmpty() ? document : folder.resolve(link.group(1));
        return Files.exists(target) && (link.group(2) == null || anchors(target).contains(link.group(2)));
    }

    /** The headings, as their addresses are made of them. */
    private static Set<String> anchors(Path document) {
        try {
            String text = Files.readString(document).replaceAll("(?ms)^```.*?^```$", "");
            Set<String> anchors = new HashSet<>();
            HEADING.matcher(text)
                    .results()
                    .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .forEach(anchors::add);
            return anchors;
        } catch (IOException e) {
            throw new AssertionError(document + " can't be read", e);
        }
    }
}
