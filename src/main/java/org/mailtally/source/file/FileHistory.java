package org.mailtally.source.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Place;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;

/**
 * What was counted of a file's log before, and whether the file still is that: the 1 KiB before a place is as it was. Not
 * thread-safe.
 */
public final class FileHistory {

    private final OpenLog.Found file;
    private final Content content;
    private final Head head;
    private final LogIdentity identity;
    private final Following following;
    private final Siblings siblings;
    private int rewriting;
    private boolean shorter;
    private boolean countedElsewhere;
    private Place proof = Place.start(0);

    FileHistory(
            OpenLog.Found file,
            Content content,
            Head head,
            LogIdentity identity,
            Following following,
            Siblings siblings) {
        this.file = file;
        this.content = content;
        this.head = head;
        this.identity = identity;
        this.following = following;
        this.siblings = siblings;
    }

    /** How often the log was rewritten in place, as far as is known. */
    public int rewriting() {
        return rewriting;
    }

    /** It is known to have been rewritten so often. */
    public void rewritten(int times) {
        rewriting = times;
    }

    /** Whether this file still is what was counted of its log up to a place. */
    public Fit fit(Place place) throws IOException {
        if (place.position() == 0) {
            return Fit.FITS;
        }
        String hash = hashBefore(place.position());
        return hash.isEmpty() ? Fit.SHORTER : hash.equals(place.hash()) ? Fit.FITS : Fit.DIFFERS;
    }

    /**
     * What this file holds at a place that it does not fit.
     *
     * @throws ChangedLogException where it was cut since that was found
     */
    public Place placeAt(Place counted) throws IOException {
        String hash = hashBefore(counted.position());
        if (hash.isEmpty() || !head.stillBegins(content)) {
            throw uncertain();
        }
        return new Place(counted.position(), counted.state(), hash, counted.rewriting());
    }

    /** This file fits a place: it must still do so when what is read of it is counted. */
    public void provenAt(Place place) {
        proof = place;
        sighted(place);
    }

    /**
     * This file does not reach a place now. Where it did when it was opened, it was cut since: what it held is missed. Where
     * it did not, it is not all that there was of its log, however far it is read.
     */
    public void doesNotReach(Place place) {
        if (file.size() >= place.position()) {
            sighted(place);
        } else {
            shorter = true;
        }
    }

    /** The name of a file of the source that fits a place of this log, where this one does not; null for none. */
    public @Nullable String fittingInstead(Place place) throws IOException {
        Path found = siblings.fitting(identity.id(), identity.firstMark(), place.position(), place.hash());
        return found == null ? null : String.valueOf(found.getFileName());
    }

    /** Another file holds more of this log and is to be counted first; it may go before it is. */
    public void leftToAnother() {
        following.lookAgain(file.name());
    }

    /** What is thrown where this file is not what was counted of its log, and it is not certain yet what became of it. */
    public IOException uncertain() {
        return new ChangedLogException(file.name() + " is not what was counted of its log");
    }

    /** What is thrown where this file is a copy of its log that went on differently. */
    public IOException leftAlone(Place place) {
        return new RewrittenLogException(place.position());
    }

    /** Notes that this log is recounted, because it was rewritten in place. */
    public void recounted() {
        following.rewritten(file.name(), rewriting);
    }

    /** Refuses what was read where the file was cut or rewritten meanwhile; a compressed file is written once. */
    void mustBeUnchanged(Place start) throws IOException {
        if (content.isCompressed()) {
            return;
        }
        boolean same =
                head.stillBegins(content) && isStill(start) && (proof.position() <= start.position() || isStill(proof));
        if (!same) {
            throw new ChangedLogException(file.name() + " was cut or rewritten while it was read");
        }
    }

    private boolean isStill(Place place) throws IOException {
        return hashBefore(place.position()).equals(place.hash());
    }

    /** The hash of the 1 KiB before a position; empty at 0, and where the content does not reach the position. */
    String hashBefore(long position) throws IOException {
        return Contents.hashBefore(content, position);
    }

    /** Takes note of how far it is counted. */
    void counted(Place furthest) {
        if (!shorter) {
            sighted(furthest);
        }
    }

    /** Not all trackers are counted here. */
    void countedElsewhere() {
        countedElsewhere = true;
    }

    private void sighted(Place place) {
        file.sighting().of(identity.id(), identity.firstMark(), place);
    }

    /** Takes note that it is counted to its end, where that was there and is still. */
    void readToItsEnd() throws IOException {
        boolean isWhole =
                !content.isCompressed() && file.size() > 0 && content.read(file.size() - 1, new byte[1], 0, 1) > 0;
        if (isWhole && !shorter && !countedElsewhere) {
            file.sighting().toItsEnd();
        }
    }
}
