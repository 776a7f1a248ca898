/** What a record means on both sides: links, agreed values, translation, comparison. */
@ApplicationModule
@NullMarked
package dev.tandem.books.mirror;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
