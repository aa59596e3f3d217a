package io.weft.loop;

/// `System.nanoTime`.
enum RealClock implements LoopClock {
    INSTANCE;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
