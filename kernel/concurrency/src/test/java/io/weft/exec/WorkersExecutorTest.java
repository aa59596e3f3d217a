package io.weft.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersExecutorTest extends ExecTestCase {

    @Test
    void javasOwnLibrariesUseIt() throws Exception {
        var pool = pool(2);
        try (var executor = pool.asExecutorService()) {
            var jobs = List.<Callable<Integer>>of(() -> 1, () -> 2, () -> 3);
            assertEquals(6, executor.invokeAll(jobs).stream().mapToInt(future -> future.resultNow()).sum());
            loop.run(() -> {
                assertEquals("pool/", CompletableFuture
                        .supplyAsync(() -> Thread.currentThread().getName().substring(0, 5), executor)
                        .get());
                assertEquals(1, executor.submit(() -> 1).get());
            });
            assertFalse(executor.isShutdown());
        }
        assertTrue(pool.snapshot().closed());
        assertTrue(pool.asExecutorService().isTerminated());
        assertThrows(RejectedExecutionException.class, () -> pool.asExecutorService().execute(() -> {}));
    }

    @Test
    void shutdownNowInterruptsAndAwaitTerminationTells() throws Exception {
        var pool = pool(1);
        var executor = pool.asExecutorService();
        var began = new CountDownLatch(1);
        var future = executor.submit(() -> {
            began.countDown();
            await(new CountDownLatch(1));
            return 1;
        });
        await(began);
        assertFalse(executor.awaitTermination(1, TimeUnit.MILLISECONDS));
        executor.shutdownNow();
        assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
        assertTrue(future.isDone());
    }
}
