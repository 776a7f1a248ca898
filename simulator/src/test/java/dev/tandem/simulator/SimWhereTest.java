package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** §4.3 of the fact sheet: the language of where and order. */
class SimWhereTest extends SimulatorTest {
  private JsonNode first;

  /** R-1 over 10 for Ada (11.00 with tax), R-2 over 50 for Zoë (55.00), both of 2 November 2026. */
  @BeforeEach
  void twoInvoices() {
    first = invoice("R-1", "10");
    xero.put(
        "Invoices",
        invoiceBody("R-2", "50")
            .replace("'Name':'Ada Byron'", "'Name':'Zoë \\\"Z\\\" Quist'")
            .replace("'Type'", "'Reference':'Order 7','Type'"));
  }

  private List<String> found(String where) {
    var reply = xero.get("Invoices?where=" + Xero.encode(where));
    assertThat(reply.status()).as(where + " " + reply.body()).isEqualTo(200);
    List<String> numbers = new ArrayList<>();
    reply
        .json()
        .path("Invoices")
        .forEach(each -> numbers.add(each.path("InvoiceNumber").asString()));
    return List.copyOf(new TreeSet<>(numbers));
  }

  private String refusal(String query) {
    var reply = xero.get(query);
    assertThat(reply.status()).as(query + " " + reply.body()).isEqualTo(400);
    assertThat(reply.json().path("ErrorNumber").asInt()).isEqualTo(16);
    assertThat(reply.json().path("Type").asString()).isEqualTo("QueryParseException");
    assertThat(reply.json().has("Elements")).isFalse();
    return reply.json().path("Message").asString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Total=55.00",
        "Total==55",
        "Total>=55",
        "Total > 54.99",
        "Total!=11",
        "Total<>11.00",
        "Total*2==110",
        "AmountDue-AmountPaid>50",
        "InvoiceNumber==\"R-2\"",
        "invoicenumber == \"r-2\"",
        "INVOICENUMBER>\"R-1\"",
        "Reference!=null",
        "Reference != \"\"",
        "Reference<>null",
        "Reference.Length==7",
        "!string.IsNullOrEmpty(Reference)",
        "not (Total < 20)",
        "!(Total < 20)",
        "-Total < -20",
      })
  void comparisonsSelect(String where) {
    assertThat(found(where)).as(where).containsExactly("R-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Type==\"ACCREC\" AND Total>20",
        "Type==\"ACCREC\" and Total>20",
        "Type==\"ACCREC\"&&Total>20",
        "Total>20 AND (Status==\"DRAFT\" OR Status==\"AUTHORISED\")",
        "Total>20 && (Status==\"DRAFT\" || Status==\"AUTHORISED\")",
        "Total>1000 || Type==\"ACCPAY\" or Total>20",
        "Total>1000 AND Type==\"ACCREC\" OR Total>20",
        "((((Total>20))))",
      })
  void conditionsAreJoinedAndBindsTighterThanOr(String where) {
    assertThat(found(where)).as(where).containsExactly("R-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Date==DateTime(2026,11,02)",
        "Date = DateTime(2026, 11, 2)",
        "Date>=DateTime(2026,11,01) AND Date<DateTime(2026,11,03)",
        "Date<DateTime(2026,11,02,10,30,00)",
        "Date >= DateTime.Parse(\"2026-11-02\")",
        "Date >= DateTime.Parse(\"2026-11-02T00:00:00\") && Date <= DateTime.Parse(\"2026-11-02T23:59:59Z\")",
        "DueDate==Date.AddDays(14)",
        "Date.Value.Year==2026 && Date.Month==11",
        "Date.HasValue",
        "FullyPaidOnDate==null",
        "UpdatedDateUTC>DateTime(2000,1,1)",
        "UpdatedDateUTC<=DateTime.UtcNow",
      })
  void datesCompareWithDates(String where) {
    assertThat(found(where)).as(where).containsExactly("R-1", "R-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InvoiceNumber.Contains(\"-2\")",
        "InvoiceNumber.EndsWith(\"2\")",
        "Reference.StartsWith(\"order\")",
        "Reference.StartsWith(\"Order \")",
        "Reference!=null AND Reference.Contains(\"ORDER\")",
        "Reference.ToLower()==\"order 7\"",
        "Reference.ToUpper().Contains(\"ORDER\")",
        "Reference.Trim().ToLower().EndsWith(\"7\")",
        "Contact.Name.Contains(\"zoe\")",
        "Contact.Name.StartsWith(\"ZOË\")",
        "Contact.Name.ToString().Contains(\"quist\")",
        "Reference.Equals(\"Order 7\")",
      })
  void textMethodsIgnoreCaseAndAccents(String where) {
    assertThat(found(where)).as(where).containsExactly("R-2");
  }

  @Test
  void aQuoteInATextIsDoubledOrEscaped() {
    assertThat(found("Contact.Name==\"Zoe \"\"Z\"\" Quist\"")).containsExactly("R-2");
    assertThat(found("Contact.Name==\"Zoe \\\"Z\\\" Quist\"")).containsExactly("R-2");
    assertThat(found("Reference==\"a\\\\b\"")).isEmpty();
  }

  @Test
  void idsAreWrittenAsGuids() {
    String id = first.path("InvoiceID").asString();
    String contact = first.at("/Contact/ContactID").asString();
    for (String where :
        List.of(
            "InvoiceID==guid(\"" + id + "\")",
            "InvoiceId=Guid(\"" + id.toUpperCase() + "\")",
            "InvoiceID==GUID(\"{" + id + "}\")",
            "InvoiceID==Guid.Parse(\"" + id.replace("-", "") + "\")",
            "InvoiceID.ToString()==\"" + id + "\"",
            "Contact.ContactID==guid(\"" + contact + "\")",
            "Contact.ContactId=Guid(\"" + contact + "\") AND InvoiceID!=Guid.Empty")) {
      assertThat(found(where)).as(where).containsExactly("R-1");
    }
    assertThat(refusal("Invoices?where=" + Xero.encode("InvoiceID==\"" + id + "\"")))
        .isEqualTo("Operator '==' incompatible with operand types 'Guid' and 'String'");
  }

  @Test
  void flagsStandAloneOrCompareWithTrueAndFalse() {
    assertThat(found("SentToContact==false")).hasSize(2);
    assertThat(found("SentToContact")).isEmpty();
    assertThat(found("!SentToContact")).hasSize(2);
    assertThat(found("SentToContact!=true AND true")).hasSize(2);
  }

  @Test
  void whereReachesIntoTheDocumentsThatADocumentNames() {
    String id = first.path("InvoiceID").asString();
    pay(id, "4");
    assertThat(paid("Invoice.InvoiceID==guid(\"" + id + "\")")).isEqualTo(1);
    assertThat(paid("Invoice.InvoiceNumber==\"R-1\"")).isEqualTo(1);
    assertThat(paid("Invoice.Contact.Name==\"Ada Byron\"")).isEqualTo(1);
    assertThat(paid("Account.Code==\"090\"")).isEqualTo(1);
    assertThat(paid("Account.Code==\"091\"")).isZero();
    assertThat(paid("CreditNote!=null")).isZero();
    assertThat(paid("Invoice!=null AND PaymentType==\"ACCRECPAYMENT\"")).isEqualTo(1);
  }

  private int paid(String where) {
    var reply = xero.get("Payments?where=" + Xero.encode(where));
    assertThat(reply.status()).as(where + " " + reply.body()).isEqualTo(200);
    return reply.json().path("Payments").size();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "Nonsense==1|No property or field 'Nonsense' exists in type 'Invoice'",
        "Contact.Nonsense==1|No property or field 'Nonsense' exists in type 'Contact'",
        "Reference.Nonsense(1)|No applicable method 'Nonsense' exists in type 'String'",
        "Reference.Contains(1)|No applicable method 'Contains' exists in type 'String'",
        "Status==|Expression expected",
        "Status==\"A\" AND ()|Expression expected",
        "Status~1|Syntax error '~'",
        "Status==\"A|Unterminated string literal",
        "Status=='DRAFT'|Character literal must contain exactly one character",
        "(Status==\"A\"|')' or operator expected",
        "Reference.Contains(\"a\"|')' or ',' expected",
        "Status==\"A\" Type==\"B\"|Syntax error",
        "Status==\"A\" LIKE \"B\"|Syntax error",
        "Status|Expression of type 'Boolean' expected",
        "AmountDue==\"x\"|Operator '==' incompatible with operand types 'Decimal?' and 'String'",
        "DueDate > \"2024-01-01\"|Operator '>' incompatible with operand types 'DateTime?' and 'String'",
        "SentToContact==\"true\"|Operator '==' incompatible with operand types 'Boolean?' and 'String'",
        "Status AND true|Operator 'AND' incompatible with operand types 'String' and 'Boolean'",
        "!Status|Operator '!' incompatible with operand type 'String'",
        "Date>=DateTime(2026,13,1)|Year, Month, and Day parameters describe an un-representable DateTime.",
        "Date>=DateTime(2026)|No matching constructor in type 'DateTime'",
        "Date>=DateTime.Parse(\"soon\")|String was not recognized as a valid DateTime.",
        "Status.|Identifier expected",
        "DateTime>1|'.' or '(' expected",
      },
      delimiter = '|')
  void anythingElseIsAQueryParseExceptionThatSaysWhy(String where, String message) {
    assertThat(refusal("Invoices?where=" + Xero.encode(where))).isEqualTo(message);
  }

  @Test
  void orderTakesSeveralFieldsInEitherDirection() {
    assertThat(ordered("Total")).containsExactly("R-1", "R-2");
    assertThat(ordered("Total DESC")).containsExactly("R-2", "R-1");
    assertThat(ordered("total desc")).containsExactly("R-2", "R-1");
    assertThat(ordered("Date ASC, InvoiceNumber DESC")).containsExactly("R-2", "R-1");
    assertThat(ordered("Contact.Name descending")).containsExactly("R-2", "R-1");
    assertThat(ordered("Reference")).containsExactly("R-1", "R-2");
  }

  private List<String> ordered(String order) {
    var reply = xero.get("Invoices?order=" + Xero.encode(order));
    assertThat(reply.status()).as(order + " " + reply.body()).isEqualTo(200);
    List<String> numbers = new ArrayList<>();
    reply
        .json()
        .path("Invoices")
        .forEach(each -> numbers.add(each.path("InvoiceNumber").asString()));
    return numbers;
  }

  @Test
  void anOrderThatCannotBeReadIsRefusedLikeAWhere() {
    assertThat(refusal("Invoices?order=Nonsense"))
        .isEqualTo("No property or field 'Nonsense' exists in type 'Invoice'");
    assertThat(refusal("Contacts?order=Name+sideways")).isEqualTo("Syntax error");
    assertThat(refusal("Contacts?order=Name,")).isEqualTo("Expression expected");
  }

  @Test
  void whatASummaryLeavesOutCannotBeFilteredOn() {
    assertThat(xero.get("Contacts?where=IsCustomer==true").json().path("Contacts")).hasSize(2);
    assertThat(refusal("Contacts?summaryOnly=true&where=IsCustomer==true"))
        .isEqualTo("No property or field 'IsCustomer' exists in type 'Contact'");
    assertThat(refusal("Invoices?summaryOnly=true&where=HasAttachments==true"))
        .isEqualTo("No property or field 'HasAttachments' exists in type 'Invoice'");
  }
}
