package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.ListRules;
import dev.tandem.simulator.accounting.where.Field;
import dev.tandem.simulator.accounting.where.Field.Type;
import java.util.List;
import java.util.stream.Stream;

/** How credit notes and their like may be listed. */
final class DocumentLists {
  static final ListRules CREDIT_NOTES =
      new ListRules(
          true,
          true,
          List.of("CreditNoteNumber", "Reference"),
          fields(
              "CreditNoteID:GUID CreditNoteNumber:TEXT Reference:TEXT Type:TEXT Status:TEXT"
                  + " Date:DATE FullyPaidOnDate:DATE RemainingCredit:NUMBER Total:NUMBER"
                  + " SubTotal:NUMBER TotalTax:NUMBER CurrencyCode:TEXT SentToContact:FLAG"
                  + " Contact.ContactID:GUID"));

  private DocumentLists() {}

  private static List<Field> fields(String declared) {
    return Stream.of(declared.split(" "))
        .map(each -> each.split(":"))
        .map(parts -> Field.of(parts[0], Type.valueOf(parts[1])))
        .toList();
  }
}
