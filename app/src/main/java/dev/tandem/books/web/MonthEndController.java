package dev.tandem.books.web;

import dev.tandem.books.clearing.ClearingAccounts;
import dev.tandem.books.monthend.LockCheck;
import dev.tandem.books.monthend.LockCheck.Finding;
import dev.tandem.books.monthend.MonthEnd;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tab of the month's end: whether the books can be locked in Xero, and what to do before. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class MonthEndController {

  private final MonthEnd monthEnd;
  private final LedgerHeads heads;
  private final Setup setup;
  private final ClearingAccounts clearing;

  MonthEndController(MonthEnd monthEnd, LedgerHeads heads, Setup setup, ClearingAccounts clearing) {
    this.monthEnd = monthEnd;
    this.heads = heads;
    this.setup = setup;
    this.clearing = clearing;
  }

  /**
   * A finding in words.
   *
   * @param path where it is mended; null where nothing has to be
   */
  public record Row(Finding finding, String title, String words, @Nullable String path) {

    static Row of(Finding it) {
      boolean one = it.count() == 1;
      return switch (it.kind()) {
        case NOT_INVOICED ->
            new Row(
                it,
                "Appointments without an invoice",
                it.clear()
                    ? "Everything that was done is invoiced."
                    : (one ? "One that was done is" : it.count() + " that were done are")
                        + " not invoiced yet. What is invoiced later counts for a later month.",
                "/diary?date=" + it.earliest());
        case DRAFTS ->
            new Row(
                it,
                "Invoices not issued",
                it.clear()
                    ? "No draft has a day of this time."
                    : (one ? "One draft has" : it.count() + " drafts have")
                        + " a day of this time. Issue them before the lock, or give them a later day.",
                "/invoices?state=DRAFT");
        case TAKINGS_OPEN ->
            new Row(
                it,
                "Takings not closed",
                it.clear()
                    ? "Every day is closed."
                    : (one ? "One payment waits" : it.count() + " payments wait")
                        + " for the close of "
                        + (one ? "its" : "their")
                        + " day.",
                "/takings?date=" + it.earliest());
        case WAITING ->
            new Row(
                it,
                "On the way to Xero",
                it.clear()
                    ? "Nothing with a day of this time is on its way."
                    : (one
                        ? "One document leaves by itself. Lock when it has arrived."
                        : it.count()
                            + " documents leave by themselves. Lock when they have arrived."),
                "/ledger/queue");
        case REFUSED ->
            new Row(
                it,
                "Needs a person",
                it.clear()
                    ? "Xero has refused nothing with a day of this time."
                    : (one ? "One document was" : it.count() + " documents were")
                        + " not taken. Put "
                        + (one ? "it" : "them")
                        + " right before the lock; afterwards Xero does not take "
                        + (one ? "it." : "them."),
                "/ledger/refusals");
        case CONFLICTS ->
            new Row(
                it,
                "Both sides differ",
                it.clear()
                    ? "Both sides say the same."
                    : (one ? "One document was" : it.count() + " documents were")
                        + " changed here and in Xero, differently.",
                "/ledger/conflicts");
        case DRAFTS_THERE ->
            new Row(
                it,
                "Drafts in Xero",
                it.clear()
                    ? "What is issued here is approved there."
                    : (one ? "One invoice is" : it.count() + " invoices are")
                        + " issued here and a draft in Xero. Approve "
                        + (one ? "it" : "them")
                        + " there: after the lock nobody can.",
                "/invoices?state=DUE");
        case LEFT_OUT ->
            new Row(
                it,
                "Left out of Xero",
                it.clear()
                    ? "Nothing of this time was left out on purpose."
                    : (one ? "One document was" : it.count() + " documents were")
                        + " left out of Xero on purpose. After the lock "
                        + (one ? "it stays" : "they stay")
                        + " out.",
                "/ledger/periods");
        case NOT_AT_REST ->
            new Row(
                it,
                "Accounts that come back to zero",
                it.clear()
                    ? "Nothing is left on an account through which money only passes."
                    : (one ? "On one clearing account" : "On " + it.count() + " clearing accounts")
                        + " something is left of this time. What is missing or too much has such a day: find it before the lock.",
                "#clearing");
      };
    }
  }

  /**
   * @param day the last one that would be locked; by itself, the end of the last month
   */
  @GetMapping("/ledger/month-end")
  String monthEnd(
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate day,
      Model model,
      HttpServletResponse response) {
    LockCheck check;
    try {
      check = monthEnd.check(day == null ? monthEnd.lastMonth() : day);
      model.addAttribute("errors", Map.of());
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      check = monthEnd.check(monthEnd.lastMonth());
      model.addAttribute("errors", e.errors());
    }
    model.addAttribute("check", check);
    model.addAttribute("rows", check.findings().stream().map(Row::of).toList());
    List<ClearingAccounts.Overview> organisations = clearing.all();
    model.addAttribute("organisations", organisations);
    model.addAttribute(
        "pictures",
        organisations.stream()
            .flatMap(it -> it.accounts().stream())
            .collect(
                Collectors.toMap(it -> it.tenant() + "/" + it.ledgerId(), ClearingPicture::of)));
    model.addAttribute("currency", setup.practice().currency());
    model.addAttribute("head", heads.current());
    return "ledger/month-end";
  }
}
