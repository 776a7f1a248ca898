package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.outbox.SendNow;
import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.books.outbox.WaitingRecords.Question;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import dev.tandem.shared.RecordRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The ledger's side of single records, for the pages of their modules. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class RecordController {

  /** As many as a page shows, with their clients. */
  private static final int AT_ONCE = 200;

  /** Of one kind, with what belongs to the record: more than one has. */
  private static final int NEAR = 500;

  private final Badges badges;
  private final OwnRecords own;
  private final Outbox outbox;
  private final StoryLines lines;
  private final RecordNames names;
  private final Connections connections;
  private final OrganisationNames organisations;
  private final SendNow sending;
  private final WaitingRecords waiting;
  private final Remedies remedies;
  private final LedgerReading reading;
  private final LeftOut leftOut;

  RecordController(
      Badges badges,
      OwnRecords own,
      Outbox outbox,
      StoryLines lines,
      RecordNames names,
      Connections connections,
      OrganisationNames organisations,
      SendNow sending,
      WaitingRecords waiting,
      Remedies remedies,
      LedgerReading reading,
      LeftOut leftOut) {
    this.leftOut = leftOut;
    this.reading = reading;
    this.badges = badges;
    this.own = own;
    this.outbox = outbox;
    this.lines = lines;
    this.names = names;
    this.connections = connections;
    this.organisations = organisations;
    this.sending = sending;
    this.waiting = waiting;
    this.remedies = remedies;
  }

  /**
   * One answer for all records of a page, each part to be put into its place.
   *
   * @param own whose page it is: as of when it is known is seen there, and only heard of the others
   */
  @GetMapping("/ledger/badges")
  String badges(
      @RequestParam(defaultValue = "") List<UUID> client,
      @RequestParam(defaultValue = "") List<UUID> invoice,
      @RequestParam(defaultValue = "") List<UUID> payment,
      @RequestParam(defaultValue = "") List<UUID> receipt,
      @RequestParam(defaultValue = "") List<UUID> advance,
      @RequestParam(name = "credit-note", defaultValue = "") List<UUID> creditNote,
      @RequestParam(defaultValue = "") List<UUID> allocation,
      @RequestParam(defaultValue = "") List<UUID> refund,
      @RequestParam(required = false) @Nullable UUID own,
      Model model) {
    var records = new ArrayList<RecordRef>();
    client.forEach(it -> records.add(new RecordRef("client", it)));
    invoice.forEach(it -> records.add(new RecordRef("invoice", it)));
    payment.forEach(it -> records.add(new RecordRef("payment", it)));
    receipt.forEach(it -> records.add(new RecordRef("receipt", it)));
    advance.forEach(it -> records.add(new RecordRef("advance", it)));
    creditNote.forEach(it -> records.add(new RecordRef("credit-note", it)));
    allocation.forEach(it -> records.add(new RecordRef("allocation", it)));
    refund.forEach(it -> records.add(new RecordRef("refund", it)));
    model.addAttribute("own", own);
    model.addAttribute("badges", badges.of(records.stream().distinct().limit(AT_ONCE).toList()));
    return "ledger/pieces :: badges";
  }

  @GetMapping("/ledger/story/{kind}/{id}")
  String story(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "1") int page,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    Standing standing = own.standing(kind, id);
    RecordRef record = standing.record();
    model.addAttribute("record", record);
    Named named = named(record);
    model.addAttribute("named", named);
    model.addAttribute("badge", badges.of(List.of(record)).stream().findFirst().orElse(null));
    model.addAttribute("standing", standing);
    model.addAttribute("help", remedies.ofPage().against(standing.reason(), record, named));
    model.addAttribute("leftOut", leftOut.of(record).orElse(null));
    model.addAttribute("cause", cause(standing));
    OrganisationNames.Known known = organisations.known();
    model.addAttribute("events", Slice.latest(lines.of(record, known), page));
    model.addAttribute("connected", !known.bindings().isEmpty());
    List<Standing> places = outbox.places(record);
    model.addAttribute("until", until(standing, places));
    model.addAttribute("places", places.stream().map(it -> place(it, known)).toList());
    return htmx == null ? "ledger/story" : "ledger/story :: story";
  }

  /**
   * What a record waits for.
   *
   * @param ending of the sentence: whether that goes by itself; nothing is said where nobody knows
   */
  public record Cause(RecordRef record, Named named, String ending) {}

  /** What waits goes no sooner: the ledger takes no calls till then. Null if it does. */
  private @Nullable Instant until(Standing standing, List<Standing> places) {
    if (standing.state() != Outbox.State.WAITING) {
      return null;
    }
    Set<UUID> where =
        places.stream().flatMap(it -> Stream.ofNullable(it.tenant())).collect(Collectors.toSet());
    return reading.states().stream()
        .filter(it -> where.contains(it.lane().tenant()))
        .flatMap(it -> Stream.ofNullable(it.blockedUntil()))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Null while it waits for nothing but its turn. */
  private @Nullable Cause cause(Standing standing) {
    RecordRef record = standing.record();
    return waiting
        .list(new Question(null, Kind.of(record.kind()), null, null, Set.of(record.id())), 1, NEAR)
        .stream()
        .filter(it -> it.record().equals(record) && it.needs() != null)
        .findFirst()
        .map(it -> cause(Objects.requireNonNull(it.needs()), it.stage()))
        .orElseGet(() -> standing.cause() == null ? null : cause(standing.cause(), Stage.HELD));
  }

  /**
   * @param stage of what waits for it
   */
  private Cause cause(RecordRef needs, Stage stage) {
    String ending =
        switch (outbox.standing(needs).state()) {
          case NEEDS_YOU, ON_HOLD, NOT_SENT -> ", which needs somebody first.";
          case PAUSED -> ".";
          case WAITING, SENDING, IN_STEP ->
              switch (stage) {
                case BEHIND -> ", which needs somebody first.";
                case STOPPED, HELD -> ".";
                case SENDING, WAITING, TRIES_AGAIN -> ", which goes first by itself.";
              };
        };
    return new Cause(needs, named(needs), ending);
  }

  /**
   * A record's side in one organisation.
   *
   * @param organisation null where there is only one
   * @param page its page over there; null where it has none
   * @param wrongLink where a person undoes the link; null if there is none to undo
   */
  public record Place(
      @Nullable String organisation,
      String ledgerId,
      @Nullable String page,
      Badge badge,
      @Nullable String wrongLink) {}

  /** Of a client that is linked there. */
  private static @Nullable String wrongLink(Standing it, @Nullable Binding binding) {
    return binding != null
            && binding.status() != Binding.Status.DISCONNECTED
            && it.record().kind().equals("client")
            && it.ledgerId() != null
        ? "/ledger/links/" + binding.id() + "/clients/" + it.record().id() + "/undoing"
        : null;
  }

  private Place place(Standing it, OrganisationNames.Known known) {
    Binding binding = known.of(it.tenant());
    String page =
        binding == null || !connections.registration().standIn().isEmpty()
            ? null
            : InXero.page(binding, it.record().kind(), it.ledgerId());
    return new Place(
        known.name(it.tenant()),
        Objects.requireNonNullElse(it.ledgerId(), ""),
        page,
        Badge.of(it, false, false),
        wrongLink(it, binding));
  }

  /**
   * Waits for what becomes of it; what takes longer shows itself later.
   *
   * @param read why it is held, as the page told it: only who has read a question answers it
   */
  @PostMapping("/ledger/story/{kind}/{id}/push")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String push(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String read,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model,
      RedirectAttributes flash) {
    Standing standing = own.standing(kind, id);
    RecordRef record = standing.record();
    SendNow.Outcome outcome =
        read.equals(standing.reason()) ? sending.tryAgain(record) : sending.send(record);
    String words =
        Sent.inWords(outcome, outcome.culprit().equals(record) ? null : named(outcome.culprit()));
    if (htmx == null) {
      flash.addFlashAttribute(Sent.well(outcome) ? "said" : "refused", words);
      return "redirect:/ledger/story/" + record.kind() + "/" + id;
    }
    model.addAttribute("sent", words);
    model.addAttribute("sentWell", Sent.well(outcome));
    return story(kind, id, 1, htmx, model);
  }

  @PostMapping("/ledger/refusals/{kind}/{id}/retry")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  String retry(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "/ledger/refusals") String back,
      RedirectAttributes flash) {
    RecordRef record = own.standing(kind, id).record();
    outbox.tryAgain(record);
    flash.addFlashAttribute("said", named(record).name() + " goes again now.");
    return "redirect:" + (back.startsWith("/ledger/") ? back : "/ledger/refusals");
  }

  private Named named(RecordRef record) {
    return Objects.requireNonNull(names.of(List.of(record)).get(record));
  }
}
