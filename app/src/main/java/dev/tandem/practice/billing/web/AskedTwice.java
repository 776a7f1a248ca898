package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import java.util.Collection;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a payment is asked about before it is recorded; what was typed goes along. */
final class AskedTwice {

  private AskedTwice() {}

  /** It looks like money that is known. */
  static String page(InvoiceId id, PaymentId payment, PaymentDetails typed) {
    return typed(UriComponentsBuilder.fromPath("/invoices/{id}/payments/known"), typed)
        .queryParam("page", payment.toString())
        .encode()
        .buildAndExpand(id, typed.reference())
        .toUriString();
  }

  /** It is more than is owed. */
  static String more(InvoiceId id, PaymentDetails typed, Collection<String> sure) {
    UriComponentsBuilder page =
        typed(UriComponentsBuilder.fromPath("/invoices/{id}/overpayment"), typed);
    sure.forEach(it -> page.queryParam("sure", it));
    return page.encode().buildAndExpand(id, typed.reference()).toUriString();
  }

  private static UriComponentsBuilder typed(UriComponentsBuilder to, PaymentDetails typed) {
    return to.queryParam("amount", typed.amount().toPlainString())
        .queryParam("date", typed.date())
        .queryParam("method", typed.method())
        .queryParam("reference", "{reference}");
  }
}
