package org.mailtally.store.embedded.wire;

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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The listener on a free port of the loopback address, and the threads that answer. Thread-safe. */
public final class WireServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int CLOSING_MILLIS = 1_000;

    private final EventLoopGroup threads;
    private final ClientThreads clientThreads;
    private final ChannelGroup connections;
    private final Channel listener;

    private WireServer(
            EventLoopGroup threads, ClientThreads clientThreads, ChannelGroup connections, Channel listener) {
        this.threads = threads;
        this.clientThreads = clientThreads;
        this.connections = connections;
        this.listener = listener;
    }

    /**
     * Binds and begins to answer those who log in.
     *
     * @throws IOException where no port of the loopback address can be had
     */
    public static WireServer open(Answers answers, Users users) throws IOException {
        EventLoopGroup threads = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("embedded-store", true), NioIoHandler.newFactory());
        ClientThreads clientThreads = new ClientThreads();
        ChannelGroup connections = new DefaultChannelGroup(threads.next());
        Strangers strangers = new Strangers();
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        Connection connection = new Connection(answers, users, clientThreads, strangers);
                        channel.pipeline().addLast(new WireFrames(connection), connection);
                    }
                })
                .bind(NetUtil.LOCALHOST4, 0)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(threads);
            throw new IOException(bound.cause());
        }
        return new WireServer(threads, clientThreads, connections, bound.channel());
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly(CLOSING_MILLIS);
        connections.close().awaitUninterruptibly(CLOSING_MILLIS);
        clientThreads.close();
        stop(threads);
    }

    private static void stop(EventLoopGroup threads) {
        Future<?> stopped = threads.shutdownGracefully(0, CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        stopped.awaitUninterruptibly(CLOSING_MILLIS);
    }
}
