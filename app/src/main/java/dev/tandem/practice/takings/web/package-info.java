/** The page of a day's takings, and the same for programs. */
@NullMarked
package dev.tandem.practice.takings.web;

import org.jspecify.annotations.NullMarked;
