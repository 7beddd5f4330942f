/**
 * The forms of an answer: JSON and JSONP, CSV and TSV, HTML.
 *
 * <p>Entry type: {@link org.mailtally.gviz.render.Renderer}, which has one for each {@link
 * org.mailtally.gviz.render.Output}; what a request wishes of it is in {@link org.mailtally.gviz.render.RequestOptions}. Of
 * the other rooms this one knows {@link org.mailtally.gviz.table}. Whatever it writes makes hostile text safe.
 */
@NullMarked
package org.mailtally.gviz.render;

import org.jspecify.annotations.NullMarked;
