package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The listener on a free port of the loopback address, and the threads that answer. Thread-safe. */
final class WireServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int CLOSING_MILLIS = 1_000;

    private final EventLoopGroup threads;
    private final ChannelGroup clients;
    private final Channel listener;

    private WireServer(EventLoopGroup threads, ChannelGroup clients, Channel listener) {
        this.threads = threads;
        this.clients = clients;
        this.listener = listener;
    }

    /** Binds and begins to answer from this backend, which stays its caller's to close. */
    static WireServer open(CommittingBackend backend) {
        EventLoopGroup threads = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("embedded-store", true), NioIoHandler.newFactory());
        ChannelGroup clients = new DefaultChannelGroup(threads.next());
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Pipe(backend, clients))
                .bind(NetUtil.LOCALHOST4, 0)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(threads);
            throw new EmbeddedStoreException("the embedded store cannot listen on 127.0.0.1 (" + bound.cause()
                    + "); bring the loopback interface up, or set mongodb.uri to a server");
        }
        return new WireServer(threads, clients, bound.channel());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly(CLOSING_MILLIS);
        clients.close().awaitUninterruptibly(CLOSING_MILLIS);
        stop(threads);
    }

    private static void stop(EventLoopGroup threads) {
        Future<?> stopped = threads.shutdownGracefully(0, CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        stopped.awaitUninterruptibly(CLOSING_MILLIS);
    }

    /** What a connection's bytes pass through. */
    private static final class Pipe extends ChannelInitializer<SocketChannel> {
        private final CommittingBackend backend;
        private final ChannelGroup clients;

        Pipe(CommittingBackend backend, ChannelGroup clients) {
            this.backend = backend;
            this.clients = clients;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(new MongoWireReplyEncoder())
                    .addLast(new MongoWireMessageEncoder())
                    .addLast(new WireFrames())
                    .addLast(new UpdateMessages(backend))
                    .addLast(new UnansweredMessages())
                    .addLast(new MongoWireProtocolHandler())
                    .addLast(new MongoDatabaseHandler(backend, clients))
                    .addLast(new MongoExceptionHandler());
        }
    }
}
