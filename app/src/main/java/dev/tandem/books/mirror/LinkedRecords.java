package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of records of ours that the ledger has. */
@Component
@Transactional(readOnly = true)
public class LinkedRecords {

  private final JdbcClient jdbc;

  LinkedRecords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that are held because the ledger has something else than was sent. */
  public List<RecordRef> held() {
    return jdbc.sql("select distinct kind, record from practice.link where held is not null")
        .query((row, _) -> new RecordRef(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }

  /** Invoices that are drafts over there. */
  public List<UUID> draftsThere() {
    return jdbc.sql(
            """
            select distinct record from practice.link
             where kind = :kind and agreed -> :status ->> 'theirs' = :draft""")
        .param("kind", Kind.INVOICE.text())
        .param("status", Fields.STATUS)
        .param("draft", Fields.DRAFT)
        .query(UUID.class)
        .list();
  }
}
