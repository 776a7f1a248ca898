package dev.tandem.books.adoption;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.outbox.PushGuard;
import dev.tandem.shared.Practices;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps everything back while this database is another than the practice's: were two of them to
 * send, the ledger would get what both make. Reading goes on.
 */
@Component
@Order(0)
class WokeElsewhere implements PushGuard {

  static final String PATH = "/ledger/adoption";

  private final DatabaseHome home;

  WokeElsewhere(DatabaseHome home) {
    this.home = home;
  }

  @Override
  public Optional<Stop> stops(Binding binding) {
    return switch (home.standing(Practices.current())) {
      case HERE, UNTOLD -> Optional.empty();
      case UNCERTAIN ->
          Optional.of(
              new Stop(
                  "The database server tells otherwise than before which one it is, so this may be a copy: nothing is sent before somebody says that it is the one now.",
                  PATH));
      case ELSEWHERE ->
          Optional.of(
              new Stop(
                  "This database is a copy or was moved: nothing is sent before somebody says that it is the one now.",
                  PATH));
    };
  }
}
