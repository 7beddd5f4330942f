package org.mailtally.store.embedded.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the stream of a connection into whole messages: each begins with its length, little-endian, itself included. One that is
 * longer than its sender may send is refused by its header, before room is made for it, and passed over as it comes.
 */
final class WireFrames extends ByteToMessageDecoder {
    /** The length of a message, its number, the number of the one it answers, and what it is. */
    static final int HEADER = 16;

    private static final int REQUEST_ID = 4;
    private static final int OP_CODE = 12;

    /** A message that is longer than may be, but not than drivers send to other servers. */
    private static final int LONGEST_PASSED_OVER = 64_000_000;

    private final Connection connection;
    private int toSkip;

    WireFrames(Connection connection) {
        this.connection = connection;
    }

    static int requestId(ByteBuf frame) {
        return frame.getIntLE(frame.readerIndex() + REQUEST_ID);
    }

    static int opCode(ByteBuf frame) {
        return frame.getIntLE(frame.readerIndex() + OP_CODE);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf received, List<Object> messages) {
        int skipped = Math.min(toSkip, received.readableBytes());
        received.skipBytes(skipped);
        toSkip -= skipped;
        if (received.readableBytes() < HEADER) {
            return;
        }
        int length = received.getIntLE(received.readerIndex());
        int most = connection.isStrangers() ? Limits.STRANGERS_MESSAGE : Limits.MESSAGE;
        if (length < HEADER || length > most) {
            boolean goesOn = length > most && length <= LONGEST_PASSED_OVER && !connection.isStrangers();
            toSkip = goesOn ? length : Integer.MAX_VALUE;
            connection.refuse(context, received, length, most, goesOn);
        } else if (received.readableBytes() >= length) {
            messages.add(received.readRetainedSlice(length));
        }
    }
}
