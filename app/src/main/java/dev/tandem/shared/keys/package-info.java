/** Changes the key under which values are sealed, while everything runs. */
@NullMarked
package dev.tandem.shared.keys;

import org.jspecify.annotations.NullMarked;
