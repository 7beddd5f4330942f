package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.wire.OpCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.Future;

/**
 * Answers each {@link UpdateMessage}, and passes on every other message. Rows are written by them, hundreds at once, and the
 * way by decoded documents takes several times as long. Used by the one thread of its connection.
 */
final class UpdateMessages extends ChannelInboundHandlerAdapter {
    /** Length, number, the request's number, operation, flags and the kind of the section. */
    private static final int HEADER = 21;

    private final CommittingBackend backend;
    private int answers;

    UpdateMessages(CommittingBackend backend) {
        this.backend = backend;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        UpdateMessage update = message instanceof ByteBuf frame ? UpdateMessage.read(frame) : null;
        if (update == null) {
            super.channelRead(context, message);
            return;
        }
        ((ByteBuf) message).release();
        byte[] reply = backend.update(context.channel(), update);
        ByteBuf frame = context.alloc().buffer(HEADER + reply.length);
        frame.writeIntLE(HEADER + reply.length)
                .writeIntLE(++answers)
                .writeIntLE(update.requestId())
                .writeIntLE(OpCode.OP_MSG.getId())
                .writeIntLE(0)
                .writeByte(0)
                .writeBytes(reply);
        Future<?> unused = context.writeAndFlush(frame); // a failure closes the connection, which the client sees
    }
}
