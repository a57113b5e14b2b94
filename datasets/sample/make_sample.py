#!/usr/bin/env python3
"""Writes sample.jsonl: invented stick figures of 17 COCO joints that wave, squat or walk. No recorded data is used.

usage: make_sample.py > sample.jsonl
"""
import json
import math
import random

CLASSES = ['wave', 'squat', 'walk']
HEIGHT, WIDTH = 240, 320
# nose, eyes, ears, shoulders, elbows, wrists, hips, knees, ankles (left before right), in body lengths
STANDING = [(0, -.95), (.03, -.98), (-.03, -.98), (.06, -.96), (-.06, -.96), (.15, -.8), (-.15, -.8), (.2, -.62),
            (-.2, -.62), (.22, -.45), (-.22, -.45), (.1, -.45), (-.1, -.45), (.1, -.22), (-.1, -.22), (.1, 0), (-.1, 0)]


def pose(action, phase):
    """The joints of a figure at a phase of its action."""
    joints = [list(joint) for joint in STANDING]
    swing = math.sin(phase)
    if action == 'wave':
        joints[7], joints[9] = [.3, -.9], [.3 + .12 * swing, -1.1]
    elif action == 'squat':
        for joint in range(13):
            joints[joint][1] += .18 * (1 - math.cos(phase)) / 2
    else:
        for left, right, reach in ((13, 14, .1), (15, 16, .2), (9, 10, -.12)):
            joints[left][0] += reach * swing
            joints[right][0] -= reach * swing
        for joint in joints:
            joint[0] += .1 * phase
    return joints


def clip(number, action, rng):
    """One record; every fourth clip belongs to the test split, every fifth shows two people; a subject shows each action once."""
    frames, people = rng.randint(8, 14), 1 + (number % 5 == 4)
    starts = [(rng.uniform(60, 240), rng.uniform(200, 225), rng.uniform(110, 150), rng.uniform(0, 6))
              for _ in range(people)]
    keypoint, score = [], []
    for x, y, size, start in starts:
        figure = [[[round(x + size * dx + rng.gauss(0, .5), 1), round(y + size * dy + rng.gauss(0, .5), 1)]
                   for dx, dy in pose(action, start + .6 * frame)] for frame in range(frames)]
        keypoint.append(figure)
        score.append([[round(rng.uniform(.6, 1), 2) for _ in STANDING] for _ in range(frames)])
    return {'id': f'{action}-{number:02d}', 'label': action, 'split': 'test' if number % 4 == 3 else 'train',
            'attributes': {'subject': number // 3 + 1}, 'img-shape': [HEIGHT, WIDTH], 'keypoint': keypoint, 'keypoint-score': score}


if __name__ == '__main__':
    generator = random.Random(1)
    for index in range(12):
        print(json.dumps(clip(index, CLASSES[index % 3], generator), separators=(',', ':')))
