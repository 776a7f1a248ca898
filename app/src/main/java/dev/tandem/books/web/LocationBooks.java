package dev.tandem.books.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose books each location's invoices belong to. */
@Component
class LocationBooks {

  private final Setup setup;
  private final Connections connections;

  LocationBooks(Setup setup, Connections connections) {
    this.setup = setup;
    this.connections = connections;
  }

  /**
   * @param organisation null: the main one, whichever it is
   * @param ended whether the organisation named for it is disconnected: its invoices wait
   */
  public record Row(
      LocationId id, String location, @Nullable BindingId organisation, boolean ended) {}

  /** Nothing while there is no choice to make. */
  List<Row> rows(LedgerHead head) {
    var named = connections.locations();
    if (!head.several() && named.isEmpty()) {
      return List.of();
    }
    return setup.locations().stream()
        .map(
            it -> {
              BindingId organisation = named.get(it.id());
              boolean ended = head.ended().stream().anyMatch(end -> end.id().equals(organisation));
              return new Row(it.id(), it.name(), organisation, ended);
            })
        .toList();
  }
}
