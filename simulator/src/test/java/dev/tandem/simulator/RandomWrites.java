package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Writes that Xero must take, chosen by chance from what the books allow at the moment. */
final class RandomWrites {
  private final Xero xero;
  private final Random random;
  private final Map<String, Supplier<Boolean>> writes = new TreeMap<>();
  private final Set<String> done = new TreeSet<>();
  private final List<String> contacts = new ArrayList<>();
  private int number;

  RandomWrites(Xero xero, Random random) {
    this.xero = xero;
    this.random = random;
    writes.put("contact", this::contact);
    writes.put("rename", this::rename);
    writes.put("invoice", () -> invoice("ACCREC"));
    writes.put("another invoice", () -> invoice("ACCREC"));
    writes.put("bill", () -> invoice("ACCPAY"));
    writes.put("edit", this::edit);
    writes.put("approve", this::approve);
    writes.put("void", this::voided);
    writes.put("pay in part", () -> pay(false));
    writes.put("pay in full", () -> pay(true));
    writes.put("take a payment back", this::unpay);
    writes.put("pay in a batch", this::batch);
    writes.put("take a batch back", this::unbatch);
    writes.put("credit note", this::creditNote);
    writes.put("allocate a credit note", () -> allocate("CreditNotes", "CreditNoteID"));
    writes.put("take an allocation back", () -> unallocate("CreditNotes", "CreditNoteID"));
    writes.put("refund a credit note", () -> refund("CreditNotes", "CreditNote"));
    writes.put("overpayment", () -> receive("RECEIVE-OVERPAYMENT"));
    writes.put("prepayment", () -> receive("RECEIVE-PREPAYMENT"));
    writes.put("allocate an overpayment", () -> allocate("Overpayments", "OverpaymentID"));
    writes.put("allocate a prepayment", () -> allocate("Prepayments", "PrepaymentID"));
    writes.put("take back an overpayment", () -> unallocate("Overpayments", "OverpaymentID"));
    writes.put("refund a prepayment", () -> refund("Prepayments", "Prepayment"));
    contact();
  }

  /** Does one that is possible and tells which. */
  String one() {
    List<String> names = List.copyOf(writes.keySet());
    while (true) {
      String name = names.get(random.nextInt(names.size()));
      if (writes.get(name).get()) {
        done.add(name);
        return name;
      }
    }
  }

  Set<String> kindsDone() {
    return done;
  }

  private JsonNode taken(Xero.Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private JsonNode put(String resource, String body, Object... values) {
    return taken(xero.put(resource, body.formatted(values)));
  }

  private JsonNode post(String resource, String body, Object... values) {
    return taken(xero.post(resource, body.formatted(values)));
  }

  private boolean contact() {
    JsonNode made = put("Contacts", "{'Name':'Client %d'}", ++number);
    return contacts.add(made.at("/Contacts/0/ContactID").asString());
  }

  private boolean rename() {
    post("Contacts/" + any(contacts), "{'Name':'Renamed %d'}", ++number);
    return true;
  }

  private boolean invoice(String type) {
    put(
        "Invoices",
        """
        {'Type':'%s','Contact':{'ContactID':'%s'},'Status':'%s','Date':'2026-11-02','DueDate':'2026-11-30',
         'InvoiceNumber':'N-%d','LineAmountTypes':'%s','LineItems':[%s]}
        """,
        type,
        any(contacts),
        any(List.of("DRAFT", "SUBMITTED", "AUTHORISED", "AUTHORISED")),
        ++number,
        any(List.of("Exclusive", "Inclusive", "NoTax")),
        lines(type.equals("ACCREC")));
    return true;
  }

  private String lines(boolean sales) {
    return IntStream.rangeClosed(0, random.nextInt(4))
        .mapToObj(i -> line(sales))
        .collect(Collectors.joining(","));
  }

  private String line(boolean sales) {
    String discount =
        sales && random.nextInt(3) == 0 ? ",'DiscountRate':" + random.nextInt(40) : "";
    return "{'Description':'Work','Quantity':%d,'UnitAmount':%s,'AccountCode':'%s'%s}"
        .formatted(1 + random.nextInt(5), amount(5_000), sales ? "200" : "400", discount);
  }

  private String amount(int cents) {
    return BigDecimal.valueOf(1 + random.nextInt(cents), 2).toPlainString();
  }

  private boolean edit() {
    return any("Invoices", this::open)
        .map(
            invoice ->
                post(
                    "Invoices/" + id(invoice, "InvoiceID"),
                    "{'LineItems':[%s]}",
                    lines(invoice.path("Type").asString().equals("ACCREC"))))
        .isPresent();
  }

  private boolean open(JsonNode invoice) {
    boolean untouched =
        amount(invoice, "AmountPaid").signum() == 0
            && amount(invoice, "AmountCredited").signum() == 0;
    return untouched && status(invoice, "DRAFT", "SUBMITTED", "AUTHORISED");
  }

  private boolean approve() {
    return any("Invoices", invoice -> status(invoice, "DRAFT", "SUBMITTED"))
        .map(it -> post("Invoices/" + id(it, "InvoiceID"), "{'Status':'AUTHORISED'}"))
        .isPresent();
  }

  private boolean voided() {
    return random.nextInt(3) == 0
        && any("Invoices", this::open)
            .map(
                it ->
                    post(
                        "Invoices/" + id(it, "InvoiceID"),
                        "{'Status':'%s'}",
                        status(it, "AUTHORISED") ? "VOIDED" : "DELETED"))
            .isPresent();
  }

  private static boolean due(JsonNode invoice) {
    return status(invoice, "AUTHORISED") && amount(invoice, "AmountDue").signum() > 0;
  }

  private boolean pay(boolean whole) {
    return any("Invoices", RandomWrites::due)
        .map(
            it ->
                put(
                    "Payments",
                    "{'Invoice':{'InvoiceID':'%s'},'Account':{'Code':'090'},'Date':'2026-11-05','Amount':%s}",
                    id(it, "InvoiceID"),
                    whole ? amount(it, "AmountDue") : part(amount(it, "AmountDue"))))
        .isPresent();
  }

  private boolean unpay() {
    return any(
            "Payments",
            it -> status(it, "AUTHORISED") && it.path("BatchPaymentID").asString("").isEmpty())
        .map(it -> post("Payments/" + id(it, "PaymentID"), "{'Status':'DELETED'}"))
        .isPresent();
  }

  private boolean batch() {
    List<JsonNode> sales =
        all("Invoices").stream()
            .filter(RandomWrites::due)
            .filter(it -> it.path("Type").asString().equals("ACCREC"))
            .limit(1 + random.nextInt(3))
            .toList();
    if (sales.isEmpty()) {
      return false;
    }
    String payments =
        sales.stream()
            .map(
                it ->
                    "{'Invoice':{'InvoiceID':'%s'},'Amount':%s}"
                        .formatted(id(it, "InvoiceID"), part(amount(it, "AmountDue"))))
            .collect(Collectors.joining(","));
    put(
        "BatchPayments",
        "{'Account':{'Code':'090'},'Date':'2026-11-05','Reference':'b','Payments':[%s]}",
        payments);
    return true;
  }

  private boolean unbatch() {
    return any("BatchPayments", it -> status(it, "AUTHORISED"))
        .map(it -> post("BatchPayments/" + id(it, "BatchPaymentID"), "{'Status':'DELETED'}"))
        .isPresent();
  }

  private boolean creditNote() {
    put(
        "CreditNotes",
        "{'Type':'ACCRECCREDIT','Contact':{'ContactID':'%s'},'Status':'AUTHORISED','Date':'2026-11-03','LineAmountTypes':'%s','LineItems':[{'Description':'Back','Quantity':1,'UnitAmount':%s,'AccountCode':'200'}]}",
        any(contacts),
        any(List.of("Exclusive", "Inclusive", "NoTax")),
        amount(4_000));
    return true;
  }

  private boolean receive(String type) {
    String account = type.endsWith("OVERPAYMENT") ? "" : ",'AccountCode':'200'";
    put(
        "BankTransactions",
        "{'Type':'%s','Contact':{'ContactID':'%s'},'BankAccount':{'Code':'090'},'Date':'2026-11-04','LineAmountTypes':'NoTax','LineItems':[{'Description':'In','Quantity':1,'UnitAmount':%s%s}]}",
        type,
        any(contacts),
        amount(4_000),
        account);
    return true;
  }

  private static boolean left(JsonNode credit) {
    return status(credit, "AUTHORISED") && amount(credit, "RemainingCredit").signum() > 0;
  }

  /** To an invoice of the same contact, no more than is due and left. */
  private boolean allocate(String resource, String idField) {
    Optional<JsonNode> credit = any(resource, RandomWrites::left);
    Optional<JsonNode> invoice =
        credit.flatMap(
            it ->
                any(
                    "Invoices",
                    other ->
                        due(other)
                            && other.path("Type").asString().equals("ACCREC")
                            && contact(other).equals(contact(it))));
    if (invoice.isEmpty()) {
      return false;
    }
    BigDecimal most =
        amount(credit.get(), "RemainingCredit").min(amount(invoice.get(), "AmountDue"));
    put(
        resource + "/" + id(credit.get(), idField) + "/Allocations",
        "{'Amount':%s,'Date':'2026-11-06','Invoice':{'InvoiceID':'%s'}}",
        random.nextBoolean() ? most : part(most),
        id(invoice.get(), "InvoiceID"));
    return true;
  }

  private boolean unallocate(String resource, String idField) {
    return any(resource, it -> !it.path("Allocations").isEmpty())
        .map(
            it ->
                taken(
                    xero.send(
                        "DELETE",
                        "/api.xro/2.0/"
                            + resource
                            + "/"
                            + id(it, idField)
                            + "/Allocations/"
                            + it.at("/Allocations/0/AllocationID").asString(),
                        "")))
        .isPresent();
  }

  private boolean refund(String resource, String kind) {
    return any(resource, RandomWrites::left)
        .map(
            it ->
                put(
                    "Payments",
                    "{'%s':{'%sID':'%s'},'Account':{'Code':'090'},'Date':'2026-11-07','Amount':%s}",
                    kind,
                    kind,
                    id(it, kind + "ID"),
                    part(amount(it, "RemainingCredit"))))
        .isPresent();
  }

  private List<JsonNode> all(String resource) {
    List<JsonNode> found = new ArrayList<>();
    xero.get(resource + "?page=1&pageSize=1000").json().path(resource).forEach(found::add);
    return found;
  }

  private Optional<JsonNode> any(String resource, java.util.function.Predicate<JsonNode> fit) {
    List<JsonNode> found = all(resource).stream().filter(fit).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(any(found));
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Some of an amount, a cent at least. */
  private BigDecimal part(BigDecimal whole) {
    BigDecimal some =
        whole.multiply(BigDecimal.valueOf(random.nextInt(100), 2)).setScale(2, RoundingMode.DOWN);
    return some.max(new BigDecimal("0.01")).min(whole);
  }

  private static String contact(JsonNode document) {
    return document.at("/Contact/ContactID").asString();
  }

  private static String id(JsonNode document, String field) {
    return document.path(field).asString();
  }

  static BigDecimal amount(JsonNode document, String field) {
    return document.path(field).isNumber() ? document.path(field).decimalValue() : BigDecimal.ZERO;
  }

  static boolean status(JsonNode document, String... wanted) {
    return Set.of(wanted).contains(document.path("Status").asString(""));
  }
}
