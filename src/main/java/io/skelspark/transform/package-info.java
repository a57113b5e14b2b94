/** The steps between an annotation and a network's input, one class each under the reference's names; pure arithmetic. */
@NullMarked
package io.skelspark.transform;

import org.jspecify.annotations.NullMarked;
