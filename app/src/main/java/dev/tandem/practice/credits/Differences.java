package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which invoices charge what others should have charged besides. */
@Repository
class Differences {

  private final JdbcClient jdbc;

  Differences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(InvoiceId corrected, InvoiceId charging) {
    jdbc.sql(
            """
            insert into practice.invoice_difference (invoice_id, corrected_id)
            values (:charging, :corrected)""")
        .param("charging", charging.value())
        .param("corrected", corrected.value())
        .update();
  }

  /** Oldest first. */
  List<InvoiceId> of(InvoiceId corrected) {
    return jdbc.sql(
            """
            select invoice_id from practice.invoice_difference
             where practice_id = house.here() and corrected_id = :corrected order by invoice_id""")
        .param("corrected", corrected.value())
        .query((row, _) -> new InvoiceId(row.getObject(1, UUID.class)))
        .list();
  }
}
