/**
 * Evaluation: averaging of clips, metrics, fusion of streams and the tables they end in. It needs the JDK alone; files
 * and formats beyond plain text are its callers' business.
 */
@NullMarked
package io.skelspark.evaluate;

import org.jspecify.annotations.NullMarked;
