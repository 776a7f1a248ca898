package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import java.util.Optional;

/**
 * Something that may keep all our changes from an organisation, besides the connection itself: a
 * plan nobody has decided on, a database that woke up elsewhere. Asked with the practice bound,
 * before each claim; it must be cheap.
 */
public interface PushGuard {

  /**
   * Why nothing may leave.
   *
   * @param why a whole sentence for people
   * @param path the page where a person ends it, or sees how far it is
   * @param byItself whether it ends without a person
   */
  record Stop(String why, String path, boolean byItself) {

    /** One that a person ends. */
    public Stop(String why, String path) {
      this(why, path, false);
    }
  }

  /** Empty if our changes may go. */
  Optional<Stop> stops(Binding binding);
}
