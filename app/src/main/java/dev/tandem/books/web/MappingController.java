package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.mapping.Mapping;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Part;
import dev.tandem.books.mapping.Replacing;
import dev.tandem.books.mapping.Replacing.Replaced;
import dev.tandem.books.mapping.Row;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tab of the mapping: where what is sold and taken belongs in an organisation's books. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class MappingController {

  private static final String PAGE = "/ledger/mapping";

  private final LedgerHeads heads;
  private final Mappings mappings;
  private final Replacing replacing;
  private final ReferenceWishes wishes;

  MappingController(
      LedgerHeads heads, Mappings mappings, Replacing replacing, ReferenceWishes wishes) {
    this.replacing = replacing;
    this.heads = heads;
    this.mappings = mappings;
    this.wishes = wishes;
  }

  @InitBinder
  void kinds(WebDataBinder binder) {
    binder.registerCustomEditor(Subject.Kind.class, new SubjectWord());
  }

  /**
   * What was typed and cannot be.
   *
   * @param key the row's
   * @param errors part → message
   */
  public record Mistake(String key, Target typed, Map<String, String> errors) {}

  /**
   * How fresh the lists are.
   *
   * @param asked whether somebody waits for them to be read again
   * @param newer whether they were read since the page was drawn
   */
  public record Reading(
      Binding organisation, @Nullable Instant readAt, boolean asked, boolean newer) {}

  /**
   * @param organisation whose books are meant; the main one's if empty, or no longer connected
   */
  @GetMapping(PAGE)
  String page(@RequestParam(defaultValue = "") String organisation, Model model) {
    return draw(shown(organisation), null, model);
  }

  /** How fresh the lists are, alone. */
  @GetMapping(PAGE + "/reading")
  String reading(
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(required = false) @Nullable Instant drawn,
      Model model) {
    Binding shown = some(shown(organisation));
    Instant at = mappings.of(shown).readAt();
    boolean newer = at != null && (drawn == null || at.isAfter(drawn));
    model.addAttribute("reading", new Reading(shown, at, asked(shown), newer));
    return "ledger/mapping :: reading";
  }

  @PostMapping(PAGE + "/reading")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String readAgain(@RequestParam(defaultValue = "") String organisation, RedirectAttributes flash) {
    Binding shown = connected(organisation);
    wishes.readNow(UUID.fromString(shown.tenantId()));
    flash.addFlashAttribute(
        "said", shown.organisationName() + " is being read. The lists follow in a moment.");
    return back(shown, flash);
  }

  @PostMapping(PAGE + "/{kind}/{subject}")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('SETUP_EDIT')")
  String map(
      @PathVariable Subject.Kind kind,
      @PathVariable String subject,
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "") String account,
      @RequestParam(defaultValue = "") String tax,
      @RequestParam(defaultValue = "") String item,
      @RequestParam(defaultValue = "") List<String> tracking,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String alone,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Subject of = subject(kind, subject);
    mappings.requireOwn(of);
    Binding shown = connected(organisation);
    Target wanted = new Target(account, item, tax, tracking);
    try {
      mappings.map(shown, of, wanted);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      String key = new Row(of, "", wanted, "", "", null).key();
      return draw(shown, new Mistake(key, wanted, e.errors()), model);
    }
    String said =
        of.kind() == Subject.Kind.PAYMENT
            ? "Saved. Payments that go to Xero from now on follow it."
            : "Saved. Invoices made from now on follow it.";
    if (alone != null) {
      // Only its row is taken from the page: what is chosen in others and not saved yet stays.
      response.setHeader("HX-Trigger", "{\"said\":\"" + said + "\"}");
      return draw(shown, null, model);
    }
    flash.addFlashAttribute("said", said);
    return back(shown, flash);
  }

  /** What is not there any more gives way to something else, wherever it is used. */
  @PostMapping(PAGE + "/replacement")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('SETUP_EDIT')")
  String replace(
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam String part,
      @RequestParam(defaultValue = "false") boolean payment,
      @RequestParam String from,
      @RequestParam(defaultValue = "") String to,
      RedirectAttributes flash) {
    Binding shown = connected(organisation);
    Part of = Part.named(part).orElseThrow(() -> new NoSuchRecord("part", part));
    try {
      Replaced done = replacing.replace(shown, of, payment, from, to);
      flash.addFlashAttribute("said", said(done));
      if (!done.stayed().isEmpty()) {
        flash.addFlashAttribute("refused", String.join(" ", done.stayed()));
      }
    } catch (InvalidInput e) {
      flash.addFlashAttribute("refused", String.join(" ", e.errors().values()));
    }
    return back(shown, flash);
  }

  private static String said(Replaced done) {
    if (done.places() + done.documents() == 0) {
      return done.stayed().isEmpty()
          ? "Nothing names it any more: somebody was quicker."
          : "Nothing was replaced.";
    }
    String places =
        done.places() == 0
            ? "Replaced"
            : done.places() == 1
                ? "Replaced in one place"
                : "Replaced in " + done.places() + " places";
    return switch (done.documents()) {
      case 0 -> places + ".";
      case 1 -> places + ", and on one document that was not sent yet.";
      default -> places + ", and on " + done.documents() + " documents that were not sent yet.";
    };
  }

  @PostMapping(PAGE + "/proposal")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('SETUP_EDIT')")
  String take(
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam String proposed,
      RedirectAttributes flash) {
    Binding shown = connected(organisation);
    try {
      int taken = mappings.take(shown, proposed);
      flash.addFlashAttribute(
          "said", "Taken: " + taken + " mapped. Everything can still be changed below.");
    } catch (Refused e) {
      flash.addFlashAttribute("refused", String.valueOf(e.getMessage()));
    }
    return back(shown, flash);
  }

  static Subject subject(Subject.Kind kind, String id) {
    boolean record = kind != Subject.Kind.DEFAULT && kind != Subject.Kind.PAYMENT;
    try {
      return new Subject(
          kind, record ? UUID.fromString(id).toString() : id.equals("rest") ? "" : id);
    } catch (IllegalArgumentException _) {
      throw new NoSuchRecord(kind.text(), id);
    }
  }

  private String draw(@Nullable Binding shown, @Nullable Mistake mistake, Model model) {
    Mapping mapping = shown == null ? null : mappings.of(shown);
    model.addAttribute("head", heads.current());
    model.addAttribute("organisations", mappings.organisations());
    model.addAttribute("mapping", mapping);
    model.addAttribute("mistake", mistake);
    model.addAttribute(
        "reading",
        shown == null || mapping == null
            ? null
            : new Reading(shown, mapping.readAt(), asked(shown), false));
    return "ledger/mapping";
  }

  private boolean asked(Binding shown) {
    return wishes.asked(UUID.fromString(shown.tenantId()));
  }

  private @Nullable Binding shown(String organisation) {
    List<Binding> living = mappings.organisations();
    return living.stream()
        .filter(it -> it.id().toString().equals(organisation))
        .findFirst()
        .orElse(living.isEmpty() ? null : living.getFirst());
  }

  /**
   * Whose mapping somebody changes. A page of one that is gone must not change another's.
   *
   * @param organisation may be left out as long as there is only one
   */
  private Binding connected(String organisation) {
    List<Binding> living = mappings.organisations();
    if (living.isEmpty() || (organisation.isEmpty() && living.size() == 1)) {
      return some(living.isEmpty() ? null : living.getFirst());
    }
    return living.stream()
        .filter(it -> it.id().toString().equals(organisation))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    "This organisation is not connected any more. Nothing was changed: look at the mapping of the one you mean."));
  }

  private static Binding some(@Nullable Binding shown) {
    if (shown == null) {
      throw new Refused(
          "Connect an organisation first: what things are mapped to is in its books.");
    }
    return shown;
  }

  private String back(Binding shown, RedirectAttributes flash) {
    if (mappings.organisations().size() > 1) {
      flash.addAttribute("organisation", shown.id().toString());
    }
    return "redirect:" + PAGE;
  }
}
