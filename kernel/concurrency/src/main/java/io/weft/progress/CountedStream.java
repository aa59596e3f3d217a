package io.weft.progress;

import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A stream with a bar, which begins with the first element and ends when the source is used up or the stream closed.
final class CountedStream {

    private CountedStream() {}

    static <T> Stream<T> of(String title, Stream<T> source) {
        var spliterator = source.spliterator();
        long total = spliterator.getExactSizeIfKnown();
        var bar = new Bar(title, total);
        return StreamSupport.stream(new Counting<>(bar, spliterator), source.isParallel())
                .onClose(source::close)
                .onClose(bar::close);
    }

    /// Shared by the parts into which a parallel stream is split.
    private static final class Bar {

        private final String title;
        private final long total;
        private final AtomicInteger parts = new AtomicInteger(1);
        /// Guarded by this.
        private Progress progress;

        Bar(String title, long total) {
            this.title = title;
            this.total = total;
        }

        synchronized Progress begun() {
            if (progress == null) {
                progress = Progress.begin(title, total);
            }
            return progress;
        }

        synchronized void close() {
            if (progress != null) {
                progress.close();
            }
        }
    }

    private static final class Counting<T> implements Spliterator<T> {

        private final Bar bar;
        private final Spliterator<T> source;
        private boolean over;

        Counting(Bar bar, Spliterator<T> source) {
            this.bar = bar;
            this.source = source;
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            var progress = bar.begun();
            boolean more = source.tryAdvance(action);
            if (more) {
                progress.advance();
            } else {
                end();
            }
            return more;
        }

        @Override
        public void forEachRemaining(Consumer<? super T> action) {
            var progress = bar.begun();
            source.forEachRemaining(element -> {
                action.accept(element);
                progress.advance();
            });
            end();
        }

        @Override
        public Spliterator<T> trySplit() {
            bar.begun();
            var part = source.trySplit();
            if (part == null) {
                return null;
            }
            bar.parts.incrementAndGet();
            return new Counting<>(bar, part);
        }

        @Override
        public long estimateSize() {
            return source.estimateSize();
        }

        @Override
        public int characteristics() {
            // Without a comparator of its own it is not sorted.
            return source.characteristics() & ~SORTED;
        }

        private void end() {
            if (!over) {
                over = true;
                if (bar.parts.decrementAndGet() == 0) {
                    bar.close();
                }
            }
        }
    }
}
