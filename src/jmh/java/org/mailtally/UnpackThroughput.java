package org.mailtally;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * How long the libraries for a compressed form take to decompress a file, alone and warm, in turns; the one that Mailtally
 * takes comes first. Prints a name and milliseconds, the median of some rounds, a line each.
 */
public final class UnpackThroughput {

    private static final int ROUNDS = 5;
    private static final int WARMING = 2;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int CHUNK_BYTES = 1 << 18;

    private UnpackThroughput() {}

    /** Opens a compressed stream. */
    @FunctionalInterface
    private interface Library {
        InputStream open(InputStream compressed) throws IOException;
    }

    /** A library beside others, and the nanoseconds that it took. */
    private record Candidate(String name, Library library, long[] taken) {
        Candidate(String name, Library library) {
            this(name, library, new long[ROUNDS]);
        }
    }

    /** @param arguments a file whose name ends in .gz, .zst or .xz */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<Candidate> candidates = candidatesFor(file.toString());
        for (int round = -WARMING; round < ROUNDS; round++) {
            for (Candidate candidate : candidates) {
                long taken = unpack(file, candidate.library());
                if (round >= 0) {
                    candidate.taken()[round] = taken;
                }
            }
        }
        for (Candidate candidate : candidates) {
            Arrays.sort(candidate.taken());
            System.out.println(candidate.name() + "\t" + candidate.taken()[ROUNDS / 2] / 1_000_000);
        }
    }

    private static List<Candidate> candidatesFor(String name) {
        if (name.endsWith(".gz")) {
            return List.of(
                    new Candidate("commons-compress", in -> GzipCompressorInputStream.builder()
                            .setInputStream(in)
                            .setDecompressConcatenated(true)
                            .get()),
                    new Candidate("java.util.zip", in -> new GZIPInputStream(in, BUFFER_BYTES)));
        }
        if (name.endsWith(".zst")) {
            return List.of(
                    new Candidate("zstd-jni", in -> new ZstdInputStreamNoFinalizer(in).setContinuous(true)),
                    new Candidate("aircompressor", io.airlift.compress.zstd.ZstdInputStream::new));
        }
        if (name.endsWith(".xz")) {
            return List.of(
                    new Candidate("xz", XZInputStream::new),
                    new Candidate("xz without its check sums", in -> new XZInputStream(in, -1, false)));
        }
        throw new IllegalArgumentException("no form is known by the name of " + name);
    }

    private static long unpack(Path file, Library library) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long before = System.nanoTime();
        try (InputStream in = library.open(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            for (int read = 0; read >= 0; read = in.read(chunk)) {}
        }
        return System.nanoTime() - before;
    }
}
