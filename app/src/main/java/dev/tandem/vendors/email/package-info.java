/** Carries letters to people by e-mail, over whichever carrier the installation names. */
@ApplicationModule
@NullMarked
package dev.tandem.vendors.email;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
