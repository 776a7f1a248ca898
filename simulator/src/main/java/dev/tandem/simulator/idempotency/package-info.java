/** Answers kept under an Idempotency-Key for six minutes. */
@NullMarked
package dev.tandem.simulator.idempotency;

import org.jspecify.annotations.NullMarked;
