package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bson.Document;

/** What an order by other fields than the keys gives, whatever is skipped and however few are asked for. */
class SortingLawsTest {

    private static final int DOCUMENTS = 4_000;

    @Property(tries = 25)
    void foundIsTheSliceOfAllInOrder(
            @ForAll @IntRange(max = 4_100) int skip,
            @ForAll @IntRange(max = 1_000) int limit,
            @ForAll @IntRange(min = 1, max = 5_000) int values,
            @ForAll boolean descending,
            @ForAll boolean byInner)
            throws IOException {
        List<Document> all = documents(values);
        Comparator<Document> comparator = byInner
                ? Comparator.comparing(SortingLawsTest::inner).thenComparing(SortingLawsTest::count)
                : Comparator.comparing(SortingLawsTest::count);
        int direction = descending ? -1 : 1;
        Document orderBy = byInner
                ? new Document("inner.value", direction).append("count", direction)
                : new Document("count", direction);
        Path folder = Folders.make();
        try (OpenStore open = OpenStore.in(folder)) {
            open.collection("mail").insertMany(all);
            List<Document> found = open.collection("mail")
                    .find()
                    .sort(orderBy)
                    .skip(skip)
                    .limit(limit)
                    .into(new ArrayList<>());
            assertThat(found)
                    .isEqualTo(all.stream()
                            .sorted(descending ? comparator.reversed() : comparator)
                            .skip(skip)
                            .limit(limit == 0 ? DOCUMENTS : limit)
                            .toList());
        } finally {
            Folders.delete(folder);
        }
    }

    /** Some without what they are sorted by, which come before all others. */
    private static List<Document> documents(int values) {
        List<Document> all = new ArrayList<>();
        for (int number = 0; number < DOCUMENTS; number++) {
            Document document = new Document("_id", String.format("%05d", number));
            if (number % 11 != 0) {
                document.append("count", (number * 7919) % values).append("inner", new Document("value", number % 10));
            }
            all.add(document);
        }
        return all;
    }

    private static int count(Document document) {
        return document.getInteger("count", -1);
    }

    private static int inner(Document document) {
        return document.get("inner", new Document()).getInteger("value", -1);
    }
}
