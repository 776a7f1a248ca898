package dev.tandem.books.web;

import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.refusals.Keeping;
import dev.tandem.books.refusals.PriorPeriods;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The tray of what lies in a period that is closed in Xero, and what was left out because of it.
 */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class PeriodsController {

  private static final int SHOWN = 100;

  private final PriorPeriods periods;
  private final Keeping keeping;
  private final LeftOut leftOut;
  private final RecordNames names;
  private final OwnRecords own;
  private final LedgerHeads heads;

  PeriodsController(
      PriorPeriods periods,
      Keeping keeping,
      LeftOut leftOut,
      RecordNames names,
      OwnRecords own,
      LedgerHeads heads) {
    this.keeping = keeping;
    this.periods = periods;
    this.leftOut = leftOut;
    this.names = names;
    this.own = own;
    this.heads = heads;
  }

  /** One that waits, by name. */
  public record Row(PriorPeriods.Waiting waiting, Named named, boolean chosen) {

    /** {@code invoice:0198…}. */
    public String key() {
      return waiting.record().kind() + ":" + waiting.record().id();
    }
  }

  /** One that was left out, by name. */
  public record Left(LeftOut.Decision decision, Named named) {

    /** {@code invoice:0198…}. */
    public String key() {
      return PeriodsController.key(decision.record());
    }
  }

  /** One that would be kept after all, by name. */
  public record KeptShown(Keeping.Offer offer, Named named) {}

  /** One that would be moved, by name. */
  public record Shown(PriorPeriods.Moved moved, Named named) {}

  /**
   * @param act empty for the tray itself; {@code move}, {@code leave} and {@code keep} show what
   *     they would do
   */
  @GetMapping("/ledger/periods")
  String tray(
      @RequestParam(defaultValue = "") List<String> record,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate day,
      @RequestParam(defaultValue = "") String reason,
      Model model) {
    return show(record, act, day, reason, Map.of(), model);
  }

  private String show(
      List<String> record,
      String act,
      @Nullable LocalDate day,
      String reason,
      Map<String, String> errors,
      Model model) {
    List<PriorPeriods.Waiting> waiting = periods.waiting();
    Set<String> keys = new TreeSet<>(record);
    List<LeftOut.Decision> left = leftOut.latest(SHOWN);
    Map<RecordRef, Named> named =
        names.of(
            Stream.concat(
                    waiting.stream().map(PriorPeriods.Waiting::record),
                    left.stream().map(LeftOut.Decision::record))
                .collect(Collectors.toSet()));
    List<Row> rows =
        waiting.stream()
            .map(it -> new Row(it, name(named, it.record()), keys.contains(key(it.record()))))
            .toList();
    LocalDate open =
        waiting.stream()
            .flatMap(it -> Stream.ofNullable(it.firstOpen()))
            .max(LocalDate::compareTo)
            .orElse(null);
    LocalDate to = day == null ? open : day;
    List<Row> chosen =
        rows.stream().filter(Row::chosen).filter(it -> fits(act, it.waiting())).toList();
    model.addAttribute("movable", rows.stream().anyMatch(it -> it.waiting().movable()));
    model.addAttribute("keepable", rows.stream().anyMatch(it -> it.waiting().keepable()));
    model.addAttribute("rows", rows);
    model.addAttribute("chosen", chosen);
    model.addAttribute("day", to);
    model.addAttribute("reason", reason);
    model.addAttribute("errors", chosenNothing(act, chosen, to, reason, errors));
    model.addAttribute("act", act);
    model.addAttribute(
        "left", left.stream().map(it -> new Left(it, name(named, it.record()))).toList());
    model.addAttribute("leftCount", leftOut.count());
    model.addAttribute("head", heads.current());
    if (act.equals("move") && to != null && !chosen.isEmpty()) {
      List<RecordRef> refs = chosen.stream().map(it -> it.waiting().record()).toList();
      model.addAttribute(
          "moves",
          periods.preview(refs, to).stream()
              .map(it -> new Shown(it, name(named, it.waiting().record())))
              .toList());
    }
    if (act.equals("keep") && !chosen.isEmpty()) {
      model.addAttribute(
          "keeps",
          chosen.stream()
              .flatMap(it -> keeping.of(it.waiting().record()).stream())
              .map(it -> new KeptShown(it, name(named, it.record())))
              .toList());
    }
    return "ledger/periods";
  }

  private static boolean fits(String act, PriorPeriods.Waiting it) {
    return switch (act) {
      case "move" -> it.movable();
      case "leave" -> it.mayStayOut();
      case "keep" -> it.keepable();
      default -> true;
    };
  }

  private static Map<String, String> chosenNothing(
      String act,
      List<Row> chosen,
      @Nullable LocalDate to,
      String reason,
      Map<String, String> errors) {
    if (!errors.isEmpty() || act.isEmpty()) {
      return errors;
    }
    if (chosen.isEmpty()) {
      return Map.of("record", "Choose at least one.");
    }
    if (act.equals("move") && to == null) {
      return Map.of("day", "Say the day");
    }
    return act.equals("leave") && reason.isBlank()
        ? Map.of("reason", "Say why: it is kept with each of them")
        : Map.of();
  }

  private static Named name(Map<RecordRef, Named> named, RecordRef record) {
    return Objects.requireNonNull(named.get(record));
  }

  @PostMapping("/ledger/periods/move")
  @PreAuthorize(
      "hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE') and hasAuthority('INVOICES_EDIT')")
  String move(
      @RequestParam(defaultValue = "") List<String> record,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
      RedirectAttributes flash) {
    int moved = periods.move(refs(record), day);
    flash.addFlashAttribute(
        moved == 0 ? "refused" : "said",
        switch (moved) {
          case 0 -> "None of them could be moved.";
          case 1 -> "One record was moved and goes again now.";
          default -> "%,d records were moved and go again now.".formatted(moved);
        });
    return "redirect:/ledger/periods";
  }

  @PostMapping("/ledger/periods/leave")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String leave(
      @RequestParam(defaultValue = "") List<String> record,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    try {
      int left = periods.leaveOut(refs(record), reason);
      flash.addFlashAttribute(
          left == 0 ? "refused" : "said",
          switch (left) {
            case 0 -> "None of them could be left out.";
            case 1 -> "One record is left out of Xero.";
            default -> "%,d records are left out of Xero.".formatted(left);
          });
      return "redirect:/ledger/periods";
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(record, "leave", null, reason, e.errors(), model);
    }
  }

  /** Whether the bookkeeper has opened the books meanwhile. */
  @PostMapping("/ledger/periods/look")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String look(RedirectAttributes flash) {
    periods.lookAgain();
    flash.addFlashAttribute("said", "Xero is asked again. What is open now goes by itself.");
    return "redirect:/ledger/periods";
  }

  @PostMapping("/ledger/periods/{kind}/{id}/back")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String takeBack(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String without,
      RedirectAttributes flash) {
    RecordRef record = own.standing(kind, id).record();
    String lost = periods.lost(record);
    if (!lost.isEmpty() && !lost.equals(without)) {
      flash.addFlashAttribute("without", lost);
      flash.addFlashAttribute("withoutOf", key(record));
      flash.addFlashAttribute(
          "refused",
          "Not sent yet. Xero had this with it and lost it, and it does not come back: %s. Sent without it, it no longer counts here either."
              .formatted(lost));
      return "redirect:/ledger/periods";
    }
    int stays = periods.takeBack(record);
    flash.addFlashAttribute(
        "said",
        switch (stays) {
          case 0 -> "It goes to Xero after all.";
          case 1 ->
              "It goes to Xero after all, without the payment that is left out by itself below.";
          default ->
              "It goes to Xero after all, without the %d payments that are left out by themselves below."
                  .formatted(stays);
        });
    return "redirect:/ledger/periods";
  }

  private static String key(RecordRef it) {
    return it.kind() + ":" + it.id();
  }

  private static Set<RecordRef> refs(List<String> keys) {
    return keys.stream().flatMap(PeriodsController::ref).collect(Collectors.toSet());
  }

  private static Stream<RecordRef> ref(String key) {
    int cut = Math.max(0, key.indexOf(':'));
    try {
      return Stream.of(
          new RecordRef(key.substring(0, cut), UUID.fromString(key.substring(cut + 1))));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }
}
