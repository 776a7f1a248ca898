package dev.tandem.practice.billing;

import java.util.List;

/** Whoever keeps clients' credit tells what of it may be the same as a payment. */
public interface UnusedMoney {

  UnusedMoney NONE = (_, _) -> List.of();

  /** Of whoever pays this invoice, what may be this payment. */
  List<PaymentTwin> alike(InvoiceView invoice, PaymentDetails payment);
}
