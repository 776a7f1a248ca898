package dev.tandem.simulator.identity;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The scopes Xero knows: the granular ones of 2026 and the broad ones they replace. */
public final class Scopes {
  /** Manages the app's connections, for the app itself; no user can grant it. */
  static final String CONNECTIONS = "app.connections";

  private static final List<String> READ_AND_WRITE =
      List.of(
          "accounting.invoices",
          "accounting.payments",
          "accounting.banktransactions",
          "accounting.manualjournals",
          "accounting.settings",
          "accounting.contacts",
          "accounting.attachments",
          "accounting.transactions",
          "accounting.budgets",
          "files",
          "assets",
          "projects",
          "payroll",
          "payroll.employees",
          "payroll.leaveapplications",
          "payroll.payitems",
          "payroll.payrollcalendars",
          "payroll.payruns",
          "payroll.payslip",
          "payroll.settings",
          "payroll.superfundproducts",
          "payroll.superfunds",
          "payroll.timesheets");
  private static final List<String> SINGLE =
      List.of(
          "openid",
          "profile",
          "email",
          "offline_access",
          "paymentservices",
          "bankfeeds",
          "marketplace.billing",
          CONNECTIONS,
          "accounting.journals.read",
          "accounting.reports.read",
          "accounting.reports.tenninetynine.read",
          "accounting.reports.aged.read",
          "accounting.reports.balancesheet.read",
          "accounting.reports.banksummary.read",
          "accounting.reports.budgetsummary.read",
          "accounting.reports.executivesummary.read",
          "accounting.reports.profitandloss.read",
          "accounting.reports.trialbalance.read",
          "accounting.reports.taxreports.read");
  private static final Set<String> REPLACED_BY_TRANSACTIONS =
      Set.of(
          "accounting.invoices",
          "accounting.payments",
          "accounting.banktransactions",
          "accounting.manualjournals");
  private static final String READ = ".read";

  private Scopes() {}

  static Set<String> parse(String text) {
    Set<String> scopes = new LinkedHashSet<>(List.of(text.strip().split("\\s+")));
    scopes.remove("");
    return scopes;
  }

  /** All of them, as the discovery document lists them. */
  static List<String> all() {
    return Stream.concat(
            SINGLE.stream(),
            READ_AND_WRITE.stream().flatMap(scope -> Stream.of(scope, scope + READ)))
        .toList();
  }

  /**
   * What a custom connection may be made with, each in its widest form. Xero: journals are not for
   * new custom connections.
   */
  static Stream<String> ofBooks() {
    return Stream.concat(READ_AND_WRITE.stream(), SINGLE.stream())
        .filter(it -> it.startsWith("accounting.") && !it.equals("accounting.journals.read"));
  }

  static boolean known(Collection<String> scopes) {
    return scopes.stream().allMatch(Scopes::known);
  }

  private static boolean known(String scope) {
    return SINGLE.contains(scope)
        || READ_AND_WRITE.contains(scope)
        || (scope.endsWith(READ) && READ_AND_WRITE.contains(writing(scope)));
  }

  /** The scope that covers a {@code .read} one; any other is its own. */
  static String writing(String scope) {
    return scope.endsWith(READ) ? scope.substring(0, scope.length() - READ.length()) : scope;
  }

  /** Writing needs the scope itself; reading is content with its {@code .read} variant. */
  public static boolean allow(Collection<String> granted, String area, boolean write) {
    return holds(granted, area, write)
        || (REPLACED_BY_TRANSACTIONS.contains(area)
            && holds(granted, "accounting.transactions", write));
  }

  private static boolean holds(Collection<String> granted, String scope, boolean write) {
    return granted.contains(scope) || (!write && granted.contains(scope + READ));
  }
}
