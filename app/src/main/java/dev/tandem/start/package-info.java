/**
 * How Tandem comes up: its surroundings, its database, and the one clear line when something is
 * missing.
 */
@NullMarked
package dev.tandem.start;

import org.jspecify.annotations.NullMarked;
