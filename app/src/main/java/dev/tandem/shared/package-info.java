/** What every module may use: money, record references, the current practice, sealing, time. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.tandem.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
