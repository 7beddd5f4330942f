package org.mailtally.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The route files as they were at one look: every {@code *.camel.yaml} of the folder, by name. Files that begin with a dot
 * are none, nor are an editor's backups and swap files, which end otherwise. Immutable and thread-safe.
 *
 * @param byName the files, in the order of their names
 * @param fault why the folder cannot be read, in one line; empty where it can
 */
record RouteFiles(Map<String, Content> byName, String fault) {

    /** The size up to which a file is read: route files have some kilobytes. */
    static final int MOST_BYTES = 1 << 20;

    private static final String ENDING = ".camel.yaml";

    /** Copies the map. */
    RouteFiles {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /**
     * One file's content.
     *
     * @param text the text; empty where there is a fault
     * @param fault why it has none, in one line; empty where it has
     */
    record Content(String text, String fault) {}

    static RouteFiles read(Path folder) {
        Map<String, Content> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : found) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith(".")) {
                    files.put(name, content(file));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return new RouteFiles(Map.of(), "the folder " + folder + " can't be read");
        }
        return new RouteFiles(files, "");
    }

    /** What to say of files that end nearly as route files do, and so are not read; in one line each. */
    static List<String> misnamed(Path folder) {
        List<String> lines = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            for (Path file : found) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith(".") && !name.endsWith(ENDING)) {
                    String ought = name.replaceFirst("(\\.camel)?\\.ya?ml$", "") + ENDING;
                    lines.add(folder.getFileName() + "/" + name + " is not read: rename it to " + ought);
                }
            }
        } catch (IOException | DirectoryIteratorException reportedElsewhere) {
            return List.of();
        }
        Collections.sort(lines);
        return lines;
    }

    private static Content content(Path file) {
        if (Files.isDirectory(file)) {
            return new Content("", "it is a folder");
        }
        if (!Files.isRegularFile(file)) {
            return new Content("", Files.exists(file) ? "it is no regular file" : "it leads to no file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return new Content("", "it has more than " + MOST_BYTES + " bytes");
            }
            return decoded(bytes);
        } catch (IOException e) {
            return new Content("", "it can't be read: " + e.getMessage());
        }
    }

    private static Content decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean isText = text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
            return isText ? new Content(text, "") : new Content("", "it is no text: " + beginning(bytes));
        } catch (CharacterCodingException e) {
            return new Content("", "it is no UTF-8 text: " + beginning(bytes));
        }
    }

    /** So that another wrong content is another look. */
    private static String beginning(byte[] bytes) {
        return "its " + bytes.length + " bytes have the hash " + Integer.toHexString(Arrays.hashCode(bytes));
    }

    /** The file's text; empty of a file that is not there. */
    String text(String name) {
        Content content = byName.get(name);
        return content == null ? "" : content.text();
    }

    /** A line of a file, counted from 1; empty where there is none. */
    String line(String name, int number) {
        return number < 1
                ? ""
                : text(name).lines().skip(number - 1L).findFirst().orElse("");
    }

    /** The route that a file is named for. */
    static String routeOf(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }
}
