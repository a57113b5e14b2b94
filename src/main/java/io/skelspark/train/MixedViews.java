package io.skelspark.train;

import io.skelspark.tensor.Views;
import java.nio.FloatBuffer;

/**
 * The views of a sample, each mixed with the view of the same number of another sample.
 *
 * @param sample views of the sample
 * @param partner views of the other sample, of the same shape
 * @param share of the sample, from 0 to 1
 */
record MixedViews(Views sample, Views partner, float share) implements Views {
    @Override
    public int[] shape() {
        return sample.shape();
    }

    @Override
    public void draw(int view, FloatBuffer target, int offset) {
        float[] own = new float[viewSize()];
        sample.draw(view, target, offset);
        target.get(offset, own);
        sample.erase(view, target, offset);
        partner.draw(view, target, offset);
        for (int i = 0; i < own.length; i++) {
            target.put(offset + i, share * own[i] + (1 - share) * target.get(offset + i));
        }
    }

    @Override
    public void erase(int view, FloatBuffer target, int offset) {
        sample.erase(view, target, offset);
        partner.erase(view, target, offset);
    }
}
