/**
 * Two people change both sides at random while calls and deliveries fail, and nobody waits for
 * anybody: at rest both sides are equal or each difference is before a person, and no change that
 * was accepted is gone without a trace.
 */
@NullMarked
package dev.tandem.bench.model;

import org.jspecify.annotations.NullMarked;
