package io.skelspark.model.predict;

import ai.djl.Model;
import ai.djl.modality.Classifications;
import ai.djl.repository.zoo.ZooModel;
import io.skelspark.model.engine.TorchEngine;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;

/**
 * A trained network as a model of Deep Java Library. Its predictors take a clip as it was recorded and return its actions
 * with their probabilities. One thread at a time can use a predictor; several predictors can run at once. The model is
 * for inference only.
 */
public final class ActionModel extends ZooModel<PoseSample, Classifications> {
    private final NetworkBlock block;

    /** Creates a model of a network and its weights. */
    public ActionModel(String name, Network network, ModelState state, ActionTranslator translator) {
        this(
                TorchEngine.model(name),
                new NetworkBlock(network, state, translator.classes().size()),
                translator);
    }

    private ActionModel(Model model, NetworkBlock block, ActionTranslator translator) {
        super(model, translator);
        this.block = block;
        model.setBlock(block);
    }

    @Override
    public void close() {
        super.close();
        block.close();
    }
}
