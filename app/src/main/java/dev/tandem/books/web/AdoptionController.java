package dev.tandem.books.web;

import dev.tandem.books.adoption.Adoptions;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** After a restore: what was found again in the ledger, and the button that looks now. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class AdoptionController {

  private final LedgerHeads heads;
  private final Adoptions adoptions;
  private final RecordNames names;
  private final Billing billing;

  AdoptionController(LedgerHeads heads, Adoptions adoptions, RecordNames names, Billing billing) {
    this.billing = billing;
    this.heads = heads;
    this.adoptions = adoptions;
    this.names = names;
  }

  /**
   * A record that was found again.
   *
   * @param path its page; null while it is not here
   * @param reason what a person has to do; null if nothing
   */
  public record Found(
      String name,
      String word,
      @Nullable String path,
      String kind,
      String ledgerId,
      String became,
      @Nullable String reason,
      Instant at) {}

  /** One organisation as the page shows it. */
  public record Shown(Adoptions.Report report, Slice<Found> found) {}

  /**
   * @param organisation whose list shows another page than the first; empty for none
   */
  @GetMapping("/ledger/adoption")
  String page(
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    model.addAttribute("head", heads.current());
    show(organisation, page, model);
    return "ledger/adoption";
  }

  /** The findings alone, asked for again by open pages when something changed. */
  @GetMapping("/ledger/adoption/findings")
  String findings(
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    show(organisation, page, model);
    return "ledger/adoption :: findings";
  }

  private void show(String organisation, int page, Model model) {
    List<Adoptions.Report> reports = adoptions.reports(null, 0);
    List<Slice<Adoption.Entry>> slices =
        reports.stream()
            .map(it -> slice(it, it.binding().id().toString().equals(organisation) ? page : 1))
            .toList();
    List<Adoption.Entry> all = slices.stream().flatMap(it -> it.rows().stream()).toList();
    Map<RecordRef, Named> named =
        names.of(all.stream().flatMap(it -> Stream.ofNullable(record(it))).toList());
    Map<String, InvoiceId> namesakes = namesakes(all);
    model.addAttribute(
        "organisations",
        IntStream.range(0, reports.size())
            .mapToObj(
                at ->
                    new Shown(
                        reports.get(at),
                        slices.get(at).map(entry -> found(entry, named, namesakes))))
            .toList());
    model.addAttribute("organisation", organisation);
    model.addAttribute("page", page);
    model.addAttribute("elsewhere", adoptions.wokeElsewhere());
    model.addAttribute("uncertain", adoptions.isUncertain());
    model.addAttribute("upcoming", adoptions.upcomingNumber());
  }

  private Slice<Adoption.Entry> slice(Adoptions.Report report, int page) {
    return Slice.of(
        Math.toIntExact(report.found()),
        page,
        (from, most) -> adoptions.found(report.binding(), from, most));
  }

  private static @Nullable RecordRef record(Adoption.Entry it) {
    return it.record() == null ? null : new RecordRef(it.kind().text(), it.record());
  }

  /** Invoices here that carry the numbers of those which need a person. */
  private Map<String, InvoiceId> namesakes(List<Adoption.Entry> all) {
    List<String> numbers =
        all.stream()
            .filter(it -> it.record() == null)
            .flatMap(it -> Stream.ofNullable(it.number()))
            .distinct()
            .toList();
    return numbers.isEmpty() ? Map.of() : billing.byNumbers(numbers);
  }

  /**
   * What needs a person because its number was given again leads to the invoice that has it here.
   */
  private static Found found(
      Adoption.Entry it, Map<RecordRef, Named> names, Map<String, InvoiceId> namesakes) {
    RecordRef record = record(it);
    Named named = record == null ? namesake(it.number(), namesakes) : names.get(record);
    String number = it.number() == null ? "Without a name" : it.number();
    return new Found(
        named == null ? number : named.name(),
        named == null ? it.kind().text() : named.word(),
        named == null ? null : named.path(),
        it.kind().text(),
        it.ledgerId(),
        switch (it.verdict()) {
          case "adopted" -> "linked again";
          case "returned" -> "brought back";
          default -> "needs you";
        },
        it.reason(),
        it.at());
  }

  private static @Nullable Named namesake(
      @Nullable String number, Map<String, InvoiceId> namesakes) {
    InvoiceId here = number == null ? null : namesakes.get(number);
    return number == null || here == null
        ? null
        : new Named(number, "invoice", "/invoices/" + here + "/number");
  }

  /** What needs a decision is decided: it stays in Xero and does not come here. */
  @PostMapping("/ledger/adoption/{binding}/strangers")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String leaveAlone(
      @PathVariable BindingId binding,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String id,
      RedirectAttributes flash) {
    boolean left = adoptions.leaveAlone(binding, kind, id);
    flash.addFlashAttribute(
        left ? "said" : "refused",
        left
            ? "It stays as it is in Xero and is not looked at again."
            : "Somebody else decided about that meanwhile.");
    return "redirect:/ledger/adoption";
  }

  @PostMapping("/ledger/adoption")
  @PreAuthorize("hasAuthority('LEDGER_CONNECT')")
  String adopt(RedirectAttributes flash) {
    adoptions.adopt();
    flash.addFlashAttribute(
        "said", "Tandem looks in Xero for what this database lost. The findings appear below.");
    return "redirect:/ledger/adoption";
  }
}
