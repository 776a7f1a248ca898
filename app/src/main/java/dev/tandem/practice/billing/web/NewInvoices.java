package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.billing.UsualLine;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes an invoice of what a program says. */
@Component
class NewInvoices {

  private final Billing billing;
  private final Setup setup;
  private final PaymentArrangements arrangements;
  private final UsualLine usual;
  private final Clock clock;

  NewInvoices(
      Billing billing,
      Setup setup,
      PaymentArrangements arrangements,
      UsualLine usual,
      Clock clock) {
    this.usual = usual;
    this.arrangements = arrangements;
    this.billing = billing;
    this.setup = setup;
    this.clock = clock;
  }

  InvoiceDetails details(NewInvoice it) {
    if (it.client() == null) {
      throw new InvalidInput("client", "Is needed");
    }
    LocalDate date = or(it.date(), LocalDate.now(clock.withZone(setup.practice().zone())));
    @Nullable LocationId location =
        it.location() == null ? null : setup.location(new LocationId(it.location())).id();
    LineAmounts amounts = it.lineAmounts() == null ? listed(it) : it.lineAmounts();
    String currency = or(it.currency(), setup.practice().currency());
    var client = new ClientId(it.client());
    @Nullable ClientId payer =
        it.billTo() == null ? arrangements.payerOf(client) : new ClientId(it.billTo());
    return new InvoiceDetails(
        client,
        null,
        location,
        date,
        it.dueDate() == null
            ? arrangements.termsOf(payer == null ? client : payer).due(date)
            : it.dueDate(),
        or(it.reference(), ""),
        amounts,
        lines(or(it.lines(), List.of()), amounts, currency, location),
        payer,
        currency,
        it.rate());
  }

  /** As on the page: as the first service among its lines has its price. */
  private LineAmounts listed(NewInvoice it) {
    return or(it.lines(), List.<NewLine>of()).stream()
        .flatMap(line -> Stream.ofNullable(line.service()))
        .findFirst()
        .map(id -> LineAmounts.listed(setup.service(new ServiceId(id))))
        .orElse(usual.amounts());
  }

  private List<LineDetails> lines(
      List<NewLine> written, LineAmounts amounts, String currency, @Nullable LocationId location) {
    var lines = new ArrayList<LineDetails>();
    for (int i = 0; i < written.size(); i++) {
      lines.add(line(written.get(i), "lines[" + i + "].", amounts, currency, location));
    }
    return lines;
  }

  /**
   * @param field where the program wrote it: {@code lines[0].}
   */
  LineDetails line(
      NewLine it,
      String field,
      LineAmounts amounts,
      String currency,
      @Nullable LocationId location) {
    refuseTwoDiscounts(it);
    @Nullable ServiceView service =
        it.service() == null ? null : setup.service(new ServiceId(it.service()));
    @Nullable PractitionerId whose =
        it.practitioner() == null
            ? null
            : setup.practitioner(new PractitionerId(it.practitioner())).id();
    Posting posting =
        service == null && whose == null
            ? Posting.NOWHERE
            : billing.posting(service, whose, location);
    BigDecimal taxRate = taxRate(it, posting, field, location);
    return new LineDetails(
        or(it.description(), service == null ? "" : service.name()),
        or(it.quantity(), BigDecimal.ONE),
        it.unitPrice() == null ? price(service, field, amounts, currency, taxRate) : it.unitPrice(),
        or(
            it.accountCode(),
            posting.accountCode().isEmpty() && service == null
                ? usual.account()
                : posting.accountCode()),
        or(it.taxType(), posting.taxType()),
        taxRate,
        service == null ? null : service.id(),
        or(it.itemCode(), posting.itemCode()),
        Discount.of(it.discountRate(), it.discountAmount()),
        it.tracking() == null
            ? posting.tracking()
            : it.tracking().stream().map(InvoiceJson.Option::tracking).toList());
  }

  static void refuseTwoDiscounts(NewLine it) {
    if (it.discountRate() != null && it.discountAmount() != null) {
      throw new InvalidInput("lines", "A line has a discountRate or a discountAmount, not both");
    }
  }

  /**
   * The service's own, as an invoice of this kind says prices; what it contains is the line's tax.
   */
  private static BigDecimal price(
      @Nullable ServiceView service,
      String field,
      LineAmounts amounts,
      String currency,
      BigDecimal taxRate) {
    if (service == null) {
      return BigDecimal.ZERO;
    }
    if (!service.price().currency().equals(currency)) {
      throw new InvalidInput(
          field + "unitPrice",
          "Is needed in %s: the service's own is in %s"
              .formatted(currency, service.price().currency()));
    }
    return amounts.price(service.price().amount(), service.taxInclusive(), taxRate);
  }

  /** What the ledger charges for the tax counts: it computes with no other. */
  private BigDecimal taxRate(
      NewLine it, Posting posting, String field, @Nullable LocationId location) {
    if (it.taxType() == null || it.taxType().equals(posting.taxType())) {
      return same(it.taxRate(), posting.taxType().isEmpty() ? null : posting.taxRate(), field);
    }
    return taxRate(it.taxType(), it.taxRate(), field, location);
  }

  /** The ledger's rate of a tax; the one that the program says where none is known. */
  BigDecimal taxRate(
      String taxType, @Nullable BigDecimal said, String field, @Nullable LocationId location) {
    Optional<BigDecimal> known = billing.taxRate(taxType, location);
    if (known.isEmpty() && said == null) {
      throw new InvalidInput(field + "taxRate", "Is needed: nobody has told the rate of this tax");
    }
    return same(said, known.orElse(null), field);
  }

  private static BigDecimal same(
      @Nullable BigDecimal said, @Nullable BigDecimal known, String field) {
    if (said != null && known != null && said.compareTo(known) != 0) {
      throw new InvalidInput(
          field + "taxRate", "The tax comes to %s".formatted(known.toPlainString()));
    }
    return said != null ? said : or(known, BigDecimal.ZERO);
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
