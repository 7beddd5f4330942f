package org.mailtally.command;

import com.mongodb.client.MongoClient;
import org.mailtally.reload.CheckedRoutes;
import org.mailtally.reload.RefusedException;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;

/** The application as commands know it: what starts a process, checks one, and looks at one that runs. */
public interface Application {

    /**
     * Runs until the process is ended.
     *
     * @param whenStopped is done last
     * @return the exit code
     * @throws UserError where a setting or a route is wrong
     */
    int run(LiveSettings settings, Runnable whenStopped) throws Exception;

    /** Checks the route files of a home as a running process does, without running them. */
    CheckedRoutes check(Settings settings) throws RefusedException;

    /**
     * Reaches the store for one who only looks: that of the running process, or, where none runs, the store itself.
     *
     * @throws UserError where there is none, or it cannot be reached
     */
    Counts reach(Settings settings);

    /**
     * The address of the running process's workbench, with its key.
     *
     * @throws UserError where there is none that this user may read
     */
    String workbench(Settings settings);

    /** The store with the counts, as long as it is looked at. */
    interface Counts extends AutoCloseable {

        MongoClient client();

        /** Whether it is an embedded store that no process has open: none counts until the next start. */
        boolean isIdle();

        @Override
        void close();
    }
}
