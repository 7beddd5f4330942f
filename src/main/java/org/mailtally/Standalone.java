package org.mailtally;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.mailtally.command.Application;
import org.mailtally.reload.CheckedRoutes;
import org.mailtally.reload.RefusedException;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Settings;

/** The application in a process of its own, by the system's clock. */
final class Standalone implements Application {

    @Override
    public int run(LiveSettings settings, Runnable whenStopped) throws Exception {
        return new Service(settings, Clock.systemUTC(), System.out).run(whenStopped);
    }

    @Override
    public CheckedRoutes check(Settings settings) throws RefusedException {
        Wiring wiring = new Wiring(new LiveSettings(settings), Clock.systemUTC());
        Map<String, Object> beans = new HashMap<>();
        wiring.bind(beans::put, IdleStore.client(), "");
        return wiring.check(beans).check(settings.home().resolve("routes"));
    }

    @Override
    public Counts reach(Settings settings) {
        return Store.reach(settings);
    }

    @Override
    public String workbench(Settings settings) {
        return WorkbenchFile.read(settings);
    }
}
