package io.skelspark.source.demo;

/**
 * The posture of a synthetic person of any size at one moment. Left and right are those of the picture.
 *
 * @param raise angle of the acting upper arm to the body in radians: 0 hangs, pi points up
 * @param elbow further angle of the acting forearm, in radians
 * @param crouch depth of the squat, from 0 (standing) to 1
 * @param leftFoot distance that the left foot has gone to the right, in body heights
 * @param rightFoot distance that the right foot has gone to the right, in body heights
 */
record DemoPosture(double raise, double elbow, double crouch, double leftFoot, double rightFoot) {}
