package dev.tandem.books.web;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.PayerNames;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.RecordRef;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What travels between both sides, as people read it: somebody's name instead of their id. */
@Component
class FieldWords {

  /** Those that go by another name among people. */
  static final Map<String, String> LABELS = Map.of(Fields.CLIENT, "payer");

  private final PayerNames payers;

  FieldWords(PayerNames payers) {
    this.payers = payers;
  }

  static String label(String field) {
    return LABELS.getOrDefault(field, field);
  }

  /** Of a field and a value of this record, what to show for the value. */
  BinaryOperator<String> of(@Nullable UUID tenant, RecordRef record) {
    return (field, value) ->
        tenant != null && isPayer(record, field)
            ? payers.of(tenant, new InvoiceId(record.id()), value)
            : ConflictForm.shown(field, value);
  }

  static boolean isPayer(RecordRef record, String field) {
    return field.equals(Fields.CLIENT) && record.kind().equals(Kind.INVOICE.text());
  }
}
