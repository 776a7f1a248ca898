package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceAdvice;
import dev.tandem.practice.billing.InvoiceCurrencies;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Draws the page on which an invoice is written. */
@Component
class WritingPage {

  private final Billing billing;
  private final Clients clients;
  private final Setup setup;
  private final PaymentArrangements arrangements;
  private final InvoiceBooks books;
  private final InvoiceAdvice advice;
  private final InvoiceCurrencies currencies;
  private final Clock clock;

  WritingPage(
      Billing billing,
      Clients clients,
      Setup setup,
      PaymentArrangements arrangements,
      InvoiceBooks books,
      ObjectProvider<InvoiceAdvice> advice,
      ObjectProvider<InvoiceCurrencies> currencies,
      Clock clock) {
    this.clock = clock;
    this.books = books;
    this.billing = billing;
    this.clients = clients;
    this.setup = setup;
    this.arrangements = arrangements;
    this.advice = advice.getIfAvailable(() -> InvoiceAdvice.NONE);
    this.currencies = currencies.getIfAvailable(() -> InvoiceCurrencies.NONE);
  }

  /** What the ledger would say of its day; null for nothing. */
  @Nullable String note(InvoiceForm form) {
    LocalDate date = form.getDate();
    return date == null ? null : advice.onDate(date, form.getLocation()).orElse(null);
  }

  String show(
      InvoiceForm form, @Nullable InvoiceView before, Map<String, String> errors, Model model) {
    model.addAttribute("title", title(before));
    boolean settled = settled(before);
    model.addAttribute("form", settled ? form : form.roomy());
    model.addAttribute("newId", Ids.next(clock));
    model.addAttribute("seen", before == null ? "" : before.seen());
    model.addAttribute("errors", errors);
    model.addAttribute("note", note(form));
    model.addAttribute("client", known(form.getClient()));
    model.addAttribute("services", services(before).stream().map(it -> choice(it, form)).toList());
    model.addAttribute("live", false);
    addPlaces(form, before, model);
    addSums(form, before, model);
    model.addAttribute("locations", locations(before));
    model.addAttribute("asDraft", WrittenAs.of(setup.preferences()) == WrittenAs.DRAFT);
    return "billing/write";
  }

  private static boolean settled(@Nullable InvoiceView before) {
    return before != null && (before.paid().signum() != 0 || before.credited().signum() != 0);
  }

  /**
   * The lists of the books that it goes to; the location decides which.
   *
   * @return whether they are others than were shown before
   */
  boolean addPlaces(InvoiceForm form, @Nullable InvoiceView before, Model model) {
    String shown = form.getOffered();
    LineChoices.Offer offer = books.of(form, before).offer();
    model.addAttribute("again", form.offer(offer));
    model.addAttribute("offer", offer);
    model.addAttribute("before", before);
    model.addAttribute("settled", settled(before));
    model.addAttribute("practitioners", setup.practitioners());
    return !shown.equals(form.getOffered());
  }

  private ServiceChoice choice(ServiceView it, InvoiceForm form) {
    return ServiceChoice.of(it, billing.posting(it, null, form.getLocation()).taxRate());
  }

  private @Nullable ClientView known(@Nullable ClientId id) {
    return id == null ? null : clients.byIds(List.of(id)).get(id);
  }

  /** What of it is drawn anew while it is written. */
  void addSums(InvoiceForm form, @Nullable InvoiceView before, Model model) {
    String currency = form.currency(setup, before);
    model.addAttribute("terms", arrangements.termsOf(form.billTo()));
    model.addAttribute("payer", known(form.getPayer()));
    WrittenLines written = form.written(setup, books, before);
    MovedRows moved = before == null ? null : moved(form, written, before);
    model.addAttribute("moved", moved);
    model.addAttribute(
        "sums", WrittenSums.of(moved == null ? written : moved.written(), form.getLines().size()));
    model.addAttribute("currency", currency);
    model.addAttribute("coins", coins(currency));
    Optional<InvoiceCurrencies.Kept> kept = currencies.at(form.getLocation());
    model.addAttribute("currencies", currencies(kept.orElse(null), currency));
    model.addAttribute(
        "base", kept.map(InvoiceCurrencies.Kept::base).orElse(setup.practice().currency()));
  }

  /** Where the ledger's two decimals are not the currency's own; null for nothing to say. */
  private static @Nullable String coins(String currency) {
    return switch (Money.digits(currency)) {
      case 0 ->
          "%s has no decimals, but Xero keeps two in every currency: with tax added, the total may come to a part of 1 %s. Prices with the tax in them stay whole."
              .formatted(currency, currency);
      case 2 -> null;
      default ->
          "%s has %d decimals, but Xero keeps two in every currency: amounts are rounded to two."
              .formatted(currency, Money.digits(currency));
    };
  }

  private @Nullable MovedRows moved(InvoiceForm form, WrittenLines written, InvoiceView before) {
    return billing
        .relocated(before.id(), form.getLocation(), written.lines())
        .map(it -> MovedRows.of(written, it))
        .orElse(null);
  }

  /** Those of the books; the practice's own and the invoice's in any case. */
  private List<InvoiceCurrencies.Choice> currencies(
      InvoiceCurrencies.@Nullable Kept kept, String currency) {
    var choices = new ArrayList<InvoiceCurrencies.Choice>();
    if (kept != null) {
      choices.addAll(kept.choices());
    }
    for (String code : List.of(setup.practice().currency(), currency)) {
      if (choices.stream().noneMatch(it -> it.code().equals(code))) {
        // Of what was typed only what there is.
        Currency.getAvailableCurrencies().stream()
            .filter(it -> it.getCurrencyCode().equals(code))
            .map(it -> new InvoiceCurrencies.Choice(code, it.getDisplayName(Locale.ENGLISH)))
            .forEach(choices::add);
      }
    }
    return choices;
  }

  /** Those in use, and those that the invoice names though they are archived by now. */
  private List<ServiceView> services(@Nullable InvoiceView before) {
    var services = new ArrayList<>(setup.services());
    if (before != null) {
      before.lines().stream()
          .map(it -> it.details().service())
          .filter(Objects::nonNull)
          .distinct()
          .filter(id -> services.stream().noneMatch(it -> it.id().equals(id)))
          .map(setup::service)
          .toList()
          .forEach(services::add);
    }
    return services;
  }

  private List<LocationView> locations(@Nullable InvoiceView before) {
    var locations = new ArrayList<>(setup.locations());
    LocationId own = before == null ? null : before.location();
    if (own != null && locations.stream().noneMatch(it -> it.id().equals(own))) {
      locations.add(setup.location(own));
    }
    return locations;
  }

  private static String title(@Nullable InvoiceView before) {
    if (before == null) {
      return "New invoice";
    }
    return "Change " + (before.number() == null ? "the draft" : before.number());
  }
}
