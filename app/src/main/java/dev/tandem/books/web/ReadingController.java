package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.Rhythm;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.WholeDifferences;
import dev.tandem.books.reference.Reference;
import dev.tandem.books.reference.ReferencePart;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.staff.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tab of reading: how often each organisation is asked, what that takes, what it showed. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class ReadingController {

  private final LedgerHeads heads;
  private final Connections connections;
  private final Rhythm rhythm;
  private final Reference reference;
  private final Setup setup;
  private final AuditTrail trail;
  private final TransactionTemplate inPractice;

  ReadingController(
      LedgerHeads heads,
      Connections connections,
      Rhythm rhythm,
      Reference reference,
      Setup setup,
      AuditTrail trail,
      TransactionTemplate inPractice) {
    this.heads = heads;
    this.connections = connections;
    this.rhythm = rhythm;
    this.reference = reference;
    this.setup = setup;
    this.trail = trail;
    this.inPractice = inPractice;
  }

  /** One way to choose and what it takes on a day, about. */
  public record Offer(Duration every, String words, int calls, String bytes) {

    public long minutes() {
      return every.toMinutes();
    }
  }

  /**
   * How far one kind is known.
   *
   * @param own whether it is compared for itself, and not with what it belongs to
   * @param refused null while its list is given
   */
  public record Read(
      String of,
      String kind,
      boolean own,
      @Nullable Instant readAt,
      Rhythm.@Nullable RefusedList refused,
      Rhythm.@Nullable Whole whole) {}

  /** A part of what its books are made of. */
  public record Part(String name, @Nullable Instant readAt, Rhythm.@Nullable RefusedList refused) {}

  /**
   * The reading of one organisation.
   *
   * @param rhythms how often accounts and tax rates may be read
   */
  public record Of(
      Binding binding,
      Rhythm.Choice choice,
      List<Offer> offers,
      List<Offer> rhythms,
      List<Part> parts,
      List<Read> reads,
      List<WholeDifferences.Unequal> unequal) {}

  @GetMapping("/ledger/reading")
  String reading(Model model) {
    List<Of> all =
        connections.bindings().stream()
            .filter(it -> it.status() != Binding.Status.DISCONNECTED)
            .map(this::of)
            .toList();
    model.addAttribute("head", heads.current());
    model.addAttribute("organisations", all);
    return "ledger/reading";
  }

  private Of of(Binding binding) {
    var tenant = UUID.fromString(binding.tenantId());
    Rhythm.Choice choice = rhythm.of(tenant);
    var reads = new ArrayList<Read>();
    for (Kind it :
        List.of(Kind.CLIENT, Kind.INVOICE, Kind.PAYMENT, Kind.CREDIT_NOTE, Kind.ADVANCE)) {
      Instant readAt = rhythm.readAt(tenant, it);
      Rhythm.RefusedList refused = rhythm.refused(tenant, it).orElse(null);
      if (Kind.USUAL.contains(it) || readAt != null || refused != null) {
        reads.add(
            new Read(
                it.text(),
                plural(it),
                rhythm.isCompared(it),
                readAt,
                refused,
                rhythm.whole(tenant, it).orElse(null)));
      }
    }
    return new Of(
        binding,
        choice,
        rhythm.choices(tenant).stream()
            .map(
                it ->
                    new Offer(
                        it,
                        words(it),
                        rhythm.callsADay(tenant, it),
                        Bytes.inWords(rhythm.bytesADay(tenant, it))))
            .toList(),
        rhythm.referenceChoices(tenant).stream()
            .map(it -> new Offer(it, small(it), rhythm.referenceCallsADay(it), ""))
            .toList(),
        List.of(
            part(tenant, ReferencePart.CHART, "Accounts and tax rates"),
            part(
                tenant,
                ReferencePart.DETAILS,
                "Items, tracking, currencies, themes and lock dates")),
        reads,
        rhythm.unequal(tenant));
  }

  private Part part(UUID tenant, ReferencePart part, String name) {
    return new Part(
        name, reference.readAt(tenant, part), rhythm.refused(tenant, part).orElse(null));
  }

  private String plural(Kind kind) {
    String word = kind == Kind.CLIENT ? setup.words().many() : kind.plural();
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String words(Duration every) {
    if (every.toDays() > 0) {
      return "Once a day";
    }
    if (every.toMinutes() % 60 > 0) {
      return "Every %d minutes".formatted(every.toMinutes());
    }
    return every.toHours() == 1 ? "Every hour" : "Every %d hours".formatted(every.toHours());
  }

  private static String small(Duration every) {
    return words(every).toLowerCase(Locale.ROOT);
  }

  /**
   * @param every in minutes
   * @param wholeHour of the practice's clock
   * @param referenceEvery in minutes; what is not said stays as it is
   */
  @PostMapping("/ledger/connection/{id}/reading")
  @PreAuthorize("hasAuthority('LEDGER_CONNECT')")
  String choose(
      @PathVariable BindingId id,
      @RequestParam(defaultValue = "0") int every,
      @RequestParam(defaultValue = "-1") int wholeHour,
      @RequestParam(name = "reference", required = false) @Nullable Integer referenceEvery,
      RedirectAttributes flash) {
    Binding binding = connections.binding(id);
    var choice =
        new Rhythm.Choice(
            Duration.ofMinutes(every),
            wholeHour,
            referenceEvery == null
                ? rhythm.of(UUID.fromString(binding.tenantId())).reference()
                : Duration.ofMinutes(referenceEvery));
    try {
      inPractice.executeWithoutResult(_ -> choose(binding, choice));
      flash.addFlashAttribute(
          "said",
          "%s is asked %s, everything is compared from %d:00 on, and accounts and tax rates are read %s."
              .formatted(
                  binding.organisationName(),
                  small(choice.every()),
                  wholeHour,
                  small(choice.reference())));
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/reading";
  }

  /** Its list lacked so much that nothing was concluded: a person says that it is to be asked. */
  @PostMapping("/ledger/connection/{id}/missing/{kind}")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String askForMissing(
      @PathVariable BindingId id, @PathVariable String kind, RedirectAttributes flash) {
    Binding binding = connections.binding(id);
    Kind of =
        Stream.of(Kind.values())
            .filter(it -> it.text().equals(kind))
            .findFirst()
            .orElseThrow(() -> new NoSuchRecord("kind", kind));
    try {
      inPractice.executeWithoutResult(
          _ -> rhythm.askForMissing(UUID.fromString(binding.tenantId()), of));
      flash.addFlashAttribute(
          "said",
          "Xero is asked for each of them, twice. What it does not show then is told as gone, and held.");
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/reading";
  }

  private void choose(Binding binding, Rhythm.Choice choice) {
    if (rhythm.choose(UUID.fromString(binding.tenantId()), choice)) {
      trail.note(
          new RecordRef("ledger", binding.id().value()),
          null,
          "reading chosen",
          "has %s asked %s, everything compared from %d:00 on, and accounts and tax rates read %s"
              .formatted(
                  binding.organisationName(),
                  small(choice.every()),
                  choice.wholeHour(),
                  small(choice.reference())));
    }
  }
}
