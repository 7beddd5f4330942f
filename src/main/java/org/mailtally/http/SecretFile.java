package org.mailtally.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file of secrets holds: read at the start, and again when the file has changed. One that is wrong then leaves what was
 * read before. Thread-safe.
 *
 * @param <T> what it is read as
 */
final class SecretFile<T> {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private final List<Path> files;
    private final Function<List<byte[]>, T> reading;
    private List<Stamp> seen;
    private T value;

    /** By which a change is known. */
    private record Stamp(FileTime modified, long size, Object key) {}

    /**
     * @param files which are read together
     * @param reading makes it of the files' contents
     * @throws IllegalArgumentException where one cannot be read or is wrong, in one line
     */
    SecretFile(List<Path> files, Function<List<byte[]>, T> reading) {
        this.files = List.copyOf(files);
        this.reading = reading;
        try {
            this.seen = stamps();
            this.value = read();
        } catch (IOException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
    }

    /** What it holds now. */
    synchronized T now() {
        take();
        return value;
    }

    /** Reads it again where it has changed; whether it did and was right. */
    synchronized boolean take() {
        try {
            List<Stamp> found = stamps();
            if (found.equals(seen)) {
                return false;
            }
            seen = found;
            value = read();
            LOG.info("{} has changed and is read again", files.get(0));
            return true;
        } catch (IOException e) {
            LOG.warn("{}: what was read before stays", reason(e));
        } catch (IllegalArgumentException e) {
            LOG.warn("{}: what was read before stays", e.getMessage());
        }
        return false;
    }

    private T read() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Files.readAllBytes(file));
        }
        return reading.apply(contents);
    }

    private List<Stamp> stamps() throws IOException {
        List<Stamp> found = new ArrayList<>();
        for (Path file : files) {
            var attributes = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
            found.add(
                    new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey())));
        }
        return found;
    }

    private static String reason(IOException fault) {
        return fault instanceof NoSuchFileException
                ? fault.getMessage() + " is not there"
                : fault.getMessage() + " cannot be read: let this user read it";
    }

    /** The lines of a file that say something, each without blanks around it. */
    static List<String> lines(byte[] content) {
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
