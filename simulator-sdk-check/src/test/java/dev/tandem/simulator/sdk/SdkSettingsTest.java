package dev.tandem.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.xero.models.accounting.Account;
import com.xero.models.accounting.AccountType;
import com.xero.models.accounting.Accounts;
import com.xero.models.accounting.Invoice;
import com.xero.models.accounting.Item;
import com.xero.models.accounting.Items;
import com.xero.models.accounting.LineItem;
import com.xero.models.accounting.LineItemTracking;
import com.xero.models.accounting.Purchase;
import com.xero.models.accounting.TaxComponent;
import com.xero.models.accounting.TaxRate;
import com.xero.models.accounting.TaxRates;
import com.xero.models.accounting.TrackingCategory;
import com.xero.models.accounting.TrackingOption;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Accounts, tax rates, items, tracking and the other settings, through xero-java. */
class SdkSettingsTest extends SdkTest {
  @Test
  void theChartOfAccountsIsReadAndGrows() throws IOException {
    assertThat(xero.getAccounts(token, TENANT, null, null, null).getAccounts())
        .allSatisfy(account -> assertThat(account.getType()).isNotNull())
        .anySatisfy(account -> assertThat(account.getCode()).isEqualTo("200"));
    Account sent = new Account().code("2999").name("Fees").type(AccountType.SALES);
    UUID id = xero.createAccount(token, TENANT, sent, null).getAccounts().getFirst().getAccountID();
    Accounts change = new Accounts().addAccountsItem(new Account().name("Other fees"));
    xero.updateAccount(token, TENANT, id, change, null);
    assertThat(xero.getAccount(token, TENANT, id).getAccounts().getFirst().getName())
        .isEqualTo("Other fees");
    xero.deleteAccount(token, TENANT, id);
  }

  @Test
  void taxRatesAreReadAndMade() throws IOException {
    assertThat(xero.getTaxRates(token, TENANT, "Status==\"ACTIVE\"", null, null).getTaxRates())
        .anySatisfy(rate -> assertThat(rate.getTaxType()).isEqualTo("OUTPUT"));
    TaxRate rate =
        new TaxRate()
            .name("State tax")
            .reportTaxType(TaxRate.ReportTaxTypeEnum.OUTPUT)
            .addTaxComponentsItem(new TaxComponent().name("State").rate(2.25));
    TaxRate made =
        xero.createTaxRates(token, TENANT, new TaxRates().addTaxRatesItem(rate), null)
            .getTaxRates()
            .getFirst();
    assertThat(made.getTaxType()).isEqualTo("TAX001");
    assertThat(made.getEffectiveRate()).isEqualTo(2.25);
  }

  @Test
  void anItemFillsALine() throws IOException {
    Item item =
        new Item()
            .code("CONSULT")
            .name("Consultation")
            .description("An hour")
            .salesDetails(new Purchase().unitPrice(80.0).accountCode("200").taxType("OUTPUT"));
    Items items = xero.createItems(token, TENANT, new Items().addItemsItem(item), null, true, 4);
    UUID id = items.getItems().getFirst().getItemID();
    assertThat(xero.getItem(token, TENANT, id, 4).getItems().getFirst().getCode())
        .isEqualTo("CONSULT");
    LineItem line = new LineItem().itemCode("CONSULT").quantity(2.0);
    Invoice invoice = stored(sales(contact("Ada"), "S-1", line));
    assertThat(invoice.getLineItems().getFirst().getDescription()).isEqualTo("An hour");
    assertThat(invoice.getSubTotal()).isEqualTo(160.0);
    xero.deleteItem(token, TENANT, id);
    assertThat(xero.getItems(token, TENANT, null, null, null, null).getItems())
        .noneSatisfy(each -> assertThat(each.getCode()).isEqualTo("CONSULT"));
  }

  @Test
  void aTrackingCategoryMarksALine() throws IOException {
    TrackingCategory sent = new TrackingCategory().name("Team");
    UUID category =
        xero.createTrackingCategory(token, TENANT, sent, null)
            .getTrackingCategories()
            .getFirst()
            .getTrackingCategoryID();
    UUID option =
        xero.createTrackingOptions(
                token, TENANT, category, new TrackingOption().name("North"), null)
            .getOptions()
            .getFirst()
            .getTrackingOptionID();
    LineItemTracking tracking = new LineItemTracking().name("Team").option("North");
    Invoice invoice =
        stored(sales(contact("Ada"), "S-1", line("Visit", 10).addTrackingItem(tracking)));
    assertThat(invoice.getLineItems().getFirst().getTracking().getFirst().getTrackingOptionID())
        .isEqualTo(option);
    assertThat(
            xero.getTrackingCategory(token, TENANT, category)
                .getTrackingCategories()
                .getFirst()
                .getOptions())
        .hasSize(1);
  }

  @Test
  void usersThemesCurrenciesAndActionsAreRead() throws IOException {
    assertThat(xero.getUsers(token, TENANT, null, null, null).getUsers())
        .allSatisfy(user -> assertThat(user.getOrganisationRole()).isNotNull());
    assertThat(xero.getBrandingThemes(token, TENANT).getBrandingThemes()).isNotEmpty();
    assertThat(xero.getCurrencies(token, TENANT, null, null).getCurrencies()).isNotEmpty();
    assertThat(xero.getOrganisationActions(token, TENANT).getActions()).isNotEmpty();
    assertThat(xero.getRepeatingInvoices(token, TENANT, null, null).getRepeatingInvoices())
        .isNotNull();
  }
}
