package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.nio.ByteOrder;

/** Cuts the stream of a connection into whole messages: each begins with its length, little-endian, itself included. */
final class WireFrames extends LengthFieldBasedFrameDecoder {
    private static final int LENGTH_BYTES = 4;

    WireFrames() {
        super(MongoWireProtocolHandler.MAX_MESSAGE_SIZE_BYTES, 0, LENGTH_BYTES, -LENGTH_BYTES, 0);
    }

    @Override
    protected long getUnadjustedFrameLength(ByteBuf buffer, int offset, int length, ByteOrder order) {
        return buffer.getUnsignedIntLE(offset);
    }
}
