package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All that may keep our changes from an organisation; the first that does is told. */
@Component
public class PushGuards {

  private final ObjectProvider<PushGuard> guards;

  PushGuards(ObjectProvider<PushGuard> guards) {
    this.guards = guards;
  }

  /** Asked with the practice bound. */
  public Optional<PushGuard.Stop> stop(Binding binding) {
    return guards.orderedStream().flatMap(it -> it.stops(binding).stream()).findFirst();
  }
}
