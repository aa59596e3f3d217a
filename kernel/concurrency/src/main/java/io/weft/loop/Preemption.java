package io.weft.loop;

import java.util.SplittableRandom;

/// Sets tasks aside where they leave a guard, on loops that are asked to. A task that is inside another guard goes on, since
/// whoever enters that guard next would spin for ever. One for each carrier, and used by it only.
final class Preemption {

    /// One step in so many is followed by another task.
    private static final int EVERY = 3;
    /// Once true it stays so; plain, since the loop that sets it starts its thread later.
    private static boolean used;

    private final SplittableRandom random;
    /// How many guards the carrier is in.
    private int guards;

    Preemption(long seed) {
        this.random = new SplittableRandom(~seed);
        used = true;
    }

    /// Whether there is any in this JVM; else nobody has to ask further.
    static boolean used() {
        return used;
    }

    static void enteredGuard() {
        if (VirtualThreads.currentCarrier() instanceof Carrier carrier && carrier.preemption != null) {
            carrier.preemption.guards++;
        }
    }

    static void leftGuard() {
        if (VirtualThreads.currentCarrier() instanceof Carrier carrier && carrier.preemption != null) {
            carrier.preemption.guards--;
            carrier.preemption.step();
        }
    }

    /// A further place where the current task may be set aside.
    static void here() {
        if (VirtualThreads.currentCarrier() instanceof Carrier carrier && carrier.preemption != null) {
            carrier.preemption.step();
        }
    }

    private void step() {
        if (guards == 0 && Task.currentOrNull() != null && random.nextInt(EVERY) == 0) {
            Thread.yield();
        }
    }
}
