/**
 * Whether what this installation lives on is well, for watchdogs: quickly, and saying no more than
 * that.
 */
@NullMarked
package dev.tandem.shared.health;

import org.jspecify.annotations.NullMarked;
