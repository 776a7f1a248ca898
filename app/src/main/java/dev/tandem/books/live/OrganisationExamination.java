package dev.tandem.books.live;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Trial;
import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether each organisation of the practice answers: one cheap reading each. */
@Component
class OrganisationExamination implements Examination {

  private final Connections connections;
  private final LedgerFeatures features;
  private final Lanes lanes;
  private final List<Ledger> ledgers;

  OrganisationExamination(
      Connections connections, LedgerFeatures features, Lanes lanes, List<Ledger> ledgers) {
    this.connections = connections;
    this.features = features;
    this.lanes = lanes;
    this.ledgers = ledgers;
  }

  @Override
  public Chapter chapter() {
    return Chapter.LEDGER;
  }

  @Override
  public boolean ofPractice() {
    return true;
  }

  @Override
  public List<Finding> examine() {
    List<Binding> present =
        connections.bindings().stream()
            .filter(it -> it.status() != Binding.Status.DISCONNECTED)
            .toList();
    if (present.isEmpty()) {
      return List.of(
          Finding.look(
              "Organisation",
              "The practice is connected to none.",
              "An owner or administrator connects it on the Ledger page."));
    }
    return present.stream().map(this::answers).toList();
  }

  private Finding answers(Binding it) {
    String title = it.organisationName();
    if (!it.active()) {
      return Finding.wrong(
          title,
          it.reason() == null ? "The connection is suspended." : it.reason().happened(),
          it.reason() == null ? "Resume it on the Ledger page." : it.reason().remedy());
    }
    if (!features.of(it.id()).flows(Feature.REFERENCE.kind())) {
      return Finding.look(
          title,
          "It was not asked: the consent does not cover reading the organisation.",
          "Open Features on the Ledger page: one click asks Xero for what is missing.");
    }
    try {
      Trial trial =
          ledgers.stream()
              .filter(ledger -> ledger.provider().equals(it.provider()))
              .findFirst()
              .orElseThrow()
              .trial(it.id().value());
      Trial.About about =
          lanes.visit(
              it.id(),
              calls ->
                  calls
                      .call(
                          Operation.read(LaneClass.PERSON, "check: organisation", 0),
                          _ -> trial.about())
                      .value());
      return about.id().equals(it.tenantId()) ? reached(it, about) : anotherOne(it, about);
    } catch (LaneStopped e) {
      return Finding.look(title, "No call may be made now: " + e.getMessage() + ".", e.remedy());
    } catch (LedgerTrouble e) {
      return refused(title, e);
    }
  }

  private static Finding reached(Binding it, Trial.About about) {
    String seen = "It answers, as “" + about.name() + "”.";
    return it.sending()
        ? Finding.fine(it.organisationName(), seen + " Sending is on.")
        : Finding.look(
            it.organisationName(),
            seen + " Sending is off: our changes wait.",
            "Turn sending on on the Ledger page when the practice is ready.");
  }

  /** A custom connection is one organisation's, whichever we mean. */
  private static Finding anotherOne(Binding it, Trial.About about) {
    return Finding.wrong(
        it.organisationName(),
        "Another organisation answers in its place: “" + about.name() + "”.",
        "Turn sending off at once. The app's id and secret belong to another organisation: correct them under Ledger, Ways to connect.");
  }

  private static Finding refused(String title, LedgerTrouble e) {
    String status = e.facts().status() == 0 ? "no answer" : "HTTP " + e.facts().status();
    return switch (e.remedy()) {
      case RECONNECT ->
          Finding.wrong(
              title,
              "Xero lets Tandem in no more (" + status + ").",
              "Open the Ledger page: it says why, and has the button that helps.");
      case WAIT ->
          Finding.look(
              title, "Xero asks to wait (" + status + ").", "Nothing: it goes on by itself.");
      default ->
          Finding.wrong(
              title,
              "Xero did not answer as it should (" + status + ").",
              "Look at status.xero.com and at this machine's way to the internet (proxy, firewall). Changes wait"
                  + " meanwhile.");
    };
  }
}
