package io.weft.http.server;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// One thread that looks after the connections of all servers; it ends when there are none.
final class Ticker {

    private static final long PERIOD_MILLIS = 250;
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private Ticker() {}

    private static ScheduledThreadPoolExecutor clock() {
        var clock = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("weft http clock").inheritInheritableThreadLocals(false).factory());
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    static ScheduledFuture<?> every(Runnable look) {
        return CLOCK.scheduleWithFixedDelay(look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
}
