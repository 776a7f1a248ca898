/** Tells the people who can act what they have to know, inside the application and by e-mail. */
@ApplicationModule
@NullMarked
package dev.tandem.practice.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
