package io.weft.jupyter.session;

/// What cells call to ask whoever sits in front of them. While one waits, the other tasks go on; two that ask at once take turns.
///
/// `System.in`, `Scanner` and `IO.readln` ask in the same way, without a prompt of their own.
public final class Questions {

    /// Set once, before the first cell.
    private static volatile InputBroker broker;

    private Questions() {}

    static void askThrough(InputBroker session) {
        broker = session;
    }

    /// Asks for a line, without a prompt.
    ///
    /// @return the line, without its end
    /// @throws IllegalStateException if the front end takes no questions, as with nbconvert
    public static String input() {
        return input("");
    }

    /// Asks for a line. Waits until it comes; interrupting the cell ends the wait, and so does cancelling the task.
    ///
    /// @param prompt what the front end shows before the field
    /// @return the line, without its end
    /// @throws IllegalStateException if the front end takes no questions, as with nbconvert
    public static String input(String prompt) {
        return broker.readLine(prompt, false);
    }

    /// Asks for a line that is not shown while it is typed, nor kept in the notebook. Waits as [#input(String)].
    ///
    /// @param prompt what the front end shows before the field
    /// @return the line, without its end
    /// @throws IllegalStateException if the front end takes no questions, as with nbconvert
    public static String password(String prompt) {
        return broker.readLine(prompt, true);
    }
}
