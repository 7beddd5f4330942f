/**
 * A data source of the Chart Tools Datasource Protocol, version 0.6, for Google Charts pages, spreadsheets' import
 * functions and scripts. It knows tables and requests, and nothing of where either comes from. Entry type: {@link
 * org.mailtally.gviz.DataSource}.
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
 * Every answer has HTTP status 200. {@link org.mailtally.gviz.Request#refused} tells beforehand when no table need be
 * fetched; {@link org.mailtally.gviz.DataSource#error} answers when fetching it failed.
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
 * <h2>Where this differs from google-visualization-java 1.1.1, and why</h2>
 *
 * <ul>
 *   <li>A null cell is {@code null} in JSON; the library leaves a hole, {@code [,{"v":1}]}, which is no JSON.
 *   <li>JSONP carries the same strict JSON, dates as strings {@code "Date(2026,10,23)"}; the library's {@code new Date(...)}
 *       is refused by today's client. A comment line precedes the call, errors included.
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
 */
@NullMarked
package org.mailtally.gviz;

import org.jspecify.annotations.NullMarked;
