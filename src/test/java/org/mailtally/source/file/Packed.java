package org.mailtally.source.file;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The forms of compression, each able to compress. */
enum Packed {
    GZIP {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new GZIPOutputStream(out);
        }
    },
    BZIP2 {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new BZip2CompressorOutputStream(out, 9);
        }
    },
    XZ {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new XZOutputStream(out, new LZMA2Options(1));
        }
    },
    ZSTD {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new ZstdOutputStream(out);
        }
    };

    abstract OutputStream over(OutputStream out) throws IOException;

    byte[] pack(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = over(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
