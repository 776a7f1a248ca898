package dev.tandem.shared.changes;

import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Announces changes to open pages. PostgreSQL carries the announcement: it goes out when the
 * caller's transaction commits, to every node, and not at all when it rolls back. An announcement
 * may be lost (a page that is not there misses it), so nothing that must happen hangs on it.
 */
@Component
public class Changes {

  static final String CHANNEL = "tandem_changes";

  /** Above this many records of a kind, pages hear of the kind and not of each record. */
  private static final int SINGLY = 20;

  private final JdbcClient jdbc;

  Changes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Announces that the record changed, as part of the current transaction. */
  public void announce(RecordRef record) {
    announce(List.of(record));
  }

  /**
   * Announces many records in one statement; a large number of one kind becomes one announcement.
   */
  public void announce(Collection<RecordRef> records) {
    if (records.isEmpty()) {
      return;
    }
    var practice = Practices.current();
    String[] payloads =
        records.stream()
            .map(it -> it.kind() + (records.size() > SINGLY ? " *" : " " + it.id()))
            .distinct()
            .map(it -> practice + " " + it)
            .toArray(String[]::new);
    jdbc.sql("select pg_notify(:channel, payload) from unnest(:payloads) payload")
        .param("channel", CHANNEL)
        .param("payloads", payloads)
        .query((row, _) -> 0)
        .list();
  }
}
