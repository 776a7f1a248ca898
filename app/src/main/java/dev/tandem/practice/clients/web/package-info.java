/** Clients as pages and as API. */
@NullMarked
package dev.tandem.practice.clients.web;

import org.jspecify.annotations.NullMarked;
