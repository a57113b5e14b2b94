@NullMarked
package io.skelspark.picture;

import org.jspecify.annotations.NullMarked;
