package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ListRules;
import dev.tandem.simulator.accounting.where.Field;
import dev.tandem.simulator.accounting.where.Field.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What the lists of the money side may be filtered and ordered by. */
final class MoneyLists {
  private MoneyLists() {}

  static ListRules bankTransactions(Ledger ledger) {
    List<Field> fields =
        fields(
            "BankTransactionID:GUID Type:TEXT Status:TEXT Reference:TEXT Date:DATE"
                + " IsReconciled:FLAG HasAttachments:FLAG CurrencyCode:TEXT CurrencyRate:NUMBER"
                + " LineAmountTypes:TEXT SubTotal:NUMBER TotalTax:NUMBER Total:NUMBER Url:TEXT"
                + " OverpaymentID:GUID PrepaymentID:GUID Contact.ContactID:GUID"
                + " BankAccount.AccountID:GUID");
    fields.addAll(of(ledger, Kind.CONTACT, "Contact", "Name ContactNumber"));
    fields.addAll(of(ledger, Kind.ACCOUNT, "BankAccount", "Code Name"));
    return new ListRules(true, true, List.of(), List.copyOf(fields));
  }

  /** Fields of another document that this one names by id. */
  private static List<Field> of(Ledger ledger, Kind kind, String parent, String names) {
    List<Field> fields = new ArrayList<>();
    for (String name : names.split(" ")) {
      fields.add(
          new Field(
              parent + "." + name,
              Type.TEXT,
              each -> other(ledger, kind, each.path(parent), name)));
    }
    return fields;
  }

  private static JsonNode other(Ledger ledger, Kind kind, JsonNode named, String field) {
    return ledger
        .get(kind, named.path(kind.idField()).asString("").toLowerCase(Locale.ROOT))
        .map(it -> it.path(field))
        .orElseGet(MissingNode::getInstance);
  }

  private static List<Field> fields(String declared) {
    List<Field> fields = new ArrayList<>();
    for (String each : declared.split(" ")) {
      String[] parts = each.split(":");
      fields.add(Field.of(parts[0], Type.valueOf(parts[1])));
    }
    return fields;
  }
}
