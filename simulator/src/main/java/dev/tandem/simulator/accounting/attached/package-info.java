/** What hangs on other documents: their history with its notes, and their files. */
@NullMarked
package dev.tandem.simulator.accounting.attached;

import org.jspecify.annotations.NullMarked;
