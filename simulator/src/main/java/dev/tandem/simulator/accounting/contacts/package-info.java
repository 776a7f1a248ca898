/** Contacts and their groups. */
@NullMarked
package dev.tandem.simulator.accounting.contacts;

import org.jspecify.annotations.NullMarked;
