/**
 * What came in over a day and goes to the bank together. Payments by the means that the practice
 * has chosen are kept back until somebody closes their day; then those of each means make one
 * receipt, which the ledger books as one sum, while each invoice is paid.
 */
@ApplicationModule
@NullMarked
package dev.tandem.practice.takings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
