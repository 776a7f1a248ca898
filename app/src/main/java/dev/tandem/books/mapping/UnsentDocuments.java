package dev.tandem.books.mapping;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.Tracking;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invoices and credit notes that an organisation does not have yet, and what their lines name. */
public interface UnsentDocuments {

  /**
   * What lines name instead, in their own words.
   *
   * @param from an account's code, a tax, an item's code, or the id of a tracking option
   * @param percent what the new tax charges; null where it is no tax
   * @param option the new tracking option; null where it is none
   */
  record Instead(
      Part part, String from, String to, @Nullable BigDecimal percent, @Nullable Tracking option) {}

  /**
   * @param changed how many name the other one now
   * @param stayed why others stay as they are, in a sentence each
   */
  record Followed(int changed, List<String> stayed) {

    static final Followed NOTHING = new Followed(0, List.of());
  }

  /**
   * Puts it on what waits to go to the organisation and on these drafts. What is issued already
   * keeps its total: where it would come to another one it stays as it is.
   */
  Followed replace(UUID tenant, List<InvoiceId> drafts, Instead it);
}
