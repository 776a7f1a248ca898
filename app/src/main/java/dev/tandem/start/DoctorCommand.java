package dev.tandem.start;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Diagnosis;
import dev.tandem.shared.doctor.Doctor;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.LiveCheck;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * No bean, since it has to say something where the application cannot start. It works beside a
 * running application and without one.
 */
@Command(
    name = "doctor",
    description = {
      "Examine this installation and its practices, and say what to do.",
      "Ends with 0 when nothing is wrong, 1 otherwise."
    })
final class DoctorCommand implements AdminCommand {

  @Option(names = "--practice", paramLabel = "NAME_OR_ID", description = "Only this one; else all.")
  private @Nullable String practice;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Option(
      names = "--live",
      description =
          "Try the connected demo company out: a contact and a draft invoice are written, compared to the cent and taken away.")
  private boolean live;

  @Option(
      names = "--yes-this-organisation",
      paramLabel = "NAME",
      description = "With --live: also this organisation, which is no demo company.")
  private @Nullable String organisation;

  private final Surroundings surroundings;
  private final Supplier<ApplicationContext> application;

  /**
   * @param application starts the application without pages and jobs
   */
  DoctorCommand(Surroundings surroundings, Supplier<ApplicationContext> application) {
    this.surroundings = surroundings;
    this.application = application;
  }

  /** One practice and what was found. */
  record Patient(String id, String name, Diagnosis diagnosis) {}

  @Override
  public Integer call() {
    ApplicationContext house;
    System.setProperty(HomeInitializer.ONLY_LOOKS, "true");
    try {
      house = StartFailures.quietly(application);
    } catch (RuntimeException e) {
      report(withoutApplication(e), List.of());
      return 1;
    } finally {
      System.clearProperty(HomeInitializer.ONLY_LOOKS);
    }
    Map<PracticeId, String> practices = practices(house);
    if (practices.isEmpty() && practice != null) {
      System.err.printf("There is no practice '%s'.%n", practice);
      return 1;
    }
    Doctor doctor = house.getBean(Doctor.class);
    if (live) {
      return tryOut(house, practices) ? 0 : 1;
    }
    Diagnosis installation = doctor.installation();
    List<Patient> patients =
        practices.entrySet().stream()
            .map(
                it ->
                    new Patient(
                        it.getKey().toString(), it.getValue(), doctor.practice(it.getKey())))
            .toList();
    report(installation, patients);
    boolean well =
        installation.level() != Finding.Level.WRONG
            && patients.stream().noneMatch(it -> it.diagnosis().level() == Finding.Level.WRONG);
    return well ? 0 : 1;
  }

  /** What can be said by looking at the environment alone, and why there is no more. */
  private Diagnosis withoutApplication(RuntimeException failure) {
    var parts = new ArrayList<Diagnosis.Part>();
    parts.add(
        new Diagnosis.Part(
            Chapter.CONFIGURATION,
            new SettingsExamination(surroundings, Clock.systemUTC()).examine()));
    parts.add(
        new Diagnosis.Part(
            Chapter.DATABASE,
            List.of(
                Finding.wrong(
                    "Start",
                    StartFailures.explain(failure)
                        .orElseGet(
                            () -> "Tandem cannot start: " + failure.getClass().getSimpleName()),
                    "Everything below the database waits for this."))));
    parts.add(new Diagnosis.Part(Chapter.MACHINE, new MachineExamination(surroundings).examine()));
    return new Diagnosis(List.copyOf(parts));
  }

  private Map<PracticeId, String> practices(ApplicationContext house) {
    var found = new LinkedHashMap<PracticeId, String>();
    house
        .getBean(JdbcClient.class)
        .sql("select id, name from house.practice order by name, id")
        .query(
            row -> {
              String id = row.getString("id");
              String name = row.getString("name");
              if (practice == null || practice.equals(id) || practice.equalsIgnoreCase(name)) {
                found.put(new PracticeId(UUID.fromString(id)), name);
              }
            });
    return found;
  }

  private boolean tryOut(ApplicationContext house, Map<PracticeId, String> practices) {
    if (practices.size() != 1) {
      System.err.println("--live tries out one practice's organisation: name it with --practice.");
      return false;
    }
    LiveCheck check = house.getBean(LiveCheck.class);
    PracticeId one = practices.keySet().iterator().next();
    boolean well =
        Practices.in(
            one, () -> check.run(organisation, it -> System.out.println(DoctorReport.line(it))));
    System.out.println(
        well
            ? "Everything worked, and nothing is left behind."
            : "Not everything worked: see above.");
    return well;
  }

  private void report(Diagnosis installation, List<Patient> patients) {
    System.out.println(
        json
            ? DoctorReport.json(installation, patients)
            : DoctorReport.text(installation, patients));
  }
}
