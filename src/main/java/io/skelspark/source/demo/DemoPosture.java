package io.skelspark.source.demo;

/**
 * What a synthetic person does at one moment, whatever their size; left and right are those of the picture.
 *
 * @param raise angle of the acting upper arm against the body, radians: 0 hangs, pi points up
 * @param elbow angle by which the acting forearm goes further, radians
 * @param crouch 0 standing to 1 squatting
 * @param leftFoot how far the left foot has gone to the right, in body heights
 * @param rightFoot how far the right foot has gone to the right, in body heights
 */
record DemoPosture(double raise, double elbow, double crouch, double leftFoot, double rightFoot) {}
