package io.weft.actor;

/// A message was for an actor that has stopped, or that stopped before it answered.
public final class ActorStopped extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ActorStopped(Actor<?> actor) {
        super(actor.name() + " has stopped and takes no messages any more: start another one.");
    }
}
