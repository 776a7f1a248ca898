package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Whoever keeps clients' credit tells what of it may be the same as a payment. */
public interface UnusedMoney {

  UnusedMoney NONE = (_, _, _, _) -> List.of();

  /**
   * Of whoever pays this invoice, what came in on one of these days.
   *
   * @param amount in the invoice's currency
   */
  List<PaymentTwin> alike(InvoiceView invoice, BigDecimal amount, LocalDate from, LocalDate until);
}
