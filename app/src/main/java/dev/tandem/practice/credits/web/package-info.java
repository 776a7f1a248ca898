/** Pages of credit notes. */
@NullMarked
package dev.tandem.practice.credits.web;

import org.jspecify.annotations.NullMarked;
