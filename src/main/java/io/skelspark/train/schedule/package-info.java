/** Learning rates over the course of training. */
@NullMarked
package io.skelspark.train.schedule;

import org.jspecify.annotations.NullMarked;
