/**
 * What is wrong with an installation or a practice, and what to do: everybody examines their own.
 */
@NullMarked
package dev.tandem.shared.doctor;

import org.jspecify.annotations.NullMarked;
