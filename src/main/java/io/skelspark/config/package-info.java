/** Settings: the only reader of HOCON. Every default is in a file, everything is checked when it is read. */
@NullMarked
package io.skelspark.config;

import org.jspecify.annotations.NullMarked;
