package org.mailtally;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.DefaultConfigurationProperties;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.MainShutdownStrategy;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.mailtally.command.Version;
import org.mailtally.http.WorkbenchKey;
import org.mailtally.reload.RefusedException;
import org.mailtally.reload.RouteReloader;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;

/** The running process: the routes of a home folder, on the store they write to, until it is ended. */
final class Service {

    private static final int SHUTDOWN_SECONDS = 10;
    private static final int FIRST_OPEN_PORT = 1_024;
    private static final int LONGEST_END_SECONDS = 60;

    private final LiveSettings live;
    private final Settings settings;
    private final Clock clock;
    private final PrintStream out;

    Service(LiveSettings live, Clock clock, PrintStream out) {
        this.live = live;
        this.settings = live.get();
        this.clock = clock;
        this.out = out;
    }

    /**
     * Runs until the process is ended.
     *
     * @param whenStopped is done last
     * @return the exit code
     * @throws UserError where a setting or a route is wrong
     */
    int run(Runnable whenStopped) throws Exception {
        mustBeFree(settings.get(Setting.HTTP_HOST), settings.number(Setting.HTTP_PORT));
        Store store = Store.open(settings);
        Main main = main(store);
        SimpleMainShutdownStrategy untilEnded = new SimpleMainShutdownStrategy();
        main.setShutdownStrategy(untilEnded);
        CountDownLatch ended = new CountDownLatch(1);
        endWithTheJvm(untilEnded, ended);
        try {
            main.run();
            return main.getExitCode();
        } catch (Exception e) {
            throw StartFault.explain(e, settings);
        } finally {
            store.close();
            whenStopped.run();
            ended.countDown();
        }
    }

    /** Keeps the JVM, when it is to end, until the routes have stopped and the store is closed. */
    private static void endWithTheJvm(MainShutdownStrategy untilEnded, CountDownLatch ended) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            untilEnded.shutdown();
                            try {
                                if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                                    System.err.println("mailtally: ends before all is closed; nothing is lost by it");
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "end"));
    }

    /** The Camel process, wired and not yet started. */
    Main main(Store store) {
        Wiring wiring = new Wiring(live, clock);
        Map<String, Object> beans = new HashMap<>();
        wiring.bind(beans::put, store.client(), store.address());
        RouteReloader reloader = wiring.reloader(beans);
        Main main = new Main();
        DefaultConfigurationProperties<?> process = main.configure();
        process.setName("mailtally");
        process.setJmxEnabled(false);
        process.setShutdownTimeout(SHUTDOWN_SECONDS);
        process.setShutdownLogInflightExchangesOnTimeout(false);
        process.setStartupSummaryLevel(StartupSummaryLevel.Off);
        process.setRoutesCollectorEnabled(false);
        main.setOverrideProperties(settings.forRoutes());
        beans.forEach(main::bind);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                try {
                    reloader.load(configured.getCamelContext());
                } catch (RefusedException refused) {
                    throw new UserError(refused.refusal().withExcerpt());
                } catch (Exception e) {
                    throw RuntimeCamelException.wrapRuntimeException(e);
                }
            }

            @Override
            public void afterStart(BaseMainSupport started) {
                greet(store, wiring.workbenchKey());
                complain(wiring.folder().complaint());
                reloader.start();
            }

            @Override
            public void beforeStop(BaseMainSupport stopping) {
                reloader.close();
            }

            @Override
            public void afterStop(BaseMainSupport stopped) {
                wiring.close();
                WorkbenchFile.remove(settings);
            }
        });
        return main;
    }

    private void greet(Store store, WorkbenchKey key) {
        out.println("Mailtally " + Version.text() + " follows " + settings.path(Setting.MAILLOG_DIRECTORY)
                + " and keeps its counts in " + store.address()
                + (store.addressFile().isEmpty()
                        ? ""
                        : " (MongoDB clients: the address in " + store.addressFile() + ")"));
        String base = Guards.address(settings);
        out.println("The page: " + base + "/");
        if (settings.flag(Setting.WORKBENCH_ENABLED)) {
            String workbench = key.address(base);
            WorkbenchFile.write(settings, workbench);
            out.println("The pattern workbench, with lines of the logs: " + workbench);
        }
        out.flush();
    }

    /** Says on the output too that there is nothing to read: whoever starts a service may never look at the page. */
    private void complain(List<String> nothingToRead) {
        if (!nothingToRead.isEmpty()) {
            out.println("No log found yet, so nothing is counted.");
            nothingToRead.forEach(out::println);
            out.flush();
        }
    }

    /** Refuses a host that this machine does not have: another port would not help. */
    private static void mustBeOurs(InetSocketAddress address) {
        String host = address.getHostString();
        boolean ours;
        try {
            InetAddress known = address.getAddress();
            ours = known != null && (known.isAnyLocalAddress() || NetworkInterface.getByInetAddress(known) != null);
        } catch (SocketException e) {
            ours = false;
        }
        if (!ours) {
            throw new UserError("http.host=" + host + ": no address of this machine: give one of its own, 127.0.0.1 for"
                    + " this machine alone or 0.0.0.0 for all");
        }
    }

    private static void mustBeFree(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        mustBeOurs(address);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw cannotListen(host, port, String.valueOf(e.getMessage()));
        }
    }

    /** Names the key and the remedy; where ports are kept from this user, one more would be kept from it too. */
    static UserError cannotListen(String host, int port, String reason) {
        boolean kept = port < FIRST_OPEN_PORT && reason.toLowerCase(Locale.ROOT).contains("permission denied");
        return new UserError("http.host=" + host + ", http.port=" + port + ": " + reason
                + (kept
                        ? ": ports below " + FIRST_OPEN_PORT + " are for root: give another with --set http.port="
                                + Setting.HTTP_PORT.defaultValue()
                        : ": give another with --set http.port=" + (port < 65_535 ? port + 1 : port - 1)
                                + ", or end what listens there"));
    }
}
