/** Credit notes for invoices: what they settle, what is given back of them, what is written off. */
@ApplicationModule
@NullMarked
package dev.tandem.practice.credits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
