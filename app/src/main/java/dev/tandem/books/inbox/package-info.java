/** Their changes on their way to us: webhooks and sweeps, a machine that knows no fields. */
@ApplicationModule
@NullMarked
package dev.tandem.books.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
