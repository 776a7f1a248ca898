package dev.tandem.books.ledger.xero;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerBrandingTheme;
import dev.tandem.books.ledger.LedgerCurrency;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerSettings;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.xero.accounting.XeroAccount;
import dev.tandem.xero.accounting.XeroBrandingTheme;
import dev.tandem.xero.accounting.XeroCurrency;
import dev.tandem.xero.accounting.XeroItem;
import dev.tandem.xero.accounting.XeroOrganisation;
import dev.tandem.xero.accounting.XeroStatus;
import dev.tandem.xero.accounting.XeroTaxRate;
import dev.tandem.xero.accounting.XeroTrackingCategory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an organisation's books are made of, in our words. What has no id or code is left out. */
final class SettingsTranslation {

  private SettingsTranslation() {}

  static List<LedgerAccount> accounts(List<XeroAccount> all) {
    return all.stream()
        .filter(it -> it.accountId() != null)
        .map(SettingsTranslation::account)
        .toList();
  }

  private static LedgerAccount account(XeroAccount it) {
    boolean bank = "BANK".equals(it.type());
    return new LedgerAccount(
        Objects.requireNonNull(it.accountId()).toString(),
        it.code(),
        XeroBooks.text(it.name()),
        XeroBooks.text(it.type()),
        bank,
        bank || Boolean.TRUE.equals(it.enablePaymentsToAccount()),
        it.taxType(),
        it.systemAccount() == null || it.systemAccount().isEmpty() ? null : it.systemAccount(),
        XeroStatus.ACTIVE.equals(it.status()));
  }

  static List<LedgerTaxRate> taxRates(List<XeroTaxRate> all) {
    return all.stream().filter(it -> it.taxType() != null).map(SettingsTranslation::rate).toList();
  }

  private static LedgerTaxRate rate(XeroTaxRate it) {
    return new LedgerTaxRate(
        Objects.requireNonNull(it.taxType()),
        XeroBooks.text(it.name()),
        it.effectiveRate() == null ? BigDecimal.ZERO : it.effectiveRate(),
        Boolean.TRUE.equals(it.canApplyToRevenue()),
        XeroStatus.ACTIVE.equals(it.status()));
  }

  static List<LedgerItem> items(List<XeroItem> all) {
    return all.stream()
        .filter(it -> it.itemId() != null && it.code() != null)
        .filter(it -> !Boolean.FALSE.equals(it.isSold()))
        .map(SettingsTranslation::item)
        .toList();
  }

  private static LedgerItem item(XeroItem it) {
    XeroItem.Sale sale = it.salesDetails();
    String code = Objects.requireNonNull(it.code());
    return new LedgerItem(
        Objects.requireNonNull(it.itemId()).toString(),
        code,
        it.name() == null || it.name().isBlank() ? code : it.name(),
        sale == null ? null : sale.unitPrice(),
        sale == null ? null : sale.accountCode(),
        sale == null ? null : sale.taxType(),
        true);
  }

  static List<LedgerTracking> tracking(List<XeroTrackingCategory> all) {
    return all.stream()
        .filter(it -> it.trackingCategoryId() != null)
        .flatMap(SettingsTranslation::options)
        .toList();
  }

  private static Stream<LedgerTracking> options(XeroTrackingCategory category) {
    List<XeroTrackingCategory.Option> options =
        category.options() == null ? List.of() : category.options();
    boolean inUse = active(category.status());
    return options.stream()
        .filter(it -> it.trackingOptionId() != null)
        .map(
            it ->
                new LedgerTracking(
                    Objects.requireNonNull(it.trackingOptionId()).toString(),
                    XeroBooks.text(it.name()),
                    Objects.requireNonNull(category.trackingCategoryId()).toString(),
                    XeroBooks.text(category.name()),
                    inUse && active(it.status())));
  }

  /** Lists of what is in use need not say so. */
  private static boolean active(@Nullable XeroStatus status) {
    return status == null || XeroStatus.ACTIVE.equals(status);
  }

  static List<LedgerCurrency> currencies(List<XeroCurrency> all) {
    return all.stream()
        .filter(it -> it.code() != null)
        .map(
            it ->
                new LedgerCurrency(
                    Objects.requireNonNull(it.code()), XeroBooks.text(it.description())))
        .toList();
  }

  static List<LedgerBrandingTheme> brandingThemes(List<XeroBrandingTheme> all) {
    return all.stream()
        .filter(it -> it.brandingThemeId() != null)
        .map(
            it ->
                new LedgerBrandingTheme(
                    Objects.requireNonNull(it.brandingThemeId()).toString(),
                    XeroBooks.text(it.name()),
                    Objects.requireNonNullElse(it.sortOrder(), 0)))
        .toList();
  }

  static LedgerSettings settings(XeroOrganisation it) {
    return new LedgerSettings(
        XeroBooks.text(it.name()),
        it.shortCode(),
        it.baseCurrency(),
        it.countryCode(),
        it.timezone(),
        it.organisationClass(),
        it.defaultSalesTax(),
        it.periodLockDate(),
        it.endOfYearLockDate());
  }
}
