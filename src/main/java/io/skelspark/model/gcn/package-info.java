/** Graph convolutional networks over skeletons, under the names of the reference's modules. */
@NullMarked
package io.skelspark.model.gcn;

import org.jspecify.annotations.NullMarked;
