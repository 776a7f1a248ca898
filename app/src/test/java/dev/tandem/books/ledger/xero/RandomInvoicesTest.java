package dev.tandem.books.ledger.xero;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceTotals;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.limits.Allowances;
import dev.tandem.xero.Xero;
import dev.tandem.xero.XeroLedger;
import dev.tandem.xero.XeroSettings;
import dev.tandem.xero.accounting.BatchResult;
import dev.tandem.xero.accounting.ContactDraft;
import dev.tandem.xero.accounting.XeroContact;
import dev.tandem.xero.accounting.XeroInvoice;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an invoice will come to is known before it is sent. Ten thousand invoices of every make, in
 * three countries: subtotal, tax and total are those of an organisation that computes for itself.
 */
class RandomInvoicesTest {

  private static final int PER_COUNTRY = 3_350;
  private static final int PER_CALL = 50;

  /** Xero keeps two decimals in each, whatever people pay with; empty: the organisation's own. */
  private static final List<String> CURRENCIES = List.of("", "", "JPY", "BHD", "KWD");

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static final BigDecimal MOST = new BigDecimal("9999999999.99");

  /** Of a cent: an amount with two decimals times a percentage is in hundredths of cents. */
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** A tax as the organisation's country has it. */
  private record Tax(String type, String percent) {}

  private enum Country {
    AU(DemoOrganisation.AU, new Tax("OUTPUT", "10"), new Tax("EXEMPTOUTPUT", "0")),
    NZ(DemoOrganisation.NZ, new Tax("OUTPUT2", "15"), new Tax("ZERORATED", "0")),
    UK(
        DemoOrganisation.UK,
        new Tax("OUTPUT2", "20"),
        new Tax("RROUTPUT", "5"),
        new Tax("SROUTPUT", "15"),
        new Tax("ZERORATEDOUTPUT", "0"));

    private final DemoOrganisation organisation;
    private final List<Tax> taxes;

    Country(DemoOrganisation organisation, Tax... taxes) {
      this.organisation = organisation;
      this.taxes = List.of(taxes);
    }
  }

  private static XeroSimulator simulator;

  @BeforeAll
  static void start() {
    simulator =
        XeroSimulator.start(
            SimulatorSettings.defaults()
                .allowances(new Allowances(5, 100_000, 1_000_000, 1_000_000))
                .apps(
                    Stream.of(Country.values())
                        .map(
                            it ->
                                new App(
                                    it.name(),
                                    "secret",
                                    it.name(),
                                    Set.of(),
                                    it.organisation.tenantId()))
                        .toList()));
    Stream.of(Country.values()).forEach(RandomInvoicesTest::subscribe);
  }

  private static void subscribe(Country country) {
    for (String code : CURRENCIES) {
      if (!code.isEmpty()) {
        String path =
            "/_simulator/organisations/%s/currencies?code=%s"
                .formatted(country.organisation.tenantId(), code);
        try (var client = HttpClient.newHttpClient()) {
          var request =
              HttpRequest.newBuilder(simulator.uri().resolve(path))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build();
          int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
          assertThat(status).isLessThan(300);
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource
  void comeToTheSameCents(Country country, TestReporter reporter) {
    long seed = Long.getLong("tandem.seed", System.nanoTime());
    reporter.publishEntry("tandem.seed of " + country, Long.toString(seed));
    var random = new Random(seed);
    try (var xero = new Xero(settings(country), Clock.systemUTC())) {
      XeroLedger ledger = xero.ledger(xero.oauth().clientCredentials().value().accessToken());
      UUID contact = contact(ledger);
      int halves = 0;
      int sent = 0;
      while (sent < PER_COUNTRY) {
        int from = sent;
        List<InvoiceDetails> invoices =
            Stream.generate(() -> invoice(random, country))
                .filter(RandomInvoicesTest::fits)
                .limit(PER_CALL)
                .toList();
        List<Draft> drafts =
            IntStream.range(0, PER_CALL)
                .mapToObj(i -> draft(invoices.get(i), contact, "R-" + (from + i)))
                .toList();
        var answered =
            ledger
                .invoices()
                .send(InvoiceTranslation.prepare(drafts), UUID.randomUUID().toString());
        for (int i = 0; i < PER_CALL; i++) {
          halves += same(invoices.get(i), drafts.get(i), answered.outcomes().get(i), seed);
        }
        sent += PER_CALL;
      }
      assertThat(halves).as("lines on which it matters how a half cent goes").isPositive();
    }
  }

  /** Xero: no line above 9,999,999,999.99; below zero in all, it would be a credit note. */
  private static boolean fits(InvoiceDetails it) {
    return it.totals().total().signum() >= 0
        && it.lines().stream()
            .flatMap(line -> line.priced(it.lineAmounts()).stream())
            .allMatch(line -> line.amount().abs().compareTo(MOST) <= 0);
  }

  /** How many of its lines come to half a cent of tax. */
  private static int same(
      InvoiceDetails ours, Draft draft, BatchResult.Outcome<XeroInvoice> outcome, long seed) {
    String what = "seed " + seed + ", " + draft.fields() + " of " + ours;
    assertThat(outcome).as(what).isInstanceOf(BatchResult.Accepted.class);
    XeroInvoice theirs = ((BatchResult.Accepted<XeroInvoice>) outcome).record();
    InvoiceTotals totals = ours.totals();
    assertThat(theirs.subTotal()).as(what).isEqualByComparingTo(totals.subtotal());
    assertThat(theirs.totalTax()).as(what).isEqualByComparingTo(totals.tax());
    assertThat(theirs.total()).as(what).isEqualByComparingTo(totals.total());
    Map<String, String> read = InvoiceTranslation.read(theirs).fields();
    assertThat(read.get(Fields.LINE_AMOUNTS)).isEqualTo(draft.fields().get(Fields.LINE_AMOUNTS));
    if (ours.lineAmounts() != LineAmounts.NO_TAX) {
      // Xero: names no tax where none is charged; all else comes back as it went.
      assertThat(read.get(Fields.LINES)).as(what).isEqualTo(draft.fields().get(Fields.LINES));
    }
    return halves(ours, theirs);
  }

  private static Draft draft(InvoiceDetails it, UUID contact, String number) {
    var fields = new HashMap<String, String>();
    fields.put(Fields.CLIENT, contact.toString());
    fields.put(Fields.NUMBER, number);
    fields.put(Fields.DATE, it.date().toString());
    fields.put(Fields.DUE_DATE, it.dueDate().toString());
    fields.put(Fields.STATUS, Fields.APPROVED);
    fields.put(
        Fields.LINE_AMOUNTS,
        switch (it.lineAmounts()) {
          case EXCLUSIVE -> Fields.EXCLUSIVE;
          case INCLUSIVE -> Fields.INCLUSIVE;
          case NO_TAX -> Fields.NO_TAX;
        });
    fields.put(
        Fields.LINES, LedgerLine.text(it.lines().stream().map(RandomInvoicesTest::line).toList()));
    if (it.currency() != null) {
      fields.put(Fields.CURRENCY, it.currency());
    }
    return new Draft(Kind.INVOICE, null, number, fields, null, null);
  }

  private static LedgerLine line(LineDetails it) {
    Discount discount = it.discount();
    return new LedgerLine(
        it.description(),
        it.quantity(),
        it.unitPrice(),
        it.accountCode(),
        it.taxType(),
        "",
        discount == null ? null : discount.rate(),
        discount == null ? null : discount.amount(),
        List.of());
  }

  private static InvoiceDetails invoice(Random random, Country country) {
    var lines = new ArrayList<LineDetails>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      lines.add(line(random, country.taxes.get(random.nextInt(country.taxes.size())), i));
    }
    String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    return new InvoiceDetails(
            new ClientId(UUID.randomUUID()),
            null,
            null,
            DAY,
            DAY.plusDays(14),
            "",
            LineAmounts.values()[random.nextInt(LineAmounts.values().length)],
            lines)
        .in(currency.isEmpty() ? null : currency, null);
  }

  private static LineDetails line(Random random, Tax tax, int number) {
    int decimals = random.nextInt(5);
    BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(100_000), decimals);
    boolean rebate = random.nextInt(10) == 0;
    var line =
        new LineDetails(
            "Line " + number,
            rebate ? quantity.negate() : quantity,
            BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(5)),
            "200",
            tax.type,
            new BigDecimal(tax.percent),
            null);
    return line.withDiscount(discount(random, line));
  }

  private static @Nullable Discount discount(Random random, LineDetails line) {
    int kind = random.nextInt(3);
    if (kind == 0) {
      return Discount.percent(BigDecimal.valueOf(1 + random.nextInt(1_000), 1 + random.nextInt(2)));
    }
    BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(10_000), 2);
    boolean fits = amount.compareTo(line.quantity().multiply(line.unitPrice())) <= 0;
    return kind == 1 && fits ? Discount.amount(amount) : null;
  }

  /** How many lines' exact taxes end in half a cent. */
  private static int halves(InvoiceDetails ours, XeroInvoice theirs) {
    if (ours.lineAmounts() != LineAmounts.EXCLUSIVE) {
      return 0;
    }
    return (int)
        IntStream.range(0, ours.lines().size())
            .mapToObj(
                i ->
                    theirs
                        .lineItems()
                        .get(i)
                        .lineAmount()
                        .multiply(ours.lines().get(i).taxRate())
                        .remainder(BigDecimal.ONE)
                        .abs())
            .filter(it -> it.compareTo(HALF) == 0)
            .count();
  }

  private static UUID contact(XeroLedger ledger) {
    var made =
        ledger
            .contacts()
            .send(
                ledger.contacts().prepareCreate(List.of(ContactDraft.create().name("Ann Lee"))),
                UUID.randomUUID().toString());
    return ((BatchResult.Accepted<XeroContact>) made.outcomes().getFirst()).record().contactId();
  }

  private static XeroSettings settings(Country country) {
    return XeroSettings.at(
        simulator.uri(),
        country.name(),
        "secret",
        URI.create("http://localhost/back"),
        XeroSettings.USUAL_SCOPES.subList(1, XeroSettings.USUAL_SCOPES.size()));
  }
}
