package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.RefundView;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payments that were removed here while the ledger has not heard of it: that they live there is no
 * news, and does not bring them back. Those of a receipt wait for that to be made anew.
 */
@Repository
class RemovalsToSay {

  private final JdbcClient jdbc;

  RemovalsToSay(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What credit notes settled and was taken off here: their ids in the ledger, with the amounts.
   */
  @Transactional
  public Map<String, BigDecimal> ofCredits(Collection<AllocationView> allocations) {
    Map<UUID, AllocationView> removed = new HashMap<>();
    for (AllocationView it : allocations) {
      if (it.removed() && it.ledgerId() != null) {
        removed.put(it.id().value(), it);
      }
    }
    Map<String, BigDecimal> toSay = new HashMap<>();
    for (UUID it : notSaid(Kind.ALLOCATION, removed.keySet())) {
      AllocationView one = Objects.requireNonNull(removed.get(it));
      toSay.put(Objects.requireNonNull(one.ledgerId()), one.amount());
    }
    return toSay;
  }

  /** What was said to be given back and was not: their ids in the ledger. */
  @Transactional
  public Set<String> ofRefunds(Collection<RefundView> refunds) {
    Map<UUID, String> removed = new HashMap<>();
    for (RefundView it : refunds) {
      if (it.removed() && it.ledgerId() != null) {
        removed.put(it.id().value(), it.ledgerId());
      }
    }
    return notSaid(Kind.REFUND, removed.keySet()).stream()
        .map(it -> Objects.requireNonNull(removed.get(it)))
        .collect(Collectors.toSet());
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
    return notSaid(Kind.PAYMENT, removed.keySet()).stream()
        .map(removed::get)
        .collect(Collectors.toSet());
  }

  private List<UUID> notSaid(Kind kind, Collection<UUID> records) {
    if (records.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select record from practice.pending_push where kind = :kind and record = any(:ids)
            union
            select record from practice.push_item where open and kind = :kind and record = any(:ids)
            union
            select p.id from practice.payment p
              join practice.push_beside b on b.practice_id = p.practice_id and b.document = p.invoice_id
             where :kind = 'payment' and p.id = any(:ids)""")
        .param("kind", kind.text())
        .param("ids", records.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }
}
