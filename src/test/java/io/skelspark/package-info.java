/** What tests of several packages share, and the rules on packages. */
@NullMarked
package io.skelspark;

import org.jspecify.annotations.NullMarked;
