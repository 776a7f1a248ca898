package dev.tandem.books.mirror;

import dev.tandem.practice.billing.PaymentView;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payments that were removed here while the ledger has not heard of it: that they live there is no
 * news, and does not bring them back.
 */
@Repository
class RemovalsToSay {

  private final JdbcClient jdbc;

  RemovalsToSay(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Their ids in the ledger. */
  @Transactional
  public Set<String> of(Collection<PaymentView> payments) {
    Map<UUID, String> removed = new HashMap<>();
    for (PaymentView it : payments) {
      if (it.removed() && it.ledgerId() != null) {
        removed.put(it.id().value(), it.ledgerId());
      }
    }
    if (removed.isEmpty()) {
      return Set.of();
    }
    return jdbc
        .sql(
            """
            select record from practice.pending_push where kind = 'payment' and record = any(:ids)
            union
            select record from practice.push_item where open and kind = 'payment' and record = any(:ids)""")
        .param("ids", removed.keySet().toArray(UUID[]::new))
        .query(UUID.class)
        .list()
        .stream()
        .map(removed::get)
        .collect(Collectors.toSet());
  }
}
