package org.mailtally.gviz;

import com.google.visualization.datasource.base.DataSourceException;
import com.google.visualization.datasource.base.DataSourceParameters;
import com.google.visualization.datasource.base.ResponseStatus;
import com.google.visualization.datasource.base.StatusType;
import com.google.visualization.datasource.datatable.DataTable;
import com.google.visualization.datasource.render.JsonRenderer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TableBuilder;
import org.mailtally.gviz.table.ValueType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A query read, evaluated and written as JSON, over 10,000 rows of a time, a text and two numbers, by this data source and
 * by Google's library of 2012.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class QueryBenchmark {
    private static final int ROWS = 10_000;

    @Param({
        "select *",
        "select host, hour(time), sum(n), max(x) group by host, hour(time)",
        "select * order by n desc, time",
        "select hour(time), sum(n) group by hour(time) pivot host"
    })
    public String query = "";

    private final DataSource source = new DataSource(Set.of(), false);
    private Table table = Table.builder().build();
    private DataTable oldTable = new DataTable();

    /** Makes the same table for both, of one week in windows of a minute. */
    @Setup
    public void fill() {
        Random random = new Random(7);
        TableBuilder rows = Table.builder()
                .column("time", "Time", ValueType.DATETIME)
                .column("host", "Host", ValueType.STRING)
                .column("n", "Messages", ValueType.NUMBER)
                .column("x", "Share", ValueType.NUMBER);
        LocalDateTime start = LocalDateTime.parse("2026-11-23T00:00:00");
        for (int row = 0; row < ROWS; row++) {
            rows.row(
                    start.plusMinutes(row),
                    "mx" + random.nextInt(12) + ".example.com",
                    random.nextInt(5_000),
                    random.nextInt(20) == 0 ? null : random.nextInt(1000) / 8.0);
        }
        table = rows.build();
        oldTable = OldLibrary.table(table);
    }

    @Benchmark
    public byte[] ours() {
        Request request = source.request(Map.of("tq", query, "tqx", "reqId:1"), true, null);
        return source.answer(request, table).body();
    }

    @Benchmark
    public byte[] theirs() throws DataSourceException {
        DataSourceParameters parameters = new DataSourceParameters("reqId:1;out:json");
        DataTable found = OldLibrary.found(query, oldTable);
        return JsonRenderer.renderJsonResponse(parameters, new ResponseStatus(StatusType.OK), found)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
