/** Reads and writes tables as the programs of real practices make them: CSV in all its dialects. */
@NullMarked
package dev.tandem.practice.clients.csv;

import org.jspecify.annotations.NullMarked;
