/**
 * What the HTTP routes and the chart route call: the data source, the check, health, metrics, the page and the chart
 * files.
 *
 * <p>The routes name its types as beans: {@link org.mailtally.serve.DataSourceAnswers},
 * {@link org.mailtally.serve.CountsAnswers},
 * {@link org.mailtally.serve.CheckAnswers}, {@link org.mailtally.serve.HealthAnswers},
 * {@link org.mailtally.serve.MetricsAnswers}, {@link org.mailtally.serve.PageAnswers},
 * {@link org.mailtally.serve.WorkbenchAnswers} and {@link org.mailtally.serve.ChartFiles}. Each parses a request
 * into what must be found in the store, which the routes do, and makes the answer of it. This room knows Camel's exchange and
 * Micrometer's meters, and joins the rooms counts, gviz, check and dashboard.
 */
@NullMarked
package org.mailtally.serve;

import org.jspecify.annotations.NullMarked;
