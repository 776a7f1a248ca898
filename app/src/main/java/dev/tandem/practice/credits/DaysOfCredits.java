package dev.tandem.practice.credits;

import dev.tandem.shared.DaysInTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Days of credit notes, of advances, of what they are used for and of what is given back. */
@Component
class DaysOfCredits extends DaysInTables {

  DaysOfCredits(JdbcClient jdbc) {
    super(
        jdbc,
        """
        select 'credit-note' as kind, id, issued_on as day from practice.credit_note
        union all select 'advance', id, taken_on from practice.advance
        union all select 'allocation', id, allocated_on from practice.allocation
        union all select 'refund', id, paid_on from practice.refund""");
  }
}
