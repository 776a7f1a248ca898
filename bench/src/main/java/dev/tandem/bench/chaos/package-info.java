/** {@code ./tandem bench chaos}: does everything arrive once, whatever fails on the way? */
@NullMarked
package dev.tandem.bench.chaos;

import org.jspecify.annotations.NullMarked;
