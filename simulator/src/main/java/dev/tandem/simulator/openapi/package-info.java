/** Requests that describe themselves, and the OpenAPI document that comes of it. */
@NullMarked
package dev.tandem.simulator.openapi;

import org.jspecify.annotations.NullMarked;
