package io.weft.loop;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Makes a test that hangs explain itself: prints the tasks of all loops, and where they and their carriers are.
final class HangReport implements BeforeEachCallback, AfterEachCallback {

    private static final int PATIENCE_SECONDS = 25;
    private CountDownLatch done;

    @Override
    public void beforeEach(ExtensionContext context) {
        var ended = new CountDownLatch(1);
        done = ended;
        Thread.ofPlatform().daemon().name("hang report").start(() -> watch(context.getDisplayName(), ended));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        done.countDown();
    }

    private static void watch(String test, CountDownLatch ended) {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                report(test);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void report(String test) {
        System.err.println(test + " hangs:");
        for (var loop : Watchdog.loops()) {
            print(loop + " on " + loop.thread(), loop.thread());
            loop.tasks().forEach(task -> print("  " + task + " waits for " + task.waitingFor(), task.thread()));
        }
    }

    private static void print(String title, Thread thread) {
        System.err.println(title + " " + thread.getState());
        for (var frame : thread.getStackTrace()) {
            System.err.println("      at " + frame);
        }
    }
}
