package dev.tandem.practice.takings;

import dev.tandem.shared.DaysInTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Receipts have the day on which they are banked. */
@Component
class DaysOfReceipts extends DaysInTables {

  DaysOfReceipts(JdbcClient jdbc) {
    super(
        jdbc,
        """
        select 'receipt' as kind, id, coalesce(banked_on, day) as day from practice.takings_receipt""");
  }
}
