/** What the engine can do, measured: each bench prints a table and can end with a line of JSON. */
@NullMarked
package dev.tandem.bench;

import org.jspecify.annotations.NullMarked;
