"""Writes optimizers.json: weights after 50 steps of PyTorch's optimizers, schedules, clipping and moving average.

The gradient of parameter i in step t is sin(i + 1 + 0.37 t) + 0.1 w, which both sides compute from the weight w.
Run with PyTorch 2.7: python optimizers.py > optimizers.json
"""

import json
import math

import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, MultiStepLR, SequentialLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

SIZE, STEPS, EPOCH = 6, 50, 10


def run(optimizer, schedule, clip=0.0, decay=0.9):
    model = torch.nn.Module()
    model.w = torch.nn.Parameter(torch.tensor([0.5 - 0.2 * i for i in range(SIZE)]))
    optimizer = optimizer([model.w])
    schedule = schedule(optimizer)
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay))
    rates, weights, averages = [], [], []
    for step in range(STEPS):
        drive = torch.tensor([math.sin(i + 1 + 0.37 * step) for i in range(SIZE)])
        model.w.grad = drive + 0.1 * model.w.detach()
        if clip:
            torch.nn.utils.clip_grad_norm_([model.w], clip)
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
        average.update_parameters(model)
        weights.append(model.w.tolist())
        averages.append(average.module.w.tolist())
    shown = [0, 1, 9, 10, 24, 49]
    return {
        "rates": rates,
        "weights": {str(step): weights[step] for step in shown},
        "averages": {str(step): averages[step] for step in shown},
    }


def warm(optimizer):
    rise = LinearLR(optimizer, start_factor=0.1, total_iters=EPOCH - 1)
    return SequentialLR(optimizer, [rise, CosineAnnealingLR(optimizer, T_max=STEPS - EPOCH)], [EPOCH])


def sgd(weights):
    return torch.optim.SGD(weights, lr=0.1, momentum=0.9, weight_decay=5e-4, nesterov=True)


def adamw(weights):
    return torch.optim.AdamW(weights, lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.05)


print(json.dumps({
    "sgd-warmup-cosine": run(sgd, warm),
    "sgd-steps-clip": run(sgd, lambda o: MultiStepLR(o, [2 * EPOCH, 4 * EPOCH], 0.1), clip=1.0),
    "adamw-cosine": run(adamw, lambda o: CosineAnnealingLR(o, T_max=STEPS)),
    "adamw-warmup-cosine": run(adamw, warm),
}))
