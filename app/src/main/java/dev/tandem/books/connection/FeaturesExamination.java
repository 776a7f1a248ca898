package dev.tandem.books.connection;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whether what is switched on is also allowed at Xero, and no more than that. Calls nobody. */
@Component
class FeaturesExamination implements Examination {

  private final Bindings bindings;
  private final LedgerFeatures features;

  FeaturesExamination(Bindings bindings, LedgerFeatures features) {
    this.bindings = bindings;
    this.features = features;
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
    var findings = new ArrayList<Finding>();
    bindings.all().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .forEach(it -> findings.addAll(of(it)));
    return findings;
  }

  private List<Finding> of(Binding binding) {
    Features now = features.of(binding.id());
    String title = "What " + binding.organisationName() + " allows";
    var findings = new ArrayList<Finding>();
    if (now.wanting().isEmpty()) {
      findings.add(Finding.fine(title, "Everything that is switched on is allowed."));
    } else {
      String missing =
          now.wanting().stream()
              .map(it -> it.title() + " (" + now.one(it).scope() + ")")
              .collect(Collectors.joining(", "));
      findings.add(
          Finding.wrong(
              title,
              "Not allowed: " + missing + ". Nothing of it is sent or read.",
              now.custom()
                  ? "Add the scope to the custom connection in Xero's developer portal and have it authorised again."
                  : "Ledger, Features: Allow it at Xero. Or switch the feature off there."));
    }
    if (!now.surplus().isEmpty()) {
      findings.add(
          Finding.look(
              "More than " + binding.organisationName() + " has to allow",
              String.join(" ", now.surplus()),
              "Nothing is wrong. Ledger, Features says how to have less."));
    }
    return findings;
  }
}
