#!/usr/bin/env python3
"""Writes recordings as OpenPose does: a folder for each, a file for each frame, BODY_25, in the folder of its action. The
stick figures are those of make_sample.py. In some recordings a second person stands by, and the order of the two changes.

usage: make_recordings.py FOLDER [RECORDINGS OF A CLASS]
"""
import json
import pathlib
import random
import sys

from make_sample import CLASSES, pose

# the joint of COCO for each joint of BODY_25; two: the middle between them; none: not found
BODY_25 = [(0,), (5, 6), (6,), (8,), (10,), (5,), (7,), (9,), (11, 12), (12,), (14,), (16,), (11,), (13,), (15,), (2,), (1,),
           (4,), (3,)] + [()] * 6


def person(coco, place, rng):
    """One entry of "people": x, y, score of each joint, with some noise; a joint is missed now and then."""
    x, y, size = place
    values = []
    for sources in BODY_25:
        if not sources or rng.random() < .02:
            values += [0, 0, 0]
            continue
        for axis, origin in enumerate((x, y)):
            mean = sum(coco[joint][axis] for joint in sources) / len(sources)
            values.append(round(origin + size * mean + rng.gauss(0, 1), 3))
        values.append(round(rng.uniform(.6, .95), 4))
    return {'person_id': [-1], 'pose_keypoints_2d': values}


def recording(folder, action, rng, bystander):
    """Writes the frames of one recording."""
    folder.mkdir(parents=True, exist_ok=True)
    frames, start, speed = rng.randint(24, 40), rng.uniform(0, 6), rng.uniform(.3, .5)
    size = rng.uniform(180, 260)
    actor, other = (rng.uniform(150, 250), rng.uniform(400, 440), size), (520, 430, size * .8)
    for frame in range(frames):
        people = [person(pose(action, start + speed * frame), actor, rng)]
        if bystander:
            people.append(person(pose('squat', 0), other, rng))
            if frame % 10 >= 5:
                people.reverse()
        text = json.dumps({'version': 1.3, 'people': people}, separators=(',', ':'))
        (folder / f'{folder.name}_{frame:012d}_keypoints.json').write_text(text)


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    generator = random.Random(1)
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 10):
        for label in CLASSES:
            recording(pathlib.Path(sys.argv[1]) / label / f'{label}-{number:02d}', label, generator, number % 4 == 3)
