package org.mailtally.source.file.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/** How a file is compressed, known by its first bytes whatever its name is. */
enum Compression {
    GZIP("\u001f\u008b") {
        @Override
        InputStream member(InputStream compressed) throws IOException {
            return new GzipMember(compressed);
        }
    },
    BZIP2("BZh") {
        @Override
        InputStream member(InputStream compressed) throws IOException {
            return new BZip2CompressorInputStream(compressed);
        }
    },
    XZ("\u00fd7zXZ\0") {
        @Override
        InputStream member(InputStream compressed) throws IOException {
            return new XzMember(compressed);
        }
    },
    ZSTD("(\u00b5/\u00fd") {
        @Override
        InputStream member(InputStream compressed) throws IOException {
            try {
                return ZstdFrame.open(compressed);
            } catch (LinkageError notLoaded) {
                throw new NotLoadedException(notLoaded);
            }
        }

        @Override
        boolean begins(byte[] first, int length) {
            return super.begins(first, length) || ZstdFrame.isSkippable(first, length);
        }
    };

    /** The number of first bytes that tell every form. */
    static final int MAGIC_LENGTH = 6;

    /** The first bytes, a character each. */
    private final String magic;

    Compression(String magic) {
        this.magic = magic;
    }

    /** What the member that begins here holds; nothing behind its end is taken from the compressed bytes. */
    abstract InputStream member(InputStream compressed) throws IOException;

    /** What all members hold. */
    InputStream open(InputStream compressed) throws IOException {
        return new Members(this, compressed);
    }

    /** Why decompressing failed, in one line. */
    String faultOf(Exception fault) {
        String form = name().toLowerCase(Locale.ROOT);
        if (fault instanceof NotLoadedException) {
            return "the library that decompresses " + form + " cannot be loaded from "
                    + System.getProperty("java.io.tmpdir")
                    + ", which is not there, or may hold no programs (mounted noexec): name another folder with"
                    + " -Djava.io.tmpdir=FOLDER in MAILTALLY_JAVA_OPTS, or as an argument";
        }
        return fault instanceof TooMuchMemoryException tooMuch
                ? "decompressing it takes " + mebibytes(tooMuch.needed()) + " of memory, where "
                        + mebibytes(tooMuch.most()) + " is the most: compress it with a lower " + form + " level"
                : "it is no whole " + form + " file: " + fault.getMessage();
    }

    /** A decompressor that is no Java is not there: it is unpacked into the folder for temporary files. */
    private static final class NotLoadedException extends IOException {
        private static final long serialVersionUID = 1;

        NotLoadedException(LinkageError reason) {
            super(reason);
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + (bytes % (1 << 20) == 0 ? 0 : 1) + " MiB";
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

    boolean begins(byte[] first, int length) {
        return new String(first, 0, length, StandardCharsets.ISO_8859_1).startsWith(magic);
    }
}
