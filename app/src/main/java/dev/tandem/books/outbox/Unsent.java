package dev.tandem.books.outbox;

import dev.tandem.shared.RecordRef;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which records have something to say to the ledger. */
@Component
@Transactional(readOnly = true)
public class Unsent {

  private final JdbcClient jdbc;

  Unsent(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Each once, in however many organisations it waits.
   *
   * @param held those that a person has to put right; otherwise those that go by themselves
   */
  public List<RecordRef> records(boolean held) {
    return jdbc.sql(
            """
            select distinct kind, record from practice.pending_push
             where (held is not null) = :held""")
        .param("held", held)
        .query((row, _) -> new RecordRef(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }
}
