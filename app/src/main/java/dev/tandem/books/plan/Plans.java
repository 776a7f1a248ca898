package dev.tandem.books.plan;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Matching;
import dev.tandem.books.mirror.Wins;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.SignedIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The plan before the first write to an organisation: who of our clients is there already, and what
 * a person decides about it. Until then nothing leaves; it is decided once.
 */
@Component
@Transactional
public class Plans {

  private final PlanRepository repository;
  private final Choices choices;
  private final PlanActs acts;
  private final Matching matching;
  private final PlanLines lines;
  private final Effects effects;
  private final Inbox inbox;
  private final Connections connections;
  private final Lanes lanes;
  private final Lull lull;
  private final AuditTrail trail;
  private final Changes changes;

  Plans(
      PlanRepository repository,
      Choices choices,
      PlanActs acts,
      Matching matching,
      PlanLines lines,
      Effects effects,
      Inbox inbox,
      Connections connections,
      Lanes lanes,
      Lull lull,
      AuditTrail trail,
      Changes changes) {
    this.repository = repository;
    this.choices = choices;
    this.acts = acts;
    this.matching = matching;
    this.lines = lines;
    this.effects = effects;
    this.inbox = inbox;
    this.connections = connections;
    this.lanes = lanes;
    this.lull = lull;
    this.trail = trail;
    this.changes = changes;
  }

  /** Whether our changes may leave as far as the plan is concerned. */
  @Transactional(readOnly = true)
  public boolean decided(BindingId binding) {
    return repository.decided(binding);
  }

  /**
   * Decides without looking: nobody is linked, and whoever looks like somebody over there waits for
   * a person, one by one.
   */
  public void decide(BindingId binding) {
    if (!repository.decided(binding)) {
      repository.decide(binding, Wins.OURS, by());
      note(binding, "planned", "let changes leave without a look at the plan");
      woken(binding);
    }
  }

  @Transactional(readOnly = true)
  public Plan of(BindingId id) {
    Binding binding = connections.binding(id);
    UUID tenant = tenant(binding);
    PlanRepository.Row row = repository.find(id);
    var counts = repository.counts(tenant);
    return new Plan(
        binding,
        stage(row, tenant),
        matching.known(tenant),
        choices.linksToMake(tenant),
        counts(counts),
        repository.lost(tenant),
        repository.choices(tenant),
        row.classifiedAt(),
        row.wins(),
        row.decidedAt(),
        row.decidedBy());
  }

  private static Map<Standing, Plan.Count> counts(PlanRepository.Counts counts) {
    var all = new HashMap<Standing, Plan.Count>();
    for (Standing it : Standing.values()) {
      all.put(it, new Plan.Count(counts.of(it), counts.open(it)));
    }
    return all;
  }

  private Plan.Stage stage(PlanRepository.Row row, UUID tenant) {
    return switch (row.state()) {
      case DECIDED -> Plan.Stage.DECIDED;
      case STARTED -> Plan.Stage.LINKING;
      case OPEN ->
          row.classifiedAt() != null
              ? Plan.Stage.READY
              : inbox.readAt(Kind.CLIENT, tenant) == null
                  ? Plan.Stage.READING
                  : Plan.Stage.COMPARING;
    };
  }

  /** What starting it as it stands would do. */
  @Transactional(readOnly = true)
  public Effect effect(Plan plan) {
    return effects.of(plan);
  }

  /**
   * The clients in the plan, by name.
   *
   * @param standing null for all
   * @param text the beginning of a name; empty for all
   * @param page from 1
   */
  @Transactional(readOnly = true)
  public List<PlanLine> lines(
      BindingId binding, @Nullable Standing standing, String text, int page, int size) {
    return lines.of(tenant(connections.binding(binding)), standing, text, page, size);
  }

  /** Compares anew with what is known of the contacts by now. */
  public void compareAgain(BindingId binding) {
    requireOpen(binding);
    repository.forgetClassification(binding);
    woken(binding);
  }

  /**
   * Decides for all of a standing about whom nobody has decided yet.
   *
   * @param choice a link is with the contact that fits best, unless that fits another, too
   * @return how many were decided
   * @throws InvalidInput if those are to be linked of whom no contact is known
   */
  public int chooseAll(BindingId binding, Standing standing, Choice choice) {
    if (standing == Standing.NONE && choice == Choice.LINK) {
      throw new InvalidInput(
          "choice", "Nobody in Xero fits them, so there is nothing to link: say create or leave.");
    }
    requireOpen(binding);
    UUID tenant = tenant(connections.binding(binding));
    List<PlanRepository.Line> open = repository.undecided(tenant, standing);
    if (open.isEmpty()) {
      return 0;
    }
    int decided = choice == Choice.LINK ? linkAll(tenant, open) : open.size();
    if (choice != Choice.LINK) {
      choices.choose(tenant, open.stream().map(PlanRepository.Line::client).toList(), choice);
    }
    note(binding, "planned", said(choice, standing, decided));
    changed(binding);
    return decided;
  }

  private int linkAll(UUID tenant, List<PlanRepository.Line> lines) {
    var contacts = new HashMap<UUID, String>();
    Set<String> used = new HashSet<>();
    lines.stream()
        .filter(it -> it.contact() != null && !it.contested())
        .filter(it -> used.add(Objects.requireNonNull(it.contact())))
        .forEach(it -> contacts.put(it.client(), Objects.requireNonNull(it.contact())));
    return choices.linkAll(tenant, contacts, Wins.OURS);
  }

  private static String said(Choice choice, Standing standing, int decided) {
    String whom =
        decided
            + (standing == Standing.SURE
                ? " sure"
                : standing == Standing.LIKELY ? " likely" : " new");
    return switch (choice) {
      case LINK -> "planned to link " + whom + " matches";
      case CREATE -> "planned to create " + whom + " contacts";
      case LEAVE -> "left " + whom + " records out for now";
    };
  }

  /** Takes decisions about a standing back. */
  public void reconsider(BindingId binding, Standing standing) {
    requireOpen(binding);
    UUID tenant = tenant(connections.binding(binding));
    var clients = new ArrayList<UUID>();
    for (int page = 1; ; page++) {
      List<PlanRepository.Line> some = repository.lines(tenant, standing, "", page, 1_000);
      some.forEach(it -> clients.add(it.client()));
      if (some.size() < 1_000) {
        break;
      }
    }
    choices.forget(tenant, clients);
    changed(binding);
  }

  /**
   * Acts: links whoever is sure or was chosen, and then lets our changes leave. Likely ones about
   * whom nobody has decided wait for a person.
   *
   * @param wins whose word counts where a linked pair differs
   * @throws Refused while the contacts are being read
   */
  public void start(BindingId binding, Wins wins) {
    requireOpen(binding);
    UUID tenant = tenant(connections.binding(binding));
    if (stage(repository.find(binding), tenant) != Plan.Stage.READY) {
      throw new Refused("The contacts have not all been read yet. Look again in a moment.");
    }
    linkAll(tenant, repository.undecided(tenant, Standing.SURE));
    leaveOut(tenant, repository.undecided(tenant, Standing.SURE));
    choices.win(tenant, wins);
    repository.start(binding, wins, by());
    note(binding, "planned", "decided on the plan and let changes leave");
    connections.turnSendingOn(binding);
    if (choices.linksToMake(tenant) == 0) {
      acts.finish(binding, tenant);
    }
    woken(binding);
  }

  /** Their contact went to another: a person says who they are, nobody is made by itself. */
  private void leaveOut(UUID tenant, List<PlanRepository.Line> lost) {
    if (!lost.isEmpty()) {
      choices.choose(tenant, lost.stream().map(PlanRepository.Line::client).toList(), Choice.LEAVE);
    }
  }

  private void requireOpen(BindingId binding) {
    if (repository.find(binding).state() != PlanRepository.State.OPEN) {
      throw new Refused("The plan for this organisation was decided already.");
    }
  }

  private void woken(BindingId binding) {
    lull.ends();
    lanes.signal();
    changed(binding);
  }

  private void changed(BindingId binding) {
    changes.announce(new RecordRef("ledger", binding.value()));
  }

  private void note(BindingId binding, String action, String text) {
    trail.note(new RecordRef("ledger", binding.value()), null, action, text);
  }

  private static UUID tenant(Binding binding) {
    return UUID.fromString(binding.tenantId());
  }

  private static String by() {
    return SignedIn.current().map(SignedIn::name).orElse("Tandem");
  }
}
