package dev.tandem.practice.clients;

import dev.tandem.practice.clients.ErasureTrace.What;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.KeptAnswers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases a client who asks to be forgotten: what names them goes, here and in the ledger; what tax
 * law wants kept stays under a name that says nothing. For good.
 */
@Component
@Transactional
public class Erasures {

  /** Shorter words would be found inside others. */
  private static final int SHORTEST = 5;

  private final ClientRepository clients;
  private final ErasureRepository erasures;
  private final ObjectProvider<ErasureTraces> others;
  private final KeptAnswers answers;
  private final Setup setup;
  private final AuditTrail trail;
  private final ClientNews news;

  Erasures(
      ClientRepository clients,
      ErasureRepository erasures,
      ObjectProvider<ErasureTraces> others,
      KeptAnswers answers,
      Setup setup,
      AuditTrail trail,
      ClientNews news) {
    this.trail = trail;
    this.clients = clients;
    this.erasures = erasures;
    this.others = others;
    this.answers = answers;
    this.setup = setup;
    this.news = news;
  }

  /** The receipt; empty while the client is not erased. */
  @Transactional(readOnly = true)
  public Optional<Erasure> receipt(ClientId id) {
    return erasures.find(id);
  }

  /** What it would do, what stands in its way first. */
  @Transactional(readOnly = true)
  public List<ErasureTrace> preview(ClientId id) {
    return traces(client(id));
  }

  private List<ErasureTrace> traces(ClientView client) {
    var all = new ArrayList<ErasureTrace>();
    int files = erasures.waitingFiles(allValues(client));
    if (files > 0) {
      all.add(
          new ErasureTrace(
              What.FIRST,
              "A file that is not brought in yet has this record in it: bring it in, or cancel it."));
    }
    all.add(
        new ErasureTrace(
            What.ERASED,
            "Name, telephone, e-mail, birth date, address, notes and reference of the record itself."));
    all.add(
        new ErasureTrace(
            What.ERASED, "What imports kept of their files, and answers kept for programs."));
    others.orderedStream().forEach(it -> all.addAll(it.traces(client.id())));
    all.sort(Comparator.comparing(ErasureTrace::what));
    return all;
  }

  /**
   * @throws Refused if something stands in the way, or it was done already
   */
  public void erase(ClientId id) {
    ClientView client = clients.hold(id).orElseThrow(() -> new NoSuchRecord("client", id));
    if (erasures.find(id).isPresent()) {
      throw new Refused("This record is erased already.");
    }
    List<ErasureTrace> traces = traces(client);
    traces.stream()
        .filter(it -> it.what() == What.FIRST)
        .findFirst()
        .ifPresent(
            it -> {
              throw new Refused(it.text());
            });
    carryOut(client, traces);
  }

  /**
   * The ledger remembers that it was erased, and this database, put back from before, does not:
   * whatever stands in the way.
   */
  public void eraseAgain(ClientId id) {
    ClientView client = clients.hold(id).orElseThrow(() -> new NoSuchRecord("client", id));
    if (erasures.find(id).isEmpty()) {
      carryOut(client, traces(client).stream().filter(it -> it.what() != What.FIRST).toList());
    }
  }

  private void carryOut(ClientView client, List<ErasureTrace> traces) {
    ClientId id = client.id();
    List<String> values = allValues(client);
    erasures.add(id, traces);
    clients.update(List.of(new ClientRow(id, ErasedName.details(id), setup.practice().country())));
    clients.setArchived(id, true);
    erasures.clearImports(id, values);
    answers.erase(values);
    trail.erase(id.value(), values.stream().map(WholeWords::pattern).toList());
    news.erased(id, values);
  }

  /** Now and earlier: long enough to mean nobody else by accident. */
  private List<String> allValues(ClientView client) {
    return Stream.concat(
            values(client), others.orderedStream().flatMap(it -> it.earlier(client.id()).stream()))
        .map(String::strip)
        .filter(it -> it.length() >= SHORTEST && !ErasedName.is(it))
        .distinct()
        .toList();
  }

  /** What the client is called and reached by. */
  private static Stream<String> values(ClientView client) {
    ClientDetails it = client.details();
    return Stream.of(
            Stream.of(
                client.name(),
                it.organisationName(),
                it.email(),
                it.phone(),
                client.phoneE164() == null ? "" : client.phoneE164(),
                it.mobile(),
                client.mobileE164() == null ? "" : client.mobileE164(),
                it.address().line1(),
                it.externalReference().length() < 8 ? "" : it.externalReference()),
            Stream.of(
                it.givenName() + "," + it.familyName(), it.familyName() + "," + it.givenName()),
            Arrays.stream(new String[] {it.email().toLowerCase(java.util.Locale.ROOT)}))
        .flatMap(each -> each);
  }

  private ClientView client(ClientId id) {
    return clients.find(id).orElseThrow(() -> new NoSuchRecord("client", id));
  }
}
