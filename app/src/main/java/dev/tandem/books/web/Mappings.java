package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Services beside the chart of accounts and the taxes that were last read from the ledger. */
@Component
class Mappings {

  private final Setup setup;
  private final Connections connections;
  private final JdbcClient jdbc;

  Mappings(Setup setup, Connections connections, JdbcClient jdbc) {
    this.setup = setup;
    this.connections = connections;
    this.jdbc = jdbc;
  }

  /**
   * @param organisation a binding's id; the main one's if empty, or no longer connected
   */
  @Transactional(readOnly = true)
  public Mapping current(String organisation) {
    List<Binding> living = living();
    Binding shown = shown(living, organisation);
    UUID tenant = tenant(shown);
    var accounts = accounts(tenant);
    var taxes = taxes(tenant);
    return new Mapping(
        shown,
        living,
        setup.services().stream().map(it -> row(it, accounts, taxes)).toList(),
        accounts,
        taxes);
  }

  private List<Binding> living() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .toList();
  }

  private static @Nullable Binding shown(List<Binding> living, String organisation) {
    return living.stream()
        .filter(it -> it.id().toString().equals(organisation))
        .findFirst()
        .orElse(living.isEmpty() ? null : living.getFirst());
  }

  private static @Nullable UUID tenant(@Nullable Binding shown) {
    return shown == null ? null : UUID.fromString(shown.tenantId());
  }

  /**
   * The tax brings its rate along, so that invoices are computed as the ledger does.
   *
   * @param organisation whose accounts and taxes they are; as in {@link #current}
   * @return the organisation that was meant
   */
  @Transactional
  public String map(ServiceId id, String account, String tax, String organisation) {
    ServiceView it = setup.service(id);
    Binding shown = shown(living(), organisation);
    UUID tenant = tenant(shown);
    var rate =
        taxes(tenant).stream()
            .filter(known -> known.taxType().equals(tax))
            .map(LedgerTaxRate::percent)
            .findFirst()
            .orElse(it.taxRate());
    if (account.isBlank() || tax.isBlank()) {
      throw new InvalidInput("account", "Choose an account and a tax for " + it.name() + ".");
    }
    setup.change(
        id,
        new ServiceDetails(
            it.name(),
            it.minutes(),
            it.price().amount(),
            it.taxInclusive(),
            account,
            tax,
            rate,
            it.colour()));
    return shown == null ? "" : shown.id().toString();
  }

  private static Mapping.Row row(
      ServiceView it, List<Mapping.Account> accounts, List<LedgerTaxRate> taxes) {
    boolean account = accounts.stream().anyMatch(known -> known.code().equals(it.accountCode()));
    boolean tax = taxes.stream().anyMatch(known -> known.taxType().equals(it.taxType()));
    return new Mapping.Row(
        it.id(),
        it.name(),
        it.accountCode(),
        account,
        it.taxType(),
        tax,
        accounts.isEmpty() ? null : problem(it, account, tax));
  }

  private static @Nullable String problem(ServiceView it, boolean account, boolean tax) {
    if (!account) {
      return "Xero has no income account " + it.accountCode() + ": invoices will be refused.";
    }
    return tax
        ? null
        : "Xero has no tax " + it.taxType() + " for income: invoices will be refused.";
  }

  private List<Mapping.Account> accounts(@Nullable UUID tenant) {
    return jdbc.sql(
            """
            select code, name from practice.ledger_account
            where tenant = ? and active and code <> '' and type in ('REVENUE', 'SALES', 'OTHERINCOME')
            order by code
            """)
        .param(tenant)
        .query((row, number) -> new Mapping.Account(row.getString(1), row.getString(2)))
        .list();
  }

  private List<LedgerTaxRate> taxes(@Nullable UUID tenant) {
    return jdbc.sql(
            """
            select tax_type, name, percent from practice.ledger_tax_rate
            where tenant = ? and active and for_revenue order by name
            """)
        .param(tenant)
        .query(
            (row, number) ->
                new LedgerTaxRate(
                    row.getString(1), row.getString(2), row.getBigDecimal(3), true, true))
        .list();
  }
}
