/** What is told of the progress of training. */
@NullMarked
package io.skelspark.train.listener;

import org.jspecify.annotations.NullMarked;
