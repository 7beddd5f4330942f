package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.HashSet;
import java.util.Set;

/**
 * Messages whose sender wants no reply (OP_MSG flag moreToCome, as writes with w: 0 have it). The engine knows only
 * messages with a reply, and would drop these: so the flag is taken off, and the reply is not sent.
 *
 * <p>Layout of the header: github.com/mongodb/specifications, "OP_MSG". Used by the one thread of its connection.
 */
final class UnansweredMessages extends ChannelDuplexHandler {
    private static final int MORE_TO_COME = 2;

    private final Set<Integer> unanswered = new HashSet<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf frame && frame.readableBytes() >= WireFrames.FLAGS + Integer.BYTES) {
            int start = frame.readerIndex();
            int flags = frame.getIntLE(start + WireFrames.FLAGS);
            if (frame.getIntLE(start + WireFrames.OP_CODE) == OpCode.OP_MSG.getId() && (flags & MORE_TO_COME) != 0) {
                frame.setIntLE(start + WireFrames.FLAGS, flags & ~MORE_TO_COME);
                unanswered.add(frame.getIntLE(start + WireFrames.REQUEST_ID));
            }
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof MongoMessage reply
                && unanswered.remove(reply.getHeader().getResponseTo())) {
            promise.setSuccess();
        } else {
            super.write(context, message, promise);
        }
    }
}
