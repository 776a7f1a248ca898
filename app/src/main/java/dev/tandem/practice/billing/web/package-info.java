/** Invoices and payments as pages and as API. */
@NullMarked
package dev.tandem.practice.billing.web;

import org.jspecify.annotations.NullMarked;
