package dev.tandem.bench.push;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.springframework.transaction.support.TransactionTemplate;

/** What a practice does all day, by the front doors; some hundred at a time in one transaction. */
public final class Work {

  private static final int TOGETHER = 250;
  private static final String[] SYLLABLES = {
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"
  };

  private static final BigDecimal PRICE = new BigDecimal("110.00");

  private final Practice practice;
  private final Clients clients;
  private final Billing billing;
  private final TransactionTemplate transaction;
  private final LocalDate today;

  public Work(Practice practice) {
    this.practice = practice;
    this.clients = practice.world().bean(Clients.class);
    this.billing = practice.world().bean(Billing.class);
    this.transaction = practice.world().bean("inPractice", TransactionTemplate.class);
    this.today = LocalDate.ofInstant(practice.world().bean(Clock.class).instant(), Practice.ZONE);
  }

  /** People with everything that a contact carries, each with a name of their own. */
  public List<ClientId> clients(String crowd, int count) {
    return many(count, i -> clients.add(person(crowd, i)));
  }

  /**
   * @param crowd whose number it is: the same number is somebody else in another crowd
   */
  public static ClientDetails person(String crowd, int number) {
    String name = crowd + spoken(number);
    return ClientDetails.person("Kim", name)
        .with(
            Map.of(
                ClientField.EMAIL,
                name.toLowerCase(Locale.ROOT) + "@example.com",
                ClientField.PHONE,
                "+614%08d".formatted(Math.floorMod(name.hashCode(), 100_000_000)),
                ClientField.ADDRESS_LINE1,
                (1 + number % 200) + " King Street",
                ClientField.CITY,
                "Newtown",
                ClientField.REGION,
                "NSW",
                ClientField.POSTCODE,
                "2042"));
  }

  /** A number as people are called: names that differ in their digits only are nobody's. */
  static String spoken(int number) {
    var name = new StringBuilder();
    for (int left = number; name.length() < 8; left /= SYLLABLES.length) {
      name.append(SYLLABLES[left % SYLLABLES.length]);
    }
    return name.toString();
  }

  /** An approved invoice of 110.00 for each. */
  public List<InvoiceId> invoices(List<ClientId> whom) {
    return many(whom.size(), i -> billing.issue(invoice(whom.get(i), "")));
  }

  private InvoiceDetails invoice(ClientId client, String reference) {
    return new InvoiceDetails(
        client,
        null,
        null,
        today,
        today.plusDays(14),
        reference,
        LineAmounts.INCLUSIVE,
        List.of(
            new LineDetails(
                "Consultation", BigDecimal.ONE, PRICE, "200", "OUTPUT", BigDecimal.TEN, null)));
  }

  /** Each is paid in full. */
  void payments(List<InvoiceId> invoices) {
    many(
        invoices.size(),
        i ->
            billing.takePayment(
                invoices.get(i), new PaymentDetails(today, PRICE, PaymentMethod.CARD, "", null)));
  }

  /** Each moves to another street. */
  void move(List<ClientId> whom, String street) {
    many(
        whom.size(),
        i -> {
          var now = clients.find(whom.get(i));
          return clients.change(
              now.id(),
              now.version(),
              now.details().with(Map.of(ClientField.ADDRESS_LINE1, (i + 1) + " " + street)));
        });
  }

  /** Each carries another reference. */
  void refer(List<InvoiceId> invoices, String reference) {
    many(
        invoices.size(),
        i -> {
          var now = billing.find(invoices.get(i));
          billing.rewrite(
              now.id(), now.seen(), invoice(now.client(), reference + " " + i), WrittenAs.KEPT, "");
          return now;
        });
  }

  private <T> List<T> many(int count, IntFunction<T> one) {
    var made = new ArrayList<T>(count);
    for (int from = 0; from < count; from += TOGETHER) {
      int first = from;
      int end = Math.min(count, from + TOGETHER);
      practice.run(
          () ->
              transaction.executeWithoutResult(
                  _ -> {
                    for (int i = first; i < end; i++) {
                      made.add(one.apply(i));
                    }
                  }));
    }
    return made;
  }
}
