package org.mailtally.follow;

import org.mailtally.source.file.FollowedFolder;
import org.mailtally.source.file.Sightings;
import org.mailtally.tally.SilentWindows;

/**
 * The lookout over the logs at each poll: what went meanwhile is searched for, and whether all that was written is read
 * decides which windows were looked at. Thread-safe.
 */
public final class Lookout {

    private final FollowedFolder folder;
    private final Sightings sightings;
    private final SilentWindows silentWindows;

    public Lookout(FollowedFolder folder, Sightings sightings, SilentWindows silentWindows) {
        this.folder = folder;
        this.sightings = sightings;
        this.silentWindows = silentWindows;
    }

    /** A poll begins. */
    public void begin() {
        silentWindows.begin();
        folder.begin();
    }

    /** The poll has ended. */
    public void end() {
        boolean isAllThere = sightings.look();
        FollowedFolder.Outcome outcome = folder.end();
        switch (isAllThere ? outcome : FollowedFolder.Outcome.UNKNOWN) {
            case READ -> silentWindows.read();
            case BEHIND -> {} // waited for, as long as a pause may last
            case UNKNOWN -> silentWindows.unknown();
        }
    }
}
