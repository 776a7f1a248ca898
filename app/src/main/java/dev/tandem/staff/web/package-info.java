/** Sign-in, people and keys as pages. */
@NullMarked
package dev.tandem.staff.web;

import org.jspecify.annotations.NullMarked;
