/** Setup as pages, and the frame around every page. */
@NullMarked
package dev.tandem.practice.setup.web;

import org.jspecify.annotations.NullMarked;
