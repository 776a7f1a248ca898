/** Pages of the notices. */
@NullMarked
package dev.tandem.practice.notices.web;

import org.jspecify.annotations.NullMarked;
