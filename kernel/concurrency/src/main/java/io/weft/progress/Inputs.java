package io.weft.progress;

import io.weft.loop.Counted;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Inputs with a bar.
///
/// @param <T> the type of the inputs
record Inputs<T>(String title, Iterable<? extends T> source, long total) implements Counted<T> {

    @Override
    public Tally<T> tally() {
        return new Completions<>(Progress.begin(title, total), source.iterator());
    }

    @Override
    public Iterator<T> iterator() {
        return new Turns<>(new Progress(title, total, Nesting.here()), source.iterator());
    }

    private record Completions<T>(Progress progress, Iterator<? extends T> source) implements Tally<T> {

        @Override
        public Iterator<T> inputs() {
            @SuppressWarnings("unchecked") // an iterator only gives
            var inputs = (Iterator<T>) source;
            return inputs;
        }

        @Override
        public void succeeded(long n) {
            progress.advance(n);
        }

        @Override
        public void failed(long n) {
            progress.fail(n);
        }

        @Override
        public void close() {
            progress.close();
        }
    }

    /// A turn is over when the loop asks whether there is another. Used by the loop's thread.
    private static final class Turns<T> implements Iterator<T> {

        private final Progress progress;
        private final Iterator<? extends T> source;
        private boolean inTurn;

        Turns(Progress progress, Iterator<? extends T> source) {
            this.progress = progress;
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            endTurn();
            boolean more = source.hasNext();
            if (!more) {
                progress.close();
            }
            return more;
        }

        @Override
        public T next() {
            endTurn();
            try {
                T next = source.next();
                inTurn = true;
                return next;
            } catch (NoSuchElementException e) {
                progress.close();
                throw e;
            }
        }

        @Override
        public void remove() {
            source.remove();
        }

        private void endTurn() {
            if (inTurn) {
                inTurn = false;
                progress.advance();
            }
        }
    }
}
