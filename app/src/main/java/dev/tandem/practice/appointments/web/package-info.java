/** The diary as pages and as API. */
@NullMarked
package dev.tandem.practice.appointments.web;

import org.jspecify.annotations.NullMarked;
