package io.weft.actor;

import java.time.Duration;

/// Decides what becomes of an actor whose `receive` failed. Called in the actor's task, between two messages.
@FunctionalInterface
public interface Supervisor {

    /// What becomes of the actor.
    enum Directive {
        /// It goes on with the next message, as it is.
        RESUME,
        /// It sets itself up again by [Actor#restarted(Exception)], then goes on with the next message.
        RESTART,
        /// It ends with the failure.
        STOP
    }

    /// Looks at a failure.
    ///
    /// @param actor   that failed
    /// @param failure what `receive` threw
    /// @return what becomes of the actor; the message that failed is not delivered again in any case
    Directive failed(Actor<?> actor, Exception failure);

    /// {@return the one that actors have unless told otherwise: a failure stops the actor, and is shown when nobody awaits its task}
    static Supervisor stopping() {
        return (_, _) -> Directive.STOP;
    }

    /// {@return one that lets the actor go on}
    static Supervisor resuming() {
        return (_, _) -> Directive.RESUME;
    }

    /// {@return one that restarts the actor, and stops it when it fails too often}
    ///
    /// @param times  how many restarts are too few to stop it
    /// @param within in which time, by the loop's clock
    static Supervisor restarting(int times, Duration within) {
        if (times < 1 || !within.isPositive()) {
            throw new IllegalArgumentException("restarting(" + times + ", " + within
                    + "): both must be more than zero, for example restarting(3, seconds(10)).");
        }
        return (actor, _) -> actor.restartsWithin(within) < times ? Directive.RESTART : Directive.STOP;
    }
}
