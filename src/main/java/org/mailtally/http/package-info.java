/**
 * The plumbing of HTTP: the server, the names by which it may be called, parameters, replies, who may see lines, and how many
 * large answers are made at one time.
 *
 * <p>Entry types: {@link org.mailtally.http.HttpServer}, {@link org.mailtally.http.HttpQuery}, {@link
 * org.mailtally.http.HttpReply}, {@link org.mailtally.http.Turns} and {@link org.mailtally.http.WorkbenchKey}. This room
 * knows Camel's exchange and Jetty; it knows no other room.
 */
@NullMarked
package org.mailtally.http;

import org.jspecify.annotations.NullMarked;
