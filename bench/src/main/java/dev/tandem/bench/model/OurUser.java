package dev.tandem.bench.model;

import dev.tandem.bench.model.Edits.Side;
import dev.tandem.bench.push.Practice;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/** Somebody at the practice's desk. What Tandem refuses, they leave. */
final class OurUser {

  static final Map<String, ClientField> FIELDS =
      Map.of(
          "e-mail",
          ClientField.EMAIL,
          Forms.PHONE,
          ClientField.PHONE,
          Forms.MOBILE,
          ClientField.MOBILE,
          "address",
          ClientField.ADDRESS_LINE1,
          "address, second line",
          ClientField.ADDRESS_LINE2,
          "country",
          ClientField.COUNTRY,
          "town",
          ClientField.CITY,
          "region",
          ClientField.REGION,
          "postcode",
          ClientField.POSTCODE);

  private static final Map<String, ClientField> NAMES =
      Map.of(
          Forms.GIVEN_NAME, ClientField.GIVEN_NAME,
          Forms.FAMILY_NAME, ClientField.FAMILY_NAME,
          Forms.NAME, ClientField.ORGANISATION_NAME);

  private final Practice practice;
  private final Cast cast;
  private final Edits edits;
  private final Clockwork clockwork;
  private final Random random;
  private final Clients clients;
  private final Billing billing;
  private final Outbox outbox;
  private final Clock clock;

  OurUser(Practice practice, Cast cast, Edits edits, Clockwork clockwork, Random random) {
    this.practice = practice;
    this.cast = cast;
    this.edits = edits;
    this.clockwork = clockwork;
    this.random = random;
    this.clients = practice.world().bean(Clients.class);
    this.billing = practice.world().bean(Billing.class);
    this.outbox = practice.world().bean(Outbox.class);
    this.clock = practice.world().bean(Clock.class);
  }

  /** One or two things about a client, on one page. */
  void editClient() {
    ClientId id = cast.client(random);
    var names = new ArrayList<>(FIELDS.keySet().stream().sorted().toList());
    Collections.shuffle(names, random);
    List<String> chosen = names.subList(0, 1 + random.nextInt(2));
    practice.run(
        () -> {
          ClientView now = clients.find(id);
          var typed = new EnumMap<ClientField, String>(ClientField.class);
          chosen.forEach(
              it -> typed.put(FIELDS.get(it), typed(it, value(it, "h", clockwork.value()))));
          clients.change(id, now.version(), now.details().with(typed));
          chosen.forEach(
              it -> {
                ClientField field = FIELDS.get(it);
                edits.accept(
                    new RecordRef("client", id.value()),
                    it,
                    clockwork.edit(
                        Side.HERE,
                        Objects.requireNonNull(typed.get(field)),
                        now.details().fields().getOrDefault(field, "")));
              });
        });
  }

  /** In a form that both sides keep as it is, and that nobody ever wrote before. */
  static String value(String field, String by, int number) {
    return switch (field) {
      case "e-mail" -> by + number + "@example.com";
      case Forms.PHONE, Forms.MOBILE -> "+614%08d".formatted(number);
      case Forms.GIVEN_NAME, Forms.FAMILY_NAME -> by.toUpperCase(Locale.ROOT) + letters(number);
      case Forms.NAME -> by.toUpperCase(Locale.ROOT) + letters(number) + " Partners";
      case "address" -> number + " " + by.toUpperCase(Locale.ROOT) + " Street";
      // Xero: letters only.
      case "country" -> by.toUpperCase(Locale.ROOT) + " " + letters(number);
      case "postcode" -> by.toUpperCase(Locale.ROOT) + number;
      default -> by.toUpperCase(Locale.ROOT) + " " + field + " " + number;
    };
  }

  /** A number in letters. */
  private static String letters(int number) {
    return String.valueOf(number)
        .chars()
        .mapToObj(it -> String.valueOf((char) (it - '0' + 'a')))
        .collect(Collectors.joining());
  }

  /** As it is dialled within the country, now and then. */
  private String typed(String field, String value) {
    boolean phone = field.equals(Forms.PHONE) || field.equals(Forms.MOBILE);
    return phone && random.nextBoolean() ? value.replace("+61", "0") : value;
  }

  /** A part of a person's name or both; of an organisation its own, or who speaks for it. */
  void editName() {
    ClientId id = cast.client(random);
    List<String> chosen =
        switch (random.nextInt(3)) {
          case 0 -> List.of(Forms.GIVEN_NAME);
          case 1 -> List.of(Forms.FAMILY_NAME);
          default ->
              cast.isOrganisation(id)
                  ? List.of(Forms.NAME)
                  : List.of(Forms.GIVEN_NAME, Forms.FAMILY_NAME);
        };
    practice.run(
        () -> {
          ClientView now = clients.find(id);
          var typed = new EnumMap<ClientField, String>(ClientField.class);
          chosen.forEach(it -> typed.put(NAMES.get(it), value(it, "h", clockwork.value())));
          clients.change(id, now.version(), now.details().with(typed));
          chosen.forEach(
              it ->
                  edits.accept(
                      new RecordRef("client", id.value()),
                      it,
                      clockwork.edit(
                          Side.HERE,
                          typed.getOrDefault(NAMES.get(it), ""),
                          now.details().fields().getOrDefault(NAMES.get(it), ""))));
        });
  }

  void issue() {
    practice.run(() -> cast.add(billing.issue(details(cast.client(random)))));
  }

  private InvoiceDetails details(ClientId client) {
    return new InvoiceDetails(
        client,
        null,
        null,
        today(),
        today().plusDays(14),
        "",
        LineAmounts.INCLUSIVE,
        List.of(line(new BigDecimal("110.00"))));
  }

  private static LineDetails line(BigDecimal price) {
    return new LineDetails(
        "Consultation", BigDecimal.ONE, price, "200", "OUTPUT", BigDecimal.TEN, null);
  }

  /** Another reference or another due date. */
  void editInvoice() {
    InvoiceId id = cast.invoice(random);
    boolean reference = random.nextInt(3) > 0;
    practice.run(
        () -> {
          InvoiceView now = billing.find(id);
          if (now.status() == InvoiceStatus.VOIDED
              || (!reference && now.status() != InvoiceStatus.APPROVED)) {
            return;
          }
          int number = clockwork.value();
          String wanted =
              reference ? value("reference", "h", number) : dueDate(now.date(), number).toString();
          var details =
              new InvoiceDetails(
                      now.client(),
                      now.appointment(),
                      now.location(),
                      now.date(),
                      reference ? now.dueDate() : LocalDate.parse(wanted),
                      reference ? wanted : now.reference(),
                      now.lineAmounts(),
                      now.lines().stream().map(InvoiceLine::details).toList())
                  .paidBy(now.payer());
          billing.rewrite(id, now.seen(), details, WrittenAs.KEPT, "");
          edits.accept(
              new RecordRef("invoice", id.value()),
              reference ? "reference" : "due date",
              clockwork.edit(
                  Side.HERE, wanted, reference ? now.reference() : now.dueDate().toString()));
        });
  }

  /** Somebody else pays it, or its client does again. */
  void editPayer() {
    InvoiceId id = cast.invoice(random);
    ClientId payer = cast.client(random);
    practice.run(
        () -> {
          InvoiceView now = billing.find(id);
          String wanted = outbox.standing(new RecordRef("client", payer.value())).ledgerId();
          String before = outbox.standing(new RecordRef("client", now.billTo().value())).ledgerId();
          if (now.status() != InvoiceStatus.APPROVED
              || wanted == null
              || before == null
              || wanted.equals(before)) {
            return;
          }
          var details =
              new InvoiceDetails(
                      now.client(),
                      now.appointment(),
                      now.location(),
                      now.date(),
                      now.dueDate(),
                      now.reference(),
                      now.lineAmounts(),
                      now.lines().stream().map(InvoiceLine::details).toList())
                  .paidBy(payer.equals(now.client()) ? null : payer);
          billing.rewrite(id, now.seen(), details, WrittenAs.KEPT, "");
          edits.accept(
              new RecordRef("invoice", id.value()),
              "client",
              clockwork.edit(Side.HERE, wanted, before));
        });
  }

  /** Days go by one value at a time. */
  static LocalDate dueDate(LocalDate from, int number) {
    return from.plusDays(20 + number);
  }

  /** In full or a part. */
  void pay() {
    InvoiceId id = cast.invoice(random);
    practice.run(
        () -> {
          InvoiceView now = billing.find(id);
          if (now.status() != InvoiceStatus.APPROVED || now.due().signum() <= 0) {
            return;
          }
          BigDecimal amount = part(now.due());
          PaymentId paid =
              billing.takePayment(
                  id, new PaymentDetails(today(), amount, PaymentMethod.CARD, "", null));
          cast.taken().put(paid, id);
        });
  }

  private BigDecimal part(BigDecimal due) {
    return random.nextInt(3) == 0
        ? due
        : BigDecimal.valueOf(1 + random.nextInt(due.movePointRight(2).intValueExact()), 2);
  }

  void takeBack() {
    InvoiceId id = cast.invoice(random);
    practice.run(
        () -> {
          List<PaymentView> ours =
              billing.find(id).standingPayments().stream().filter(it -> !it.fromLedger()).toList();
          if (!ours.isEmpty()) {
            takeBack(ours.get(random.nextInt(ours.size())).id());
          }
        });
  }

  void takeBack(PaymentId it) {
    billing.removePayment(it);
    cast.takenBack().add(it);
  }

  void voidInvoice() {
    InvoiceId id = cast.invoice(random);
    practice.run(
        () -> {
          InvoiceView now = billing.find(id);
          if (now.status() == InvoiceStatus.VOIDED) {
            return;
          }
          billing.voidInvoice(id);
          edits.accept(
              new RecordRef("invoice", id.value()),
              "status",
              clockwork.edit(Side.HERE, "removed", Sides.status(now.status())));
        });
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Practice.ZONE);
  }
}
