package io.weft.bench

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.yield

/** kotlinx.coroutines on one thread: the event loop of runBlocking, its fastest. */
fun main() {
    Contender.serve(
        mapOf(
            "switch" to item { timed(it) { switches(it) } },
            "spawn" to item { timed(it) { spawns(it) } },
            "batch" to item { timed(it) { batches(it) } },
            "uncontended" to item { timed(it) { uncontended(it) } },
            "contended" to item { timed(it) { contended(it) } },
            "pingpong" to item { timed(it) { pingPong(it) } },
            "queue" to item { timed(it) { queue(it) } },
            "linear" to item { timed(it) { linear(it) } },
            "sleeps" to item { timed(1) { sleeps(it) } / 1e9 },
            "memory" to item { memory(it) },
        )
    )
}

private fun item(body: suspend CoroutineScope.(Int) -> Double) =
    Contender.Item { size -> runBlocking { body(size) } }

private suspend fun timed(operations: Int, body: suspend () -> Unit): Double {
    val start = System.nanoTime()
    body()
    return Contender.nanosEach(start, operations)
}

private suspend fun switches(size: Int) = coroutineScope {
    repeat(10) { launch { repeat(size / 10) { yield() } } }
}

private suspend fun spawns(size: Int) = coroutineScope {
    repeat(size) { i -> async { i }.await() }
}

private suspend fun batches(size: Int) = coroutineScope {
    repeat(size / BATCH) {
        val tasks = ArrayList<Deferred<Int>>(BATCH)
        repeat(BATCH) { i -> tasks.add(async { i }) }
        for (task in tasks) task.await()
    }
}

private suspend fun uncontended(size: Int) {
    val mutex = Mutex()
    repeat(size) {
        mutex.lock()
        mutex.unlock()
    }
}

private suspend fun contended(size: Int) = coroutineScope {
    val mutex = Mutex()
    repeat(50) {
        launch {
            repeat(size / 50) {
                mutex.lock()
                try {
                    yield()
                } finally {
                    mutex.unlock()
                }
            }
        }
    }
}

private suspend fun pingPong(size: Int) = coroutineScope {
    val there = Channel<Int>(1)
    val back = Channel<Int>(1)
    launch { repeat(size) { i -> there.send(i); back.receive() } }
    launch { repeat(size) { i -> there.receive(); back.send(i) } }
}

private suspend fun queue(size: Int) = coroutineScope {
    val channel = Channel<Int>(100)
    launch { repeat(size) { i -> channel.send(i) } }
    launch { repeat(size) { channel.receive() } }
}

private suspend fun linear(size: Int) = coroutineScope {
    val tasks = ArrayList<Job>(size)
    repeat(size) { tasks.add(launch { yield() }) }
    tasks.joinAll()
}

private suspend fun sleeps(size: Int) = coroutineScope {
    repeat(size) { launch { delay(1000) } }
}

/** The last item of a process, which then ends with its coroutines waiting. */
private suspend fun memory(size: Int): Double = coroutineScope {
    val before = Contender.heapInUse()
    repeat(size) { launch(start = CoroutineStart.UNDISPATCHED) { delay(3_600_000) } }
    println((Contender.heapInUse() - before) / size.toDouble())
    Runtime.getRuntime().halt(0)
    0.0
}

private const val BATCH = 10_000
