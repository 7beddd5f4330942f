package org.mailtally.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The folder of logs: who writes to it, and what logrotate, newsyslog and people do to it. */
final class MailFolder {

    private static final String LIVE = "mail.log";

    /** The kind of a line without a time. */
    private static final int UNDATED = 30;

    /** What a writer without O_APPEND leaves at least, where it does: more than is looked at of a beginning. */
    private static final int NULS = 1 << 16;

    private final Path folder;
    private final Path link;
    private final Path aside;
    private final SimulatedClock clock;
    private final Wording wording;
    private final TreeMap<String, LogFile> files = new TreeMap<>();
    private final List<LogFile> everyFile = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private @Nullable LogFile held;
    private @Nullable LogFile halfIn;
    private String otherHalf = "";
    private @Nullable LogFile copying;
    private @Nullable LogFile compressing;
    private @Nullable LogFile compressed;
    private int suffix;

    /** @param place an empty folder */
    MailFolder(Path place, SimulatedClock clock, Wording wording) {
        this.folder = place.resolve("there");
        this.link = place.resolve("logs");
        this.aside = place.resolve("aside");
        this.clock = clock;
        this.wording = wording;
        try {
            Files.createDirectory(folder);
            Files.createDirectory(aside);
            Files.createSymbolicLink(link, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path by which processes know it. */
    Path path() {
        return link;
    }

    /** Whether it is not there for who looks for it; who writes to it has it open. */
    boolean isMissing() {
        return Files.notExists(link);
    }

    boolean mayAllBeRead() {
        return !isMissing() && files.values().stream().noneMatch(LogFile::isUnreadable);
    }

    /** It goes, or is there again. */
    void goOrComeBack() throws IOException {
        if (!Files.deleteIfExists(link)) {
            Files.createSymbolicLink(link, folder);
        }
    }

    /** Nobody may read one of the files, which goes on being written to. */
    void makeUnreadable(int which) throws IOException {
        LogFile live = files.get(LIVE);
        LogFile file = which % 2 == 0 ? live : archive(which / 2);
        if (file != null) {
            file.makeUnreadable(aside);
            file.stream().lost();
        }
    }

    /** Every file may be read, and the folder is there. */
    void makeReadable() throws IOException {
        if (isMissing()) {
            goOrComeBack();
        }
        for (LogFile file : files.values()) {
            file.makeReadable();
        }
    }

    /** The files that are there, by name. */
    Map<String, LogFile> files() {
        return files;
    }

    List<Stream> streams() {
        return streams;
    }

    /** Writes whole lines; half a line is completed before. */
    void append(int lines, int kind, boolean toHeld) throws IOException {
        completeHalf();
        LogFile target = target(toHeld);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            int each = kind + i * 7;
            text.append(wording.next(clock.seconds() - each % 4, each)).append('\n');
        }
        write(target, text.toString());
    }

    /** Writes lines of which one, or two in a row of the past, say another day, and perhaps one without a time behind them. */
    void appendOdd(int kind, int days, boolean toHeld) throws IOException {
        completeHalf();
        LogFile target = target(toHeld);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            text.append(wording.next(clock.seconds(), kind % 30 + i)).append('\n');
        }
        for (int i = 0; i <= (days < 0 ? kind % 2 : 0); i++) {
            text.append(wording.odd(clock.seconds() + days * 86_400L, kind % 30 + i))
                    .append('\n');
        }
        if (kind % 5 == 0) {
            text.append(wording.next(clock.seconds(), UNDATED)).append('\n');
        }
        write(target, text.toString());
    }

    /** Writes half a line. */
    void appendHalf(int kind, int percent, boolean toHeld) throws IOException {
        completeHalf();
        LogFile target = target(toHeld);
        String line = wording.next(clock.seconds(), kind) + "\n";
        int cut = Math.max(1, line.length() * percent / 100);
        write(target, line.substring(0, cut));
        otherHalf = line.substring(cut);
        halfIn = target;
    }

    /** Writes the other half of a line, to the same file, whatever has become of it. */
    void completeHalf() throws IOException {
        LogFile file = halfIn;
        halfIn = null;
        if (file != null) {
            write(file, otherHalf);
        }
    }

    /** Renames the live log, and the archives before it; its writer goes on writing to it until it reopens. */
    void rotate(boolean dated, boolean createsNext, int beginnings) throws IOException {
        LogFile live = files.get(LIVE);
        if (live == null) {
            return;
        }
        held = live;
        move(live, dated ? LIVE + "-2026" + ++suffix : shifted());
        if (createsNext) {
            begin(live(), beginnings);
        }
    }

    /** The writer opens the live log again. */
    void reopen() throws IOException {
        completeHalf();
        held = null;
    }

    /** Begins a copy of the live log, as copytruncate does. */
    void copy(int percent) throws IOException {
        LogFile live = files.get(LIVE);
        if (live != null && copying == null) {
            copying = add(LogFile.copy(live, folder.resolve(shifted()), live.length() * percent / 100, clock.millis()));
        }
    }

    /**
     * Cuts the live log, after its copy was completed where one was begun.
     *
     * @param leavesNuls whether its writer goes on at the offset where it was
     */
    void truncate(int beginnings, boolean leavesNuls) throws IOException {
        LogFile live = files.get(LIVE);
        if (live == null) {
            return;
        }
        finishCopy(live);
        live.stream().cut(live, streams);
        int offset = NULS + live.length();
        live.truncate(stream(), clock.millis());
        if (leavesNuls) {
            write(live, "\0".repeat(offset) + wording.next(clock.seconds(), beginnings) + "\n");
        } else {
            begin(live, beginnings);
        }
    }

    private void finishCopy(LogFile live) throws IOException {
        LogFile copy = copying;
        copying = null;
        if (copy != null && !copy.isDeleted()) {
            copy.copyOn(live, clock.millis());
        }
    }

    /** Begins to compress an archive. */
    void compress(int which, int percent) throws IOException {
        LogFile archive = archive(which);
        if (archive == null || archive.isCompressed() || compressed != null || archive == copying) {
            return;
        }
        if (!files.containsKey(archive.name() + ".gz")) {
            compressing = archive;
            compressed =
                    add(LogFile.compress(archive, folder.resolve(archive.name() + ".gz"), percent, clock.millis()));
        }
    }

    /** Completes a compressed file and deletes the original. */
    void finishCompressing() throws IOException {
        LogFile result = compressed;
        LogFile original = compressing;
        compressed = null;
        if (result == null || original == null) {
            return;
        }
        result.finishCompressing(original.isDeleted() ? clock.millis() : original.modified());
        if (!original.isDeleted()) {
            delete(original);
        }
    }

    /** Copies an archive under another name. */
    void duplicate(int which) throws IOException {
        LogFile archive = archive(which);
        if (archive != null && !archive.isCompressed()) {
            Path path = folder.resolve("mail.log.copy" + ++suffix);
            add(LogFile.copy(archive, path, archive.length(), clock.millis()));
        }
    }

    /**
     * Rewrites a file in place: its beginning stays, up to some line, and other lines follow.
     *
     * @param proven up to which byte a stream is surely known; a cut behind it cannot be told from lines never written
     */
    void rewrite(int which, int percent, int lines, ToIntFunction<Stream> proven) throws IOException {
        completeHalf();
        LogFile live = files.get(LIVE);
        LogFile file = which % 2 == 0 ? live : archive(which / 2);
        if (file == null || file.isCompressed() || file == copying || file == compressing) {
            return;
        }
        int cut = lineEnd(file, file.length() * percent / 100);
        if (cut < 0 || cut >= file.length() || cut >= proven.applyAsInt(file.stream())) {
            return;
        }
        Stream next = file.stream().rewritten(streams.size(), cut, proven.applyAsInt(file.stream()));
        streams.add(next);
        clock.pass(1);
        file.rewrite(next, clock.millis());
        for (int i = 0; i < lines; i++) {
            write(file, wording.next(clock.seconds(), i) + "\n");
        }
    }

    /** The end of the last whole line up to a byte, where the lines that tell logs apart lie before it; else -1. */
    private static int lineEnd(LogFile file, int upTo) {
        byte[] bytes = file.stream().bytes();
        int lines = 0;
        int end = -1;
        for (int at = 0; at < upTo; at++) {
            if (bytes[at] == '\n' && ++lines > 8) {
                end = at + 1;
            }
        }
        return end;
    }

    /** Appends to the live log until it is longer than what was ever counted of it. */
    void growBeyond(ToIntFunction<Stream> counted) throws IOException {
        LogFile live = live();
        while (live.length() <= counted.applyAsInt(live.stream())) {
            append(9, 0, false);
        }
    }

    /** Deletes an archive, or the live log, which its writer goes on writing to. */
    void delete(int which, boolean liveToo) throws IOException {
        LogFile live = files.get(LIVE);
        LogFile file = liveToo && live != null ? live : archive(which);
        if (file != null) {
            delete(file);
            if (file == live) {
                held = live;
            }
        }
    }

    /** Brings everything to its end, so that every log on disk can be counted. */
    void heal() throws IOException {
        makeReadable();
        reopen();
        finishCompressing();
        LogFile live = live();
        finishCopy(live);
        append(9, 0, false);
    }

    /** The bytes of each stream's beginning that are safe in some file. */
    int kept(Stream stream) {
        return files.values().stream()
                .filter(file -> file.stream() == stream)
                .mapToInt(LogFile::kept)
                .max()
                .orElse(0);
    }

    /** The bytes of each stream's beginning that some file holds, whole or not, rewritten behind them or not. */
    int held(Stream stream) {
        return files.values().stream()
                .filter(file -> file.stream().root() == stream.root())
                .mapToInt(file -> Math.min(file.length(), stream.common(file.stream())))
                .max()
                .orElse(0);
    }

    /** Whether some file surely is a log of which a part is counted, and holds that part. */
    boolean holdsWhatIsCounted(SimulatedStore store) {
        return files.values().stream().anyMatch(file -> {
            int counted = store.counted(file.stream().ids());
            return counted > 0
                    && counted <= file.kept()
                    && streams.stream()
                            .noneMatch(other -> other != file.stream()
                                    && (other.root() == file.stream().root() || other.beginsLike(file.stream())));
        });
    }

    /** Takes note of the streams that are not wholly in some file now that may be read. */
    void noteLost() {
        streams.stream().filter(stream -> kept(stream) < stream.length()).forEach(Stream::lost);
        files.values().stream().filter(LogFile::isUnreadable).forEach(file -> file.stream()
                .lost());
    }

    void discard() {
        everyFile.forEach(LogFile::discard);
        try {
            Files.deleteIfExists(link);
            Files.delete(folder);
            Files.delete(aside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(LogFile file, String text) throws IOException {
        clock.pass(1);
        file.write(text.getBytes(StandardCharsets.ISO_8859_1), clock.now());
    }

    private LogFile target(boolean toHeld) throws IOException {
        LogFile previous = held;
        return toHeld && previous != null ? previous : live();
    }

    private LogFile live() throws IOException {
        LogFile live = files.get(LIVE);
        return live != null ? live : add(LogFile.create(folder.resolve(LIVE), stream(), clock.millis()));
    }

    private void begin(LogFile file, int beginnings) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= beginnings; i++) {
            text.append(wording.beginning(i)).append('\n');
        }
        if (beginnings > 0) {
            write(file, text.toString());
        }
    }

    private Stream stream() {
        Stream stream = new Stream(streams.size());
        streams.add(stream);
        return stream;
    }

    private @Nullable LogFile archive(int which) {
        List<LogFile> archives = files.values().stream()
                .filter(file -> !file.name().equals(LIVE) && file != compressed)
                .toList();
        return archives.isEmpty() ? null : archives.get(which % archives.size());
    }

    /** The name of the next archive, made free by renaming the others. */
    private String shifted() throws IOException {
        free(1);
        return LIVE + ".1";
    }

    private void free(int number) throws IOException {
        for (String ending : List.of("", ".gz")) {
            LogFile there = files.get(LIVE + "." + number + ending);
            if (there != null) {
                free(number + 1);
                move(there, LIVE + "." + (number + 1) + ending);
            }
        }
    }

    private void move(LogFile file, String name) throws IOException {
        files.remove(file.name());
        file.rename(folder.resolve(name));
        files.put(name, file);
    }

    private void delete(LogFile file) throws IOException {
        files.remove(file.name());
        file.delete();
    }

    private LogFile add(LogFile file) {
        files.put(file.name(), file);
        everyFile.add(file);
        return file;
    }
}
