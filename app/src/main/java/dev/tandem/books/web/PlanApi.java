package dev.tandem.books.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.plan.Effect;
import dev.tandem.books.plan.Plan;
import dev.tandem.books.plan.Plans;
import dev.tandem.shared.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

  PlanApi(Connections connections, Plans plans) {
    this.connections = connections;
    this.plans = plans;
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

  static <T> T said(@Nullable T value, String field) {
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
