package org.mailtally.log;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** How a file is compressed, known by its first bytes whatever its name is. */
enum Compression {
    GZIP("\u001f\u008b") {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(compressed)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    BZIP2("BZh") {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new BZip2CompressorInputStream(compressed, true);
        }
    },
    XZ("\u00fd7zXZ\0") {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new XZInputStream(compressed, MOST_MEMORY_KIB);
        }
    },
    ZSTD("(\u00b5/\u00fd") {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            try {
                return new ZstdInputStreamNoFinalizer(compressed).setContinuous(true);
            } catch (LinkageError notLoaded) {
                throw new NotLoadedException(notLoaded);
            }
        }
    };

    /** The number of first bytes that tell every form. */
    static final int MAGIC_LENGTH = 6;

    private static final int MOST_MEMORY_KIB = 36 * 1024;

    /** The first bytes, a character each. */
    private final String magic;

    Compression(String magic) {
        this.magic = magic;
    }

    abstract InputStream open(InputStream compressed) throws IOException;

    /** Why decompressing failed, in one line. */
    String faultOf(Exception fault) {
        String form = name().toLowerCase(Locale.ROOT);
        if (fault instanceof NotLoadedException) {
            return "the library that decompresses " + form + " cannot be loaded from "
                    + System.getProperty("java.io.tmpdir")
                    + ", which is not there, or may hold no programs (mounted noexec): name another folder with"
                    + " -Djava.io.tmpdir=FOLDER in MAILTALLY_JAVA_OPTS, or as an argument";
        }
        return fault instanceof MemoryLimitException tooBig
                ? "decompressing it takes " + mebibytes(tooBig.getMemoryNeeded()) + " of memory, where "
                        + mebibytes(MOST_MEMORY_KIB) + " is the most: compress it with a lower " + form + " level"
                : "it is no whole " + form + " file: " + fault.getMessage();
    }

    /** A decompressor that is no Java is not there: it is unpacked into the folder for temporary files. */
    private static final class NotLoadedException extends IOException {
        private static final long serialVersionUID = 1;

        NotLoadedException(LinkageError reason) {
            super(reason);
        }
    }

    private static String mebibytes(int kibibytes) {
        return kibibytes / 1024 + " MiB";
    }

    /** The form of a file that begins with these bytes; null where they are no compressed file's. */
    static @Nullable Compression of(byte[] first, int length) {
        for (Compression form : values()) {
            if (form.begins(first, length)) {
                return form;
            }
        }
        return null;
    }

    private boolean begins(byte[] first, int length) {
        return new String(first, 0, length, StandardCharsets.ISO_8859_1).startsWith(magic);
    }
}
