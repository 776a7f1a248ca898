/** Invoices and payments together: whether something is settled is one rule in one transaction. */
@ApplicationModule
@NullMarked
package dev.tandem.practice.billing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
