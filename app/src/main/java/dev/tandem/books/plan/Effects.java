package dev.tandem.books.plan;

import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.outbox.Backlog;
import dev.tandem.books.outbox.Forecast;
import dev.tandem.books.outbox.Forecast.Load;
import dev.tandem.books.outbox.Forecasts;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.BillingFigures;
import dev.tandem.practice.billing.BillingFigures.OnAccount;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reckons what starting a plan will do, before it is started. Calls nobody. */
@Component
class Effects {

  /** Amounts in different currencies are not added, on one account neither. */
  private record Key(String code, String currency) {

    Key(String code, Money amount) {
      this(code, amount.currency());
    }
  }

  private final PlanRepository plans;
  private final Backlog backlog;
  private final BillingFigures figures;
  private final Reference reference;
  private final Forecasts forecasts;

  Effects(
      PlanRepository plans,
      Backlog backlog,
      BillingFigures figures,
      Reference reference,
      Forecasts forecasts) {
    this.plans = plans;
    this.backlog = backlog;
    this.figures = figures;
    this.reference = reference;
    this.forecasts = forecasts;
  }

  Effect of(Plan plan) {
    UUID tenant = UUID.fromString(plan.binding().tenantId());
    List<UUID> staying = plans.staying(tenant);
    List<InvoiceId> invoices =
        backlog.following(Kind.INVOICE, tenant, staying).stream().map(InvoiceId::new).toList();
    List<PaymentId> payments =
        backlog.following(Kind.PAYMENT, tenant, staying).stream().map(PaymentId::new).toList();
    int restored = plans.archivedToLink(tenant);
    Forecast forecast =
        forecasts.of(
            tenant,
            List.of(
                new Load(Kind.CLIENT, plan.toCreate(), restored, 0, Math.min(1, plan.toCreate())),
                Load.creating(Kind.INVOICE, invoices.size()),
                Load.creating(Kind.PAYMENT, payments.size())));
    return new Effect(
        plan.toLink(),
        restored,
        plan.toCreate(),
        plan.toWait(),
        invoices.size(),
        payments.size(),
        accounts(tenant, invoices, payments),
        forecast.calls() + Math.ceilDiv(plan.toLink(), Books.AT_ONCE),
        forecast);
  }

  private List<Effect.Account> accounts(
      UUID tenant, List<InvoiceId> invoices, List<PaymentId> payments) {
    var sales = new HashMap<Key, OnAccount>();
    figures.byAccount(invoices).forEach(it -> sales.put(new Key(it.account(), it.amount()), it));
    var received = new HashMap<Key, Money>();
    figures
        .paidInto(payments)
        .forEach(it -> received.put(new Key(it.account(), it.amount()), it.amount()));
    var keys = new TreeSet<>(Comparator.comparing(Key::code).thenComparing(Key::currency));
    keys.addAll(sales.keySet());
    keys.addAll(received.keySet());
    Map<String, String> names =
        reference.accounts(tenant).stream()
            .filter(it -> it.code() != null)
            .collect(
                Collectors.toMap(
                    it -> String.valueOf(it.code()), LedgerAccount::name, (one, _) -> one));
    var accounts = new ArrayList<Effect.Account>();
    for (Key it : keys) {
      Money nothing = Money.zero(it.currency());
      OnAccount sold = sales.getOrDefault(it, new OnAccount(it.code(), nothing, nothing));
      accounts.add(
          new Effect.Account(
              it.code(),
              names.getOrDefault(it.code(), ""),
              it.currency(),
              sold.amount().amount(),
              sold.tax().amount(),
              received.getOrDefault(it, nothing).amount()));
    }
    return accounts;
  }
}
