package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.where.Field;
import dev.tandem.simulator.accounting.where.Field.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one kind may be listed.
 *
 * @param paged whether page and pageSize mean anything
 * @param sinceHeader whether If-Modified-Since is honoured
 * @param searched fields that searchTerm looks into
 */
public record ListRules(
    boolean paged, boolean sinceHeader, List<String> searched, List<Field> ownFields) {
  private static final Field UPDATED = Field.of("UpdatedDateUTC", Type.DATE);

  public static final ListRules CONTACTS =
      new ListRules(
          true,
          true,
          List.of(
              "Name", "FirstName", "LastName", "ContactNumber", "CompanyNumber", "EmailAddress"),
          fields(
              "ContactID:GUID Name:TEXT FirstName:TEXT LastName:TEXT EmailAddress:TEXT"
                  + " AccountNumber:TEXT ContactNumber:TEXT CompanyNumber:TEXT TaxNumber:TEXT"
                  + " ContactStatus:TEXT IsCustomer:FLAG IsSupplier:FLAG"));

  public static final ListRules INVOICES =
      new ListRules(
          true,
          true,
          List.of("InvoiceNumber", "Reference"),
          fields(
              "InvoiceID:GUID InvoiceNumber:TEXT Reference:TEXT Type:TEXT Status:TEXT Date:DATE"
                  + " DueDate:DATE FullyPaidOnDate:DATE AmountPaid:NUMBER AmountDue:NUMBER"
                  + " AmountCredited:NUMBER Total:NUMBER SubTotal:NUMBER TotalTax:NUMBER"
                  + " CurrencyCode:TEXT SentToContact:FLAG Contact.ContactID:GUID Url:TEXT"));

  public static final ListRules PAYMENTS =
      new ListRules(
          true,
          true,
          List.of("Reference"),
          fields(
              "PaymentID:GUID PaymentType:TEXT Status:TEXT Reference:TEXT Date:DATE Amount:NUMBER"
                  + " IsReconciled:FLAG Invoice.InvoiceID:GUID Account.AccountID:GUID"));

  public static final ListRules ACCOUNTS =
      new ListRules(
          false,
          true,
          List.of(),
          fields(
              "AccountID:GUID Code:TEXT Name:TEXT Type:TEXT Status:TEXT TaxType:TEXT Class:TEXT"
                  + " SystemAccount:TEXT EnablePaymentsToAccount:FLAG BankAccountNumber:TEXT"));

  public static final ListRules TAX_RATES =
      new ListRules(
          false,
          false,
          List.of(),
          fields("Name:TEXT TaxType:TEXT Status:TEXT EffectiveRate:NUMBER CanApplyToRevenue:FLAG"));

  /** The fields an expression may name, with those that are read from another document. */
  public List<Field> fields(Ledger ledger) {
    List<Field> all = new ArrayList<>(ownFields);
    all.add(UPDATED);
    if (this.equals(INVOICES)) {
      for (String name : List.of("Name", "ContactNumber")) {
        Function<ObjectNode, JsonNode> reader = invoice -> ofContact(ledger, invoice, name);
        all.add(new Field("Contact." + name, Type.TEXT, reader));
      }
    }
    if (this.equals(PAYMENTS)) {
      all.add(new Field("Invoice.InvoiceNumber", Type.TEXT, each -> ofInvoice(ledger, each)));
    }
    return all;
  }

  private static JsonNode ofContact(Ledger ledger, ObjectNode invoice, String name) {
    return ledger
        .get(Kind.CONTACT, invoice.path("Contact").path("ContactID").asString())
        .map(contact -> contact.path(name))
        .orElseGet(MissingNode::getInstance);
  }

  private static JsonNode ofInvoice(Ledger ledger, ObjectNode payment) {
    return ledger
        .get(Kind.INVOICE, payment.path("Invoice").path("InvoiceID").asString())
        .map(invoice -> invoice.path("InvoiceNumber"))
        .orElseGet(MissingNode::getInstance);
  }

  private static List<Field> fields(String declared) {
    List<Field> fields = new ArrayList<>();
    for (String each : declared.split(" ")) {
      String[] parts = each.split(":");
      fields.add(Field.of(parts[0], Type.valueOf(parts[1])));
    }
    return List.copyOf(fields);
  }
}
