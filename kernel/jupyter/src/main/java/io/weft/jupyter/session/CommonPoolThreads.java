package io.weft.jupyter.session;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;

/// Makes the threads of the common pool, so that jobs which run there (parallel streams, `CompletableFuture`) find the libraries that cells
/// have added, through their context class loader. Public with a public constructor, since the JDK makes it by name.
public final class CommonPoolThreads implements ForkJoinWorkerThreadFactory {

    /// The session's loader; null, and then the system's serves, before there is one.
    private static volatile ClassLoader loader;

    /// Makes the pool use this class. Has no effect once the pool was used.
    public static void install() {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.threadFactory", CommonPoolThreads.class.getName());
    }

    /// The loader of threads that are made from now on.
    static void use(ClassLoader session) {
        loader = session;
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        return new Worker(pool, loader);
    }

    private static final class Worker extends ForkJoinWorkerThread {

        Worker(ForkJoinPool pool, ClassLoader session) {
            super(null, pool, true);
            setDaemon(true);
            if (session != null) {
                setContextClassLoader(session);
            }
        }
    }
}
