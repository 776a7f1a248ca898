package dev.tandem.books.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Twin;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.plan.Effect;
import dev.tandem.books.plan.Plan;
import dev.tandem.books.plan.PlanLine;
import dev.tandem.books.plan.Plans;
import dev.tandem.books.plan.Twins;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The plan before the first write, for programs that bring their own pages. */
@RestController
@RequestMapping("/api/v1/ledger/connections/{id}/plan")
@Tag(name = "Ledger plan")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class PlanApi {

  private final Connections connections;
  private final Plans plans;
  private final Twins twins;

  PlanApi(Connections connections, Plans plans, Twins twins) {
    this.connections = connections;
    this.plans = plans;
    this.twins = twins;
  }

  /**
   * @param stage READING, COMPARING, READY, LINKING or DECIDED
   * @param contacts of the organisation, read so far
   * @param sure clients that surely are a contact there
   * @param likely clients that may be one
   * @param none clients that nobody there looks like
   * @param effect what starting it as it stands would do; only while READY
   */
  record State(
      Plan.Stage stage,
      int contacts,
      Plan.Count sure,
      Plan.Count likely,
      Plan.Count none,
      int linksToMake,
      @Nullable Effect effect,
      @Nullable Instant decidedAt,
      @Nullable String decidedBy) {}

  @GetMapping
  @Operation(summary = "How the plan stands, and what starting it would do")
  State plan(@PathVariable BindingId id) {
    Plan it = plans.of(id);
    return new State(
        it.stage(),
        it.contacts(),
        it.sure(),
        it.likely(),
        it.none(),
        it.linksToMake(),
        it.stage() == Plan.Stage.READY ? plans.effect(it) : null,
        it.decidedAt(),
        it.decidedBy());
  }

  /**
   * @param outcome what becomes of the client if the plan is started as it stands; absent: it waits
   * @param decided whether a person said so
   */
  record Line(
      String client,
      String name,
      Standing standing,
      @Nullable Contact contact,
      int others,
      boolean contested,
      @Nullable Choice outcome,
      boolean decided) {}

  /**
   * @param evidence what speaks for it
   */
  record Contact(
      String ledgerId,
      String name,
      String email,
      @Nullable String phone,
      boolean archived,
      List<Twin.Evidence> evidence) {}

  record Page(List<Line> items, int page, int size, boolean more) {}

  @GetMapping("/clients")
  @Operation(summary = "The clients in the plan, by name")
  Page clients(
      @PathVariable BindingId id,
      @RequestParam(required = false) @Nullable Standing standing,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    int asked = Math.max(1, page);
    int most = Math.clamp(size, 1, 100);
    List<Line> items =
        plans.lines(id, standing, text, asked, most).stream().map(PlanApi::line).toList();
    boolean more =
        items.size() == most && !plans.lines(id, standing, text, asked * most + 1, 1).isEmpty();
    return new Page(items, asked, most, more);
  }

  private static Line line(PlanLine it) {
    return new Line(
        it.client().id().toString(),
        it.client().name(),
        it.standing(),
        it.twin() == null ? null : contact(it.twin()),
        it.others(),
        it.contested(),
        it.outcome(),
        it.chosen() != null);
  }

  private static Contact contact(Twin it) {
    return new Contact(
        it.ledgerId(),
        it.name(),
        it.email(),
        it.phone(),
        it.archived(),
        it.evidence().stream().sorted().toList());
  }

  /**
   * For all of a standing about whom nobody has decided yet.
   *
   * @param choice LINK (with the contact that fits best), CREATE or LEAVE
   */
  record Decision(@Nullable Standing standing, @Nullable Choice choice) {}

  /**
   * @param decided for how many
   * @param leftOut of a link: for how many not, since their contact fits another client, too
   */
  record Decided(int decided, int leftOut) {}

  @PostMapping("/decisions")
  @Operation(summary = "Decide for all that stand alike")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  Decided decide(@PathVariable BindingId id, @RequestBody Decision wanted) {
    connections.binding(id);
    Standing standing = said(wanted.standing(), "standing");
    int decided = plans.chooseAll(id, standing, said(wanted.choice(), "choice"));
    return new Decided(decided, plans.of(id).count(standing).open());
  }

  @DeleteMapping("/decisions")
  @Operation(summary = "Take back what was decided for all that stand alike")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  State takeBack(
      @PathVariable BindingId id, @RequestParam(required = false) @Nullable Standing standing) {
    connections.binding(id);
    plans.reconsider(id, said(standing, "standing"));
    return plan(id);
  }

  @PostMapping("/comparison")
  @Operation(summary = "Compare anew with what is known of the contacts by now")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  State compareAgain(@PathVariable BindingId id) {
    connections.binding(id);
    plans.compareAgain(id);
    return plan(id);
  }

  /**
   * @param linked the contact it is linked with; absent if it is in no link
   * @param likely contacts in no link that fit, the best first
   * @param found contacts in no link whose name or e-mail begins with the text
   */
  record Question(
      @Nullable Contact linked,
      List<Contact> likely,
      List<Contact> found,
      @Nullable Choice choice,
      @Nullable String contact) {}

  @GetMapping("/clients/{client}")
  @Operation(
      summary = "Who one client may be over there; finds contacts by the beginning of a name")
  Question who(
      @PathVariable BindingId id,
      @PathVariable ClientId client,
      @RequestParam(defaultValue = "") String search) {
    Twins.Question it = twins.about(id, client, search);
    return new Question(
        it.linked() == null ? null : contact(it.linked()),
        it.twins().stream().map(PlanApi::contact).toList(),
        it.found().stream().map(PlanApi::contact).toList(),
        it.chosen() == null ? null : it.chosen().choice(),
        it.chosen() == null ? null : it.chosen().contact());
  }

  /**
   * @param contact of a link: the ledger's id
   * @param wins OURS (if absent) or THEIRS, where both say something different
   */
  record Single(@Nullable Choice choice, @Nullable String contact, @Nullable Wins wins) {}

  @PutMapping("/clients/{client}")
  @Operation(summary = "Say who one client is; also after the plan was started")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  Single decide(
      @PathVariable BindingId id, @PathVariable ClientId client, @RequestBody Single wanted) {
    twins.about(id, client, "");
    switch (said(wanted.choice(), "choice")) {
      case LINK ->
          twins.link(
              id,
              client,
              said(wanted.contact(), "contact"),
              Objects.requireNonNullElse(wanted.wins(), Wins.OURS));
      case CREATE -> twins.create(id, client);
      case LEAVE -> twins.leave(id, client);
    }
    return wanted;
  }

  private static <T> T said(@Nullable T value, String field) {
    if (value == null) {
      throw new InvalidInput(field, "Say which.");
    }
    return value;
  }

  /**
   * @param wins OURS (if absent) or THEIRS, where both say something different
   */
  record Start(@Nullable Wins wins) {}

  @PostMapping("/start")
  @Operation(summary = "Make the links, then let changes leave; turns sending on")
  @PreAuthorize("hasAuthority('LEDGER_CONNECT')")
  State start(@PathVariable BindingId id, @RequestBody Start wanted) {
    connections.binding(id);
    plans.start(id, Objects.requireNonNullElse(wanted.wins(), Wins.OURS));
    return plan(id);
  }

  @PostMapping("/decision")
  @Operation(
      summary = "Let changes leave without a look at the plan; who looks like somebody waits")
  @PreAuthorize("hasAuthority('LEDGER_CONNECT')")
  State decide(@PathVariable BindingId id) {
    connections.binding(id);
    plans.decide(id);
    return plan(id);
  }
}
