package dev.tandem.books.look;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Unanswered;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.look.KnownInvoices.There;
import dev.tandem.practice.billing.BalanceNews;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers from what is known where that is young enough; what is not is read in one call for many,
 * as a person's. Whoever asks for the same meanwhile waits for the same call, and nobody longer
 * than some seconds: the call goes on, and what it shows is here then.
 */
@Component
class LedgerBalanceNews implements BalanceNews {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String SLOW = "Xero has not answered yet: ask again in a moment.";

  private static final String NOT_TAKEN_IN =
      "What Xero has of it could not be taken in yet: Ledger, Inbox tells more.";

  private static final String PAID_UNKNOWN = " What is paid in Xero is not known here.";

  private final KnownInvoices known;
  private final Inbox inbox;
  private final Lanes lanes;
  private final Connections connections;
  private final LedgerFeatures features;
  private final Clock clock;

  /** What is being read on this node, by the practice, the organisation and the ledger's id. */
  private final Map<String, CompletableFuture<Known>> underWay = new ConcurrentHashMap<>();

  LedgerBalanceNews(
      KnownInvoices known,
      Inbox inbox,
      Lanes lanes,
      Connections connections,
      LedgerFeatures features,
      Clock clock) {
    this.known = known;
    this.inbox = inbox;
    this.lanes = lanes;
    this.connections = connections;
    this.features = features;
    this.clock = clock;
  }

  @Override
  public Map<InvoiceId, Known> look(Collection<InvoiceId> invoices, Duration maxAge) {
    Instant asked = clock.instant();
    List<There> there = known.of(invoices);
    Set<UUID> ignoring = ignoringPayments(there);
    there =
        there.stream()
            .map(it -> ignoring.contains(it.tenant()) ? it.paymentsIgnored() : it)
            .toList();
    var answers = new HashMap<InvoiceId, Known>();
    there.forEach(it -> answers.merge(it.invoice(), new Known(it.asOf(), null), this::older));
    Map<UUID, List<There>> old =
        there.stream()
            .filter(
                it ->
                    maxAge.isZero()
                        || it.asOf().isBefore(asked.minus(maxAge))
                        || ignoring.contains(it.tenant()))
            .collect(Collectors.groupingBy(There::tenant));
    var asking = new HashMap<There, CompletableFuture<Known>>();
    old.forEach((tenant, of) -> asking.putAll(ask(tenant, of)));
    long end = System.nanoTime() + PATIENCE.toNanos();
    asking.forEach(
        (it, answer) -> {
          Known read = await(answer, it, end);
          answers.put(it.invoice(), read.asOf().isBefore(it.asOf()) ? before(it, read) : read);
        });
    return answers;
  }

  private Known older(Known a, Known b) {
    return b.asOf().isBefore(a.asOf()) ? b : a;
  }

  private static Known before(There it, Known read) {
    return new Known(it.asOf(), read.why());
  }

  private static Known await(CompletableFuture<Known> answer, There it, long end) {
    try {
      return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return new Known(it.asOf(), SLOW);
    } catch (ExecutionException _) {
      return new Known(it.asOf(), "It could not be looked up.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Known(it.asOf(), SLOW);
    }
  }

  private Map<There, CompletableFuture<Known>> ask(UUID tenant, List<There> old) {
    var answers = new HashMap<There, CompletableFuture<Known>>();
    Binding binding = binding(tenant);
    String closed = closed(binding);
    if (binding == null || closed != null) {
      old.forEach(
          it ->
              answers.put(it, CompletableFuture.completedFuture(new Known(Instant.EPOCH, closed))));
      return answers;
    }
    PracticeId practice = Practices.current();
    var mine = new ArrayList<There>();
    for (There it : old) {
      var begun = new CompletableFuture<Known>();
      CompletableFuture<Known> other = underWay.putIfAbsent(key(practice, it), begun);
      answers.put(it, other == null ? begun : other);
      if (other == null) {
        mine.add(it);
      }
    }
    for (int from = 0; from < mine.size(); from += Books.AT_ONCE) {
      List<There> some = mine.subList(from, Math.min(mine.size(), from + Books.AT_ONCE));
      Thread.ofVirtual()
          .name("balances of " + tenant)
          .start(() -> Practices.run(practice, () -> read(practice, binding, some, answers)));
    }
    return answers;
  }

  private static String key(PracticeId practice, There it) {
    return practice + " " + it.tenant() + " " + it.ledgerId();
  }

  private @Nullable String closed(@Nullable Binding binding) {
    if (binding == null || binding.status() == Binding.Status.DISCONNECTED) {
      return "The organisation that has it is not connected any more.";
    }
    if (!binding.active()) {
      return "The connection with %s needs somebody first: look at the Ledger page."
          .formatted(binding.organisationName());
    }
    Features now = features.of(binding.id());
    return now.paused(Kind.INVOICE.text())
        .or(() -> now.paused(Kind.PAYMENT.text()).map(it -> it + PAID_UNKNOWN))
        .orElse(null);
  }

  private @Nullable Binding binding(UUID tenant) {
    return connections.bindings().stream()
        .filter(it -> it.tenantId().equals(tenant.toString()))
        .findFirst()
        .orElse(null);
  }

  /** Organisations whose payments are not taken over: however young the rest is, no debt is. */
  private Set<UUID> ignoringPayments(List<There> there) {
    return there.stream()
        .map(There::tenant)
        .distinct()
        .filter(
            tenant -> {
              Binding it = binding(tenant);
              return it != null
                  && it.status() != Binding.Status.DISCONNECTED
                  && !features.of(it.id()).flows(Kind.PAYMENT.text());
            })
        .collect(Collectors.toSet());
  }

  private void read(
      PracticeId practice,
      Binding binding,
      List<There> these,
      Map<There, CompletableFuture<Known>> answers) {
    Instant began = clock.instant();
    List<String> ids = these.stream().map(There::ledgerId).toList();
    Map<String, Inbox.Seen> seen = Map.of();
    String why = "It could not be looked up.";
    try {
      seen =
          lanes.visit(
              binding.id(), calls -> inbox.look(Kind.INVOICE, LaneClass.PERSON, calls, ids));
    } catch (LaneStopped e) {
      why = Unanswered.inWords(e);
    } catch (LedgerTrouble e) {
      why = Unanswered.inWords(e);
    } finally {
      for (There it : these) {
        underWay.remove(key(practice, it));
        CompletableFuture<Known> answer = answers.get(it);
        if (answer != null) {
          answer.complete(told(seen.get(it.ledgerId()), began, why));
        }
      }
    }
  }

  private static Known told(Inbox.@Nullable Seen seen, Instant began, String why) {
    return switch (seen) {
      case SAME, CHANGED -> new Known(began, null);
      case GONE -> new Known(Instant.EPOCH, "Xero does not show it any more.");
      case SET_ASIDE -> new Known(Instant.EPOCH, NOT_TAKEN_IN);
      case EARLY -> new Known(Instant.EPOCH, "It is just being changed in Xero: ask again.");
      case NOT_GIVEN -> new Known(Instant.EPOCH, "Xero does not give it when it is asked for it.");
      case NOT_ANSWERED ->
          new Known(Instant.EPOCH, "Xero did not answer when it was asked for it.");
      case null -> new Known(Instant.EPOCH, why);
    };
  }
}
