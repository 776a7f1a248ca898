package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lines that were forgotten on an invoice, booked as they would have been on it. */
@Component
class AddedLines {

  private final Billing billing;
  private final Setup setup;
  private final LineChoices choices;

  AddedLines(Billing billing, Setup setup, ObjectProvider<LineChoices> choices) {
    this.billing = billing;
    this.setup = setup;
    this.choices = choices.getIfAvailable(() -> LineChoices.NONE);
  }

  /** What the invoice's books offer; null if nothing is known of them. */
  LineChoices.@Nullable Offer offer(InvoiceView invoice) {
    return choices.at(invoice.location()).orElse(null);
  }

  List<ServiceView> services() {
    return setup.services();
  }

  /**
   * Rows that were left empty do not count.
   *
   * @throws InvalidInput with what is missing, by field of its row: {@code added[0].unitPrice}
   */
  List<LineDetails> of(InvoiceView invoice, List<AddedLineForm> rows) {
    var lines = new ArrayList<LineDetails>();
    var errors = new LinkedHashMap<String, String>();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).isEmpty()) {
        continue;
      }
      try {
        lines.add(line(invoice, rows.get(row)));
      } catch (InvalidInput e) {
        String field = "added[" + row + "].";
        e.errors().forEach((name, error) -> errors.put(field + name, error));
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return lines;
  }

  private LineDetails line(InvoiceView invoice, AddedLineForm it) {
    ServiceView service = it.getService() == null ? null : setup.service(it.getService());
    Posting posting = posting(invoice, it, service);
    refuseNowhere(invoice, service, posting);
    if (service == null && it.getDescription().isBlank()) {
      throw new InvalidInput("description", "Say what it is for: no service brings a name");
    }
    return new LineDetails(
        it.getDescription().isBlank() && service != null
            ? service.name()
            : it.getDescription().strip(),
        it.getQuantity() == null ? BigDecimal.ONE : it.getQuantity(),
        it.getUnitPrice() == null ? price(invoice, service, posting) : it.getUnitPrice(),
        posting.accountCode(),
        posting.taxType(),
        posting.taxRate(),
        service == null ? null : service.id(),
        posting.itemCode(),
        null,
        posting.tracking());
  }

  private void refuseNowhere(InvoiceView invoice, @Nullable ServiceView service, Posting posting) {
    var lacking = new LinkedHashMap<String, String>();
    if (posting.accountCode().isEmpty()) {
      lacking.put("account", "account");
    }
    if (posting.taxType().isEmpty()) {
      lacking.put("tax", "tax");
    }
    if (lacking.isEmpty()) {
      return;
    }
    if (service == null) {
      throw new InvalidInput("service", "Choose the service, or account and tax");
    }
    if (offer(invoice) == null) {
      throw new InvalidInput(
          Map.of(
              "service",
              "%s has no %s yet: say it at the service first"
                  .formatted(service.name(), String.join(" and no ", lacking.values()))));
    }
    lacking.replaceAll(
        (_, word) ->
            "%s has no %s yet: choose it here, or map the service".formatted(service.name(), word));
    throw new InvalidInput(lacking);
  }

  /** An appointment's invoice is its practitioner's work. */
  private Posting posting(InvoiceView invoice, AddedLineForm it, @Nullable ServiceView service) {
    Posting mapped =
        service == null
            ? Posting.NOWHERE
            : billing.posting(
                service,
                invoice.appointment() == null
                    ? null
                    : billing.practitionerOf(invoice.appointment()),
                invoice.location());
    if (it.getAccount().isEmpty() && it.getTax().isEmpty()) {
      return mapped;
    }
    LineChoices.Offer offer = offer(invoice);
    if (offer == null) {
      throw new InvalidInput("account", "Nothing is known of accounts and taxes yet");
    }
    LineChoices.Tax tax = offer.tax(it.getTax()).orElse(null);
    var errors = new LinkedHashMap<String, String>();
    if (!it.getAccount().isEmpty()
        && offer.accounts().stream().noneMatch(one -> one.code().equals(it.getAccount()))) {
      errors.put("account", "Choose one of the accounts in use");
    }
    if (!it.getTax().isEmpty() && tax == null) {
      errors.put("tax", "Choose one of the taxes in use");
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return new Posting(
        it.getAccount().isEmpty() ? mapped.accountCode() : it.getAccount(),
        tax == null ? mapped.taxType() : tax.type(),
        tax == null ? mapped.taxRate() : tax.percent(),
        mapped.itemCode(),
        mapped.tracking());
  }

  private static BigDecimal price(
      InvoiceView invoice, @Nullable ServiceView service, Posting posting) {
    if (service == null) {
      throw new InvalidInput("unitPrice", "Enter the price: no service brings one");
    }
    if (!service.price().currency().equals(invoice.currency())) {
      throw new InvalidInput(
          Map.of(
              "unitPrice",
              "Enter the price in %s: the service’s own is in %s"
                  .formatted(invoice.currency(), service.price().currency())));
    }
    return invoice
        .lineAmounts()
        .price(service.price().amount(), service.taxInclusive(), posting.taxRate());
  }
}
