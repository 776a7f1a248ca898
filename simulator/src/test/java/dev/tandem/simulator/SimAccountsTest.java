package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: accounts. */
class SimAccountsTest extends SettingsTest {
  private String create(String body) {
    return xero.put("Accounts", body).json().at("/Accounts/0/AccountID").asString();
  }

  @Test
  void everyRegionBeginsWithItsChartAndItsSystemAccounts() {
    for (String tenant : new String[] {Xero.AU, Xero.NZ}) {
      JsonNode accounts = in(tenant).get("Accounts").json().path("Accounts");
      assertThat(accounts.size()).isBetween(40, 70);
      assertThat(accounts.findValuesAsString("SystemAccount"))
          .contains(
              "DEBTORS",
              "CREDITORS",
              "GST",
              "ROUNDING",
              "RETAINEDEARNINGS",
              "HISTORICAL",
              "UNPAIDEXPCLM",
              "TRACKINGTRANSFERS",
              "REALISEDCURRENCYGAIN",
              "UNREALISEDCURRENCYGAIN",
              "BANKCURRENCYGAIN");
    }
  }

  @Test
  void aNewAccountHasItsClassItsTaxAndItsReportingCodeFromItsType() {
    JsonNode account =
        xero.put("Accounts", "{'Code':'201X','Name':'Clearance','Type':'SALES'}")
            .json()
            .at("/Accounts/0");
    assertThat(account.path("Class").asString()).isEqualTo("REVENUE");
    assertThat(account.path("TaxType").asString()).isEqualTo("OUTPUT");
    assertThat(account.path("Status").asString()).isEqualTo("ACTIVE");
    assertThat(account.path("ReportingCode").asString()).isEqualTo("REV");
    assertThat(account.path("EnablePaymentsToAccount").asBoolean(true)).isFalse();
    assertThat(account("201X").path("Name").asString()).isEqualTo("Clearance");
  }

  @Test
  void codeAndNameAreUnique() {
    assertThat(message(xero.put("Accounts", "{'Code':'200','Name':'Other','Type':'SALES'}")))
        .isEqualTo("Please enter a unique Code.");
    var named = xero.put("Accounts", "{'Code':'999','Name':'SALES','Type':'SALES'}");
    assertThat(message(named)).isEqualTo("Please enter a unique Name.");
    assertThat(named.json().at("/Elements/0/AccountID").asString())
        .isEqualTo("00000000-0000-0000-0000-000000000000");
  }

  @Test
  void codeAndNameHaveTheirLengths() {
    assertThat(message(xero.put("Accounts", "{'Code':'12345678901','Name':'A','Type':'SALES'}")))
        .isEqualTo("Account Code is too long. Maximum of 10 characters allowed");
    String name = "x".repeat(151);
    assertThat(xero.put("Accounts", "{'Code':'1','Name':'" + name + "','Type':'SALES'}").status())
        .isEqualTo(400);
  }

  @Test
  void aTypeXeroDoesNotHaveIsUnreadable() {
    var refused = xero.put("Accounts", "{'Code':'1','Name':'A','Type':'PURPLE'}");
    assertThat(refused.json().path("ErrorNumber").asInt()).isEqualTo(14);
  }

  @Test
  void aTaxTypeMustExist() {
    var refused = xero.put("Accounts", "{'Code':'1','Name':'A','Type':'SALES','TaxType':'NOPE'}");
    assertThat(message(refused)).contains("The TaxType code 'NOPE' does not exist");
  }

  @Test
  void aBankAccountNeedsItsNumberAndNoCode() {
    assertThat(xero.put("Accounts", "{'Name':'Cheque','Type':'BANK'}").status()).isEqualTo(400);
    JsonNode bank =
        xero.put(
                "Accounts", "{'Name':'Cheque','Type':'BANK','BankAccountNumber':'121-121-1234567'}")
            .json()
            .at("/Accounts/0");
    assertThat(bank.path("CurrencyCode").asString()).isEqualTo("AUD");
    assertThat(bank.path("BankAccountType").asString()).isEqualTo("BANK");
  }

  @Test
  void aBankAccountInACurrencyNotSubscribedToIsRefused() {
    String body =
        "{'Name':'Euro','Type':'BANK','BankAccountNumber':'12112112345','CurrencyCode':'EUR'}";
    assertThat(message(xero.put("Accounts", body)))
        .isEqualTo("The current organisation is not subscribed to currency 'EUR'.");
    xero.put("Currencies", "{'Code':'EUR'}");
    assertThat(xero.put("Accounts", body).status()).isEqualTo(200);
  }

  @Test
  void onlyTheFirstOfSeveralAccountsIsLookedAt() {
    var written =
        xero.put(
            "Accounts",
            "{'Accounts':[{'Code':'1','Name':'A','Type':'SALES'},{'Code':'2','Name':'B','Type':'SALES'}]}");
    assertThat(written.json().path("Accounts")).hasSize(1);
    assertThat(account("2").isMissingNode()).isTrue();
  }

  @Test
  void severalAccountsAreRefusedWhereTheSwitchSaysSo() {
    xero.control("POST", "switches?name=several-settings-are-refused&on=on");
    var refused =
        xero.put(
            "Accounts",
            "{'Accounts':[{'Code':'1','Name':'A','Type':'SALES'},{'Code':'2','Name':'B','Type':'SALES'}]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(account("1").isMissingNode()).isTrue();
  }

  @Test
  void aTaxTypeMustSuitTheAccountsClass() {
    var refused =
        xero.put("Accounts", "{'Code':'E1','Name':'A','Type':'EXPENSE','TaxType':'OUTPUT'}");
    assertThat(message(refused))
        .isEqualTo("The TaxType code 'OUTPUT' cannot be used with account code 'E1'.");
  }

  @Test
  void anUpdateChangesWhatIsSentAndKeepsTheRest() {
    String id = create("{'Code':'A1','Name':'A','Type':'EXPENSE','Description':'Hello'}");
    JsonNode after =
        xero.post("Accounts/" + id, "{'Name':'B','EnablePaymentsToAccount':true}")
            .json()
            .at("/Accounts/0");
    assertThat(after.path("Name").asString()).isEqualTo("B");
    assertThat(after.path("EnablePaymentsToAccount").asBoolean()).isTrue();
    assertThat(after.path("Description").asString()).isEqualTo("Hello");
  }

  @Test
  void statusWantsARequestOfItsOwn() {
    String id = create("{'Code':'A1','Name':'A','Type':'EXPENSE'}");
    var both = xero.post("Accounts/" + id, "{'Name':'B','Status':'ARCHIVED'}");
    assertThat(message(both))
        .isEqualTo("Cannot update account details and STATUS on the same request");
    var alone =
        xero.post(
            "Accounts/" + id,
            "{'AccountID':'" + id + "','Status':'ARCHIVED','HasAttachments':false}");
    assertThat(alone.json().at("/Accounts/0/Status").asString()).isEqualTo("ARCHIVED");
  }

  @Test
  void anArchivedAccountTakesOnlyANewStatus() {
    String id = create("{'Code':'A1','Name':'A','Type':'EXPENSE'}");
    xero.post("Accounts/" + id, "{'Status':'ARCHIVED'}");
    assertThat(message(xero.post("Accounts/" + id, "{'Name':'B'}")))
        .isEqualTo("Can only update STATUS on Archived accounts");
    xero.post("Accounts/" + id, "{'Status':'ACTIVE'}");
    assertThat(xero.post("Accounts/" + id, "{'Name':'B'}").status()).isEqualTo(200);
  }

  @Test
  void aSystemAccountIsNeitherArchivedNorDeleted() {
    String id = account("610").path("AccountID").asString();
    assertThat(message(xero.post("Accounts/" + id, "{'Status':'ARCHIVED'}")))
        .isEqualTo("Cannot archive System accounts");
    assertThat(xero.send("DELETE", "/api.xro/2.0/Accounts/" + id, "").status()).isEqualTo(400);
  }

  @Test
  void anUnusedAccountCanBeDeletedAndItsCodeTakenAgain() {
    String id = create("{'Code':'A1','Name':'A','Type':'EXPENSE'}");
    var deleted = xero.send("DELETE", "/api.xro/2.0/Accounts/" + id, "");
    assertThat(deleted.json().at("/Accounts/0/Status").asString()).isEqualTo("DELETED");
    assertThat(xero.get("Accounts/" + id).status()).isEqualTo(404);
    assertThat(create("{'Code':'A1','Name':'A','Type':'EXPENSE'}")).isNotEmpty();
  }

  @Test
  void aUsedAccountCannotBeDeleted() {
    invoice("C-1", "100");
    String id = account("200").path("AccountID").asString();
    assertThat(xero.send("DELETE", "/api.xro/2.0/Accounts/" + id, "").status()).isEqualTo(400);
    assertThat(account("200").path("Status").asString()).isEqualTo("ACTIVE");
  }

  @Test
  void accountsAreFilteredOrderedAndAskedForSinceAMoment() {
    JsonNode banks =
        xero.get("Accounts?where=" + Xero.encode("Type==\"BANK\"") + "&order=Name%20DESC")
            .json()
            .path("Accounts");
    assertThat(banks.findValuesAsString("Code")).containsExactly("091", "090");
    create("{'Code':'A1','Name':'A','Type':'EXPENSE'}");
    JsonNode since = xero.with("If-Modified-Since", "2026-06-01T00:00:00").get("Accounts").json();
    assertThat(since.path("Accounts").findValuesAsString("Code")).containsExactly("A1");
  }
}
