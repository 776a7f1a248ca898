/** People who sign in: roles, sessions, API keys and the audit trail. */
@ApplicationModule
@NullMarked
package dev.tandem.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
