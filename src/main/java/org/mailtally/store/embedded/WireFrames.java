package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.nio.ByteOrder;

/** Cuts the stream of a connection into whole messages: each begins with its length, little-endian, itself included. */
final class WireFrames extends LengthFieldBasedFrameDecoder {
    /** Where a message has its number, what it is, and, where it is an OP_MSG, its flags. */
    static final int REQUEST_ID = 4;

    static final int OP_CODE = 12;
    static final int FLAGS = 16;
    private static final int LENGTH_BYTES = 4;

    WireFrames() {
        super(MongoWireProtocolHandler.MAX_MESSAGE_SIZE_BYTES, 0, LENGTH_BYTES, -LENGTH_BYTES, 0);
    }

    @Override
    protected long getUnadjustedFrameLength(ByteBuf buffer, int offset, int length, ByteOrder order) {
        return buffer.getUnsignedIntLE(offset);
    }
}
