package io.weft.loop;

/// What a [Select] ended with: one source and what it gave, or nothing because the time was over.
public final class Selected {

    private final Selectable<?> source;
    private final Selectable.Enrolment<?> enrolment;

    Selected(Selectable<?> source, Selectable.Enrolment<?> enrolment) {
        this.source = source;
        this.enrolment = enrolment;
    }

    /// {@return whether the time was over before a source gave anything}
    public boolean isTimedOut() {
        return source == null;
    }

    /// {@return whether it was this source}
    ///
    /// @param asked one of those that were waited for
    public boolean isFrom(Selectable<?> asked) {
        return source == asked;
    }

    /// {@return the source that gave something, or null if the time was over}
    public Selectable<?> source() {
        return source;
    }

    /// {@return what the source gave} It throws what the source has instead, such as the failure of a task.
    ///
    /// @param asked the source that it was
    /// @param <T>   the type of what it gives
    /// @throws IllegalStateException if it was another one
    public <T> T value(Selectable<T> asked) {
        if (source != asked) {
            throw new IllegalStateException("It was not " + asked + " that was selected but "
                    + (source == null ? "nothing, since the time was over" : source) + ": ask isFrom(...) first.");
        }
        return cast(enrolment.value());
    }

    /// Safe, since the enrolment comes from the very source that gives a T.
    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    @Override
    public String toString() {
        return source == null ? "nothing in time" : "from " + source;
    }
}
