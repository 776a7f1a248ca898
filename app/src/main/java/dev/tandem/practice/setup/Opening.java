package dev.tandem.practice.setup;

import dev.tandem.shared.Ids;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A new practice: its row in the house and its preferences, together or not at all. */
@Component
class Opening {

  private final ProfileRepository profiles;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  Opening(ProfileRepository profiles, TransactionTemplate inPractice, Clock clock) {
    this.profiles = profiles;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  PracticeId open(NewPractice practice) {
    var id = new PracticeId(Ids.next(clock));
    var profile =
        new PracticeProfile(
            id,
            practice.name(),
            practice.kind(),
            practice.country(),
            practice.zone(),
            practice.currency());
    Practices.run(id, () -> inPractice.executeWithoutResult(_ -> profiles.add(profile)));
    return id;
  }
}
