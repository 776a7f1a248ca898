/** The demonstration: simulator, application and a sample practice in one process. */
@NullMarked
package dev.tandem.demo;

import org.jspecify.annotations.NullMarked;
