package io.skelspark.pickle;

/** An object that a pickle fills in after having made it. */
interface Stateful {
    /**
     * Takes the state.
     *
     * @throws IllegalArgumentException if it is not of the form that the class writes
     */
    void restore(Object state);
}
