/**
 * A data source of the Chart Tools Datasource Protocol, version 0.6, with its query language, for Google Charts pages,
 * spreadsheets' import functions and scripts. It knows tables and requests, and nothing of where either comes from. Entry
 * type: {@link org.mailtally.gviz.DataSource}.
 *
 * <p>Inside it, each knowing only those before it: {@link org.mailtally.gviz.table}; {@link org.mailtally.gviz.query}, which
 * reads queries; {@link org.mailtally.gviz.evaluation}, which answers them from a table; {@link org.mailtally.gviz.render},
 * which writes answers and knows the table alone.
 *
 * <h2>Use</h2>
 *
 * <pre>{@code
 * DataSource source = new DataSource(Set.of(), false);
 * Request request = source.request(parameters, headers.containsKey("X-DataSource-Auth"), headers.get("Origin"));
 * Table table = Table.builder()
 *         .column("time", "Time", ValueType.DATETIME)
 *         .column("count", "Messages", ValueType.NUMBER)
 *         .row(OffsetDateTime.parse("2026-11-23T09:55:00+01:00"), 37)
 *         .row(OffsetDateTime.parse("2026-11-23T10:00:00+01:00"), null)
 *         .build();
 * Answer answer = source.answer(request, table);
 * }</pre>
 *
 * Every answer has HTTP status 200, but the error that there is no room for another large one just now.
 * {@link org.mailtally.gviz.Request#refused} tells beforehand when no table need be fetched,
 * {@link org.mailtally.gviz.Request#range} and {@link org.mailtally.gviz.Request#columns} what of it is enough;
 * {@link org.mailtally.gviz.DataSource#error} answers when fetching it failed.
 *
 * <p>An answer may be kept and given to other requests of the same {@link org.mailtally.gviz.Request#meaning} by {@link
 * org.mailtally.gviz.Answer#to}, unless {@link org.mailtally.gviz.Request#looksAtTheClock}.
 *
 * <h2>Requests</h2>
 *
 * {@code tqx} holds {@code key:value} pairs joined by semicolons:
 *
 * <ul>
 *   <li>{@code reqId}: any text, echoed as a string.
 *   <li>{@code version}: 0.6, or absent. Another one is refused, since its clients would read the answer wrongly.
 *   <li>{@code sig}: the {@code sig} of an earlier answer. When the table is still the same the answer is the error {@code
 *       not_modified}, and a client keeps what it has. In JSON and JSONP only.
 *   <li>{@code out}: {@code json} (also for an unknown value), {@code jsonp}, {@code csv}, {@code tsv-excel}, {@code html}.
 *   <li>{@code responseHandler}: the function that JSONP calls; one that is not a plain dotted name is replaced by {@code
 *       google.visualization.Query.setResponse}.
 *   <li>{@code outFileName}: the file that CSV and TSV are saved as.
 * </ul>
 *
 * {@code hl} is the language of formatted numbers and dates; English when absent. A request for JSON without the header
 * {@code X-DataSource-Auth} is answered in JSONP. A restricted source answers {@code access_denied} to JSON and JSONP
 * without that header, unless a listed origin asks.
 *
 * <h2>The query language</h2>
 *
 * {@code tq} holds clauses in this order, each of them optional:
 *
 * <pre>{@code
 * select * | value, ...           where condition
 * group by value, ...             pivot value, ...
 * order by value [asc|desc], ...  skipping n    limit n    offset n
 * label value 'text', ...         format value 'pattern', ...
 * options [no_values] [no_format]
 * }</pre>
 *
 * A value is a column ({@code count}, or {@code `any id`} in back-quotes), a literal ({@code 7.5}, {@code 'text'} or
 * {@code "text"}, {@code true}, {@code date '2026-11-23'}, {@code timeofday '09:55:00'}, {@code datetime '2026-11-23
 * 09:55:00'}), an aggregation of a column ({@code avg count max min sum}), a function ({@code year month day hour minute
 * second millisecond quarter dayOfWeek now dateDiff toDate upper lower}; months count from 0, days of the week from Sunday,
 * 1), or arithmetic ({@code + - * / %}) of those. A condition compares two values ({@code = != <> < <= > >=}), looks at the
 * text of one ({@code contains}, {@code starts with}, {@code ends with}, {@code like} with {@code %} and {@code _}, {@code
 * matches} with a regular expression for the whole text), asks {@code is null} or {@code is not null}, or joins conditions
 * with {@code not}, {@code and}, {@code or}. Keywords are read in any case, ids and text as they are.
 *
 * <p>Functions of a datetime look at its wall clock. Two datetimes of one wall clock but different offsets, as in the hour
 * that is repeated in autumn, are two when rows are grouped or sorted by them, and one when they are compared with a
 * literal. Group and pivot values come in order, nulls first; text is ordered by its UTF-16 units there and in conditions,
 * and as the language of {@code hl} does in {@code order by}. When {@code limit} cuts rows off, the answer carries the
 * warning {@code data_truncated}.
 *
 * <p>What is wrong with a query is answered in one line that says what was expected at which character. Queries are bounded:
 * 10,000 characters, parentheses 100 deep, 2,000 values of a pivot, 600,000 cells in the result, and an amount of text to
 * look at; so no query takes long.
 *
 * <h2>Where this differs from google-visualization-java 1.1.1, and why</h2>
 *
 * In all else the two answer alike, which is tested on thousands of random queries and tables. In answers:
 *
 * <ul>
 *   <li>A null cell is {@code null} in JSON; the library leaves a hole, {@code [,{"v":1}]}, which is no JSON.
 *   <li>JSONP carries the same strict JSON, dates as strings {@code "Date(2026,10,23)"}; the library's {@code new Date(...)}
 *       is refused by today's client. A comment line precedes the call, errors included.
 *   <li>Text that has the form of such a date gets a space behind it: clients would make a date of it.
 *   <li>Milliseconds of a datetime are kept where there are some.
 *   <li>Whole numbers have no {@code .0}, and a time of day no milliseconds when they are 0.
 *   <li>{@code &}, {@code U+007F} and half surrogate pairs are escaped in JSON too.
 *   <li>The handler and the file name are made safe; the library echoes them, line ends included.
 *   <li>{@code sig} covers formatted text and is a hash of 64 bits, in place of 31.
 *   <li>CSV and TSV: null is nothing in place of the word {@code null}; numbers have ASCII digits without grouping, so that
 *       scripts read them; times are ISO 8601 with their offset where it is known; whatever a spreadsheet would take for a
 *       formula gets an apostrophe before it; formatted text is always quoted. Lines end in {@code \n}, as there.
 *   <li>HTML is HTML 5 under a policy that allows no script.
 * </ul>
 *
 * In queries:
 *
 * <ul>
 *   <li>A null compares with nothing, under {@code not} either; there it is less than everything. A gap is no small number.
 *       Text operators never match it, where there it reads {@code null}.
 *   <li>A number reads {@code 5} to text operators, in ids and in labels, there {@code 5.0}; the arguments in a label are
 *       separated, {@code quotient(Num, 7)}, a literal in it has no brackets, and no label begins with a space. The time of
 *       a literal is written in full in an id, {@code date '2026-01-02'_}, and a null text in a pivot's as {@code null},
 *       where there it is nothing and passes for an empty one.
 *   <li>A date beside a datetime stands for its midnight; there they never compare. Other values of
 *       different types never compare, as there.
 *   <li>Arithmetic may stand on both sides of a comparison without parentheses, and {@code not not} is read. A comma before
 *       the first argument is refused. A time of day may have milliseconds, and digits behind the point of a second are a
 *       fraction of it: {@code .25} is 250 milliseconds, there 25.
 *   <li>{@code matches} takes RE2 expressions, whose time is linear: back-references and look-around are refused. Text that
 *       is no expression at all matches no row, as there, but the answer carries a warning.
 *   <li>{@code upper} and {@code lower} of a null are null; there they are empty text.
 *   <li>{@code dateDiff} looks at the days alone, as the language's description says.
 *   <li>{@code x % 0} is null as {@code x / 0} is; there it is not a number. The two zeros are equal.
 *   <li>{@code limit} warns beside a select list too, {@code offset} past the end leaves no row, and numbers of up to 18
 *       digits are taken; there the warning is lost and the others crash. So do several mixtures of functions and
 *       aggregations that are answered here.
 *   <li>{@code options} are applied; there they are only read. A formatted null stays an empty cell, without an empty text.
 * </ul>
 */
@NullMarked
package org.mailtally.gviz;

import org.jspecify.annotations.NullMarked;
