/** A stand-in for Resend: takes mail as its API does, and keeps it for people to read. */
@NullMarked
package dev.tandem.simulator.mail;

import org.jspecify.annotations.NullMarked;
