package org.mailtally;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each room may know, as its package-info says: other rooms, and of the libraries those that shape what knows them. A
 * room that is followed by two dots stands for those inside it too.
 */
class RoomsTest {

    private static final String ROOT = "org.mailtally";

    private static final Map<String, String[]> LIBRARIES = Map.of(
            "camel", new String[] {"org.apache.camel.."},
            "mongo", new String[] {"com.mongodb..", "org.bson.."},
            "picocli", new String[] {"picocli.."});

    private static final JavaClasses ROOMS = rooms();

    private static JavaClasses rooms() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(Mailtally.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parts of a cell between spaces. */
    private static Set<String> listed(String cell) {
        return Stream.of(cell.split(" "))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String[] packages(Stream<String> rooms) {
        return rooms.map(room -> ROOT + "." + room).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alert               | check store | camel mongo",
                "check               |  |  ",
                "dashboard           |  |  ",
                "demo                |  |  ",
                "gviz                | gviz.evaluation gviz.query gviz.render gviz.table |  ",
                "gviz.evaluation     | gviz.query gviz.table |  ",
                "gviz.query          | gviz.table |  ",
                "gviz.render         | gviz.table |  ",
                "gviz.table          |  |  ",
                "http                |  | camel",
                "settings            | check | mongo",
                "source              | time |  ",
                "source.file         | source source.file.content time |  ",
                "source.file.content |  |  ",
                "source.kafka        | source time |  ",
                "pattern..           |  |  ",
                "tally               | pattern source time |  ",
                "time                |  |  ",
                "counts              | store tally | mongo",
                "usual               |  |  ",
                "reload              | settings tally | camel",
                "store               | pattern source tally time | mongo",
                "store.rows          | source store tally time | mongo",
                "store.embedded..    | store | mongo",
                "settle              | source source.file store tally time | mongo",
                "topic               | settle source source.kafka store tally | camel mongo",
                "follow              | pattern source.file store tally | camel mongo",
                "workbench           | pattern source source.file tally |  ",
                "terminal            | workbench |  ",
                "verify              | tally verify.count verify.logs | mongo",
                "verify.count        | pattern source.file.content tally verify.logs verify.time | mongo",
                "verify.logs         | source.file.content | mongo",
                "verify.time         |  |  ",
                "recount             | store tally verify.logs | mongo",
                "serve               | check counts dashboard gviz gviz.query gviz.table http pattern source source.file store"
                        + " tally usual workbench | camel mongo",
                "command             | check counts demo pattern recount reload settings source source.file"
                        + " store store.embedded tally terminal verify verify.logs workbench | mongo picocli",
            })
    void room_knowsNoOtherRoomAndLibraryThanItSays(String room, String rooms, String libraries) {
        String known = rooms == null ? "" : rooms;
        String[] own = packages(Stream.concat(Stream.of(room), listed(known).stream()));
        classes()
                .that(resideInAnyPackage(packages(Stream.of(room))))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(own)))
                .check(ROOMS);
        LIBRARIES.forEach((library, packages) -> {
            if (!listed(libraries == null ? "" : libraries).contains(library)) {
                noClasses()
                        .that(resideInAnyPackage(packages(Stream.of(room))))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(packages))
                        .check(ROOMS);
            }
        });
    }

    @Test
    void rooms_knowOneAnotherOneWay() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ROOMS);
    }

    @Test
    void root_isKnownToNoRoom() {
        noClasses()
                .that(resideInAPackage(ROOT + ".*.."))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT))
                .check(ROOMS);
    }

    /** What a room shows; in the rest of it whoever works there is free. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alert             | Alert AlertCommand Alerts Watched",
                "command           | Application Commands Version",
                "settings          | FromSettings LiveSettings Setting Settings SettingsWatch SourceFile SystemZone UserError"
                        + " Words",
                "gviz              | Answer DataSource Request",
                "gviz.evaluation   | Evaluation",
                "gviz.query        | Aggregation Condition Expression Function Operator Query QueryException TimeRange",
                "gviz.render       | Output Renderer RequestOptions",
                "gviz.table        | Cell Cells Column ColumnData DiscreteCells KeyedCells Notice NumberCells PlainText"
                        + " Reason Table TableBuilder TextCells Utf8 ValueType WallClock",
                "source            | Block ChangedLogException LineEnds Log LogId Place Portion PossibleGap Processors RecordPlaces SameHeads",
                "source.file.content | Content ContentPart Contents Hashes LogBytes PlainContent",
                "source.kafka      | Brokers History PartitionLog PartitionName PartitionRecord RecordText SkippedRecords",
                "settle            | Archives Files Gaps Sources",
                "topic             | KafkaClients PartitionPoll Topics",
                "time              | LineHead RecordWalk Silences TimeState TimeWalk WrittenHost WrittenTime ZoneTimes",
                "pattern           | BlockSearch LineMarks LineMatcher LinePattern LineTest LineValue Lines",
                "pattern.automaton | LineAutomaton LineExpression LineSearch UnsupportedPatternException",
                "verify            | ReportForm Verification",
                "verify.count      | Definition Progress Recount RowSeries Span StoredDefinitions StoredLog StoredLogs"
                        + " Subject Verdict",
                "verify.logs       | FilesByLog LogFolder LogLines LogsOnDisk VerifyException",
                "verify.time       | LineHost LineTimes",
                "usual             | Band Expected Rule Usual",
                "store.rows        | Deletion Retention RowBatch Rows",
                "store.embedded    | EmbeddedStore",
                "store.embedded.engine | Bson StoredBackend",
            })
    void room_showsItsEntryTypesAlone(String room, String types) {
        Set<String> shown = ROOMS.that(resideInAPackage(ROOT + "." + room)).stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(listed(types));
    }
}
