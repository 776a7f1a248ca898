package dev.tandem.shared.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DoctorTest {

  private static final PracticeId PRACTICE = new PracticeId(UUID.randomUUID());

  @Test
  void showsChaptersInTheirOrderAndTellsTheWorst() {
    var doctor =
        doctor(
            examination(Chapter.NODES, false, () -> List.of(Finding.fine("Nodes", "One."))),
            examination(
                Chapter.CONFIGURATION,
                false,
                () -> List.of(Finding.look("Address", "None.", "Set one."))),
            examination(Chapter.LEDGER, true, () -> List.of(Finding.fine("Never", "asked here"))));
    Diagnosis found = doctor.installation();
    assertThat(found.parts())
        .extracting(Diagnosis.Part::chapter)
        .containsExactly(Chapter.CONFIGURATION, Chapter.NODES);
    assertThat(found.level()).isEqualTo(Finding.Level.LOOK);
  }

  @Test
  void bindsThePracticeForItsExaminationsOnly() {
    var doctor =
        doctor(
            examination(
                Chapter.LEDGER,
                true,
                () -> List.of(Finding.fine("Practice", Practices.current().toString()))),
            examination(
                Chapter.KEYS,
                false,
                () -> List.of(Finding.fine("Practice", Practices.find().toString()))));
    assertThat(doctor.practice(PRACTICE).parts().getFirst().findings().getFirst().seen())
        .isEqualTo(PRACTICE.toString());
    assertThat(doctor.installation().parts().getFirst().findings().getFirst().seen())
        .isEqualTo("Optional.empty");
  }

  @Test
  void keepsTheMessageOfAFailureToItselfAndGoesOn() {
    var doctor =
        doctor(
            examination(
                Chapter.KEYS,
                false,
                () -> {
                  throw new IllegalStateException("secret-in-a-message");
                }),
            examination(Chapter.NODES, false, () -> List.of(Finding.fine("Nodes", "One."))));
    Diagnosis found = doctor.installation();
    assertThat(found.toString()).doesNotContain("secret-in-a-message").contains("One.");
    assertThat(found.level()).isEqualTo(Finding.Level.WRONG);
  }

  @Test
  void waitsForNobodyForEver() {
    var never = new CountDownLatch(1);
    var doctor =
        doctor(
            Duration.ofMillis(300),
            examination(
                Chapter.CLOCK,
                false,
                () -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return List.of();
                }));
    assertThat(doctor.installation().parts().getFirst().findings().getFirst().seen())
        .startsWith("No answer within");
    never.countDown();
  }

  private static Doctor doctor(Examination... examinations) {
    return doctor(Duration.ofSeconds(20), examinations);
  }

  private static Doctor doctor(Duration patience, Examination... examinations) {
    return new Doctor(List.of(examinations), patience);
  }

  private static Examination examination(
      Chapter chapter, boolean ofPractice, Supplier<List<Finding>> look) {
    return new Examination() {
      @Override
      public Chapter chapter() {
        return chapter;
      }

      @Override
      public boolean ofPractice() {
        return ofPractice;
      }

      @Override
      public List<Finding> examine() {
        return look.get();
      }
    };
  }
}
