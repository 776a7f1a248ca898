/** How calls are made, told apart and read; not for callers of the library. */
@NullMarked
package dev.tandem.xero.internal;

import org.jspecify.annotations.NullMarked;
