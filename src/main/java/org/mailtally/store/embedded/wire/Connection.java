package org.mailtally.store.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: who is at its other end, and which thread answers the messages that come. Used by the one thread of its
 * channel, but for {@link #silentSince}.
 */
final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** What strangers may say beside logging in, as on MongoDB. */
    private static final Set<String> OF_STRANGERS = Set.of("hello", "ismaster", "ping", "buildinfo", "whatsmyuri");

    private static final Set<String> OF_LEGACY = Set.of("hello", "ismaster");

    private final Answers answers;
    private final Login login;
    private final ClientThreads threads;
    private final Strangers strangers;
    private final Queue<ByteBuf> waiting = new ArrayDeque<>();
    private boolean isBusy;
    private volatile long silentSince = System.nanoTime();

    Connection(Answers answers, Users users, ClientThreads threads, Strangers strangers) {
        this.answers = answers;
        this.login = new Login(users);
        this.threads = threads;
        this.strangers = strangers;
    }

    boolean isStrangers() {
        return login.caller() == Caller.STRANGER;
    }

    /** The moment of its last whole message, or of its beginning, in nanoseconds of {@link System#nanoTime}. */
    long silentSince() {
        return silentSince;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        strangers.add(this, context.channel());
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        strangers.remove(this);
        threads.end(context.channel());
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        answers.closed(context.channel());
        super.channelInactive(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        silentSince = System.nanoTime();
        if (isBusy) {
            waiting.add(frame.retain());
        } else {
            take(context, frame);
        }
    }

    private void take(ChannelHandlerContext context, ByteBuf frame) {
        Request request;
        try {
            request = Request.read(frame);
        } catch (MalformedMessageException e) {
            Document refusal = Reply.refusal(Reply.INVALID_BSON, "InvalidBSON", String.valueOf(e.getMessage()));
            refuse(context, WireFrames.requestId(frame), refusal, !isStrangers());
            return;
        }
        answer(context, request);
    }

    private void answer(ChannelHandlerContext context, Request request) {
        String name = request.name().toLowerCase(Locale.ROOT);
        Document command = request.command();
        if (Login.isOfLogin(name) && !request.isLegacy()) {
            Document reply = login.answer(name, command);
            strangers.update(this, context.channel());
            send(context, request, Reply.encode(reply));
        } else if (answers.isGreeting(name) && (!isStrangers() || OF_STRANGERS.contains(name))) {
            Execution unlimited = Execution.of(command, Caller.PIPELINE, System::nanoTime);
            Document reply = answers.answer(context.channel(), request.database(), command, unlimited);
            if (OF_LEGACY.contains(name)) {
                login.addTo(command, reply);
                strangers.update(this, context.channel());
            }
            send(context, request, Reply.encode(reply));
        } else if (isStrangers() || request.isLegacy()) {
            send(context, request, Reply.encode(unauthorized(request.name())));
        } else {
            run(context, request);
        }
    }

    private static Document unauthorized(String command) {
        return Reply.refusal(
                Reply.UNAUTHORIZED,
                "Unauthorized",
                "command " + command
                        + " requires authentication: connect with the address in the file \"address\" beside"
                        + " the store");
    }

    /** Does a command, on this thread for the pipeline. */
    private void run(ChannelHandlerContext context, Request request) {
        Execution execution = Execution.of(request.command(), login.caller(), System::nanoTime);
        if (execution.caller() == Caller.PIPELINE) {
            send(context, request, replyTo(context, request, execution));
        } else {
            isBusy = true;
            context.channel().config().setAutoRead(false);
            threads.run(context, execution, run -> replyTo(context, request, run), reply -> {
                send(context, request, reply);
                goOn(context);
            });
        }
    }

    private byte[] replyTo(ChannelHandlerContext context, Request request, Execution execution) {
        return Reply.encode(answers.answer(context.channel(), request.database(), request.command(), execution));
    }

    /** Takes the messages that came while a command was done, up to the next one that lasts. */
    private void goOn(ChannelHandlerContext context) {
        isBusy = false;
        while (!isBusy && !waiting.isEmpty()) {
            ByteBuf frame = waiting.remove();
            try {
                take(context, frame);
            } finally {
                frame.release();
            }
        }
        if (!isBusy) {
            context.channel().config().setAutoRead(true);
        }
    }

    private static ByteBuf buffer(ChannelHandlerContext context, byte[] reply) {
        return context.alloc().buffer(2 * Long.BYTES + Integer.BYTES + 1 + reply.length);
    }

    private static void send(ChannelHandlerContext context, Request request, byte[] reply) {
        if (request.isLegacy()) {
            send(context, Reply.legacy(context.alloc().buffer(), request.id(), reply));
        } else if (request.isAnswered()) {
            send(context, Reply.message(buffer(context, reply), request.id(), reply));
        }
    }

    private static void send(ChannelHandlerContext context, ByteBuf reply) {
        Future<?> unused = context.writeAndFlush(reply); // a failure closes the connection, which the client sees
    }

    /**
     * Refuses a message by its header: it is longer than its sender may send, or no message.
     *
     * @param goesOn whether the connection is of use behind it
     */
    void refuse(ChannelHandlerContext context, ByteBuf header, int length, int most, boolean goesOn) {
        boolean isTooLong = length > most;
        Document refusal = Reply.refusal(
                isTooLong ? Reply.TOO_LARGE : Reply.INVALID_BSON,
                isTooLong ? "BSONObjectTooLarge" : "InvalidBSON",
                "a message of " + length + " bytes: at most " + most + " are taken"
                        + (isStrangers() ? " before a client has logged in" : ""));
        refuse(context, WireFrames.requestId(header), refusal, goesOn);
    }

    private static void refuse(ChannelHandlerContext context, int id, Document refusal, boolean goesOn) {
        LOG.debug("a message to the embedded store is refused: {}", refusal.get("errmsg"));
        byte[] reply = Reply.encode(refusal);
        Future<?> unused = context.writeAndFlush(Reply.message(buffer(context, reply), id, reply))
                .addListener(sent -> {
                    if (!goesOn) {
                        close(context);
                    }
                });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection to the embedded store ends: {}", cause.toString());
        close(context);
    }

    private static void close(ChannelHandlerContext context) {
        Future<?> unused = context.close(); // one that is closed already stays closed
    }
}
