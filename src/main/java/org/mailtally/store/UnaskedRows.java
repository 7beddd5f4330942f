package org.mailtally.store;

import com.mongodb.bulk.BulkWriteUpsert;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.mailtally.log.Place;
import org.mailtally.tally.Key;
import org.mailtally.tally.Tally;

/**
 * The rows of one batch, each of which a line came for, as they are inserted without being asked for. A row that was there is
 * left as it is, whosever it is, and is left to be asked for.
 */
final class UnaskedRows {

    private final Readings readings;
    private final Horizons horizons;
    private final RowBatch batch;
    private final Place place;
    private final Map<String, Optional<RowInserts>> ofTrackers = new HashMap<>();

    /** @param batch a batch that may be unasked */
    UnaskedRows(Readings readings, Horizons horizons, RowBatch batch) {
        this.readings = readings;
        this.horizons = horizons;
        this.batch = batch;
        this.place = Objects.requireNonNull(batch.tally().end());
    }

    List<WriteModel<Document>> inserts() {
        List<WriteModel<Document>> inserts = new ArrayList<>(batch.entries().size());
        for (Tally.Entry entry : batch.entries()) {
            Key key = entry.key();
            if (!horizons.isBelow(key)) {
                ofTrackers
                        .computeIfAbsent(key.tracker(), tracker -> ofTracker(key))
                        .ifPresent(rows -> inserts.add(rows.of(key.start(), entry.count())));
            }
        }
        return inserts;
    }

    private Optional<RowInserts> ofTracker(Key key) {
        Tally tally = batch.tally();
        return Optional.ofNullable(readings.of(tally.definitions(), key.tracker(), place.rewriting()))
                .map(reading -> new RowInserts(key.step(), key.tracker(), tally.log(), reading, place.position()));
    }

    /** The entries of a batch of which no row was inserted. */
    static List<Tally.Entry> left(RowBatch batch, List<BulkWriteUpsert> inserted) {
        if (inserted.size() == batch.entries().size()) {
            return List.of();
        }
        Set<String> ids = new HashSet<>();
        inserted.forEach(each -> ids.add(each.getId().asString().getValue()));
        return batch.entries().stream()
                .filter(entry ->
                        !ids.contains(new Row(entry.key(), batch.tally().log()).id()))
                .toList();
    }
}
