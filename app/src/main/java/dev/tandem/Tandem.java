package dev.tandem;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import dev.tandem.start.Commands;
import dev.tandem.start.HomeInitializer;
import dev.tandem.start.Https;
import dev.tandem.start.Ports;
import dev.tandem.start.Rehearsal;
import dev.tandem.start.StartCache;
import dev.tandem.start.Surroundings;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.modulith.Modulithic;

/**
 * The application. Everything behind it is found by package: books, practice, vendors, staff,
 * shared. Without a word, or with {@code start}, it serves; any other first word is an admin
 * command.
 */
@SpringBootApplication
@Modulithic(systemName = "Tandem", sharedModules = "shared")
public class Tandem {

  public static void main(String... arguments) throws Exception {
    Surroundings surroundings = Surroundings.ofThisProcess();
    if (arguments.length > 0 && arguments[0].equals("rehearse")) {
      System.exit(rehearse(surroundings));
    }
    if (arguments.length > 0 && !arguments[0].startsWith("--") && !arguments[0].equals("start")) {
      Surroundings known = surroundings.withThoseOfTheHome();
      Surroundings its = givesUpTheKey(arguments) ? known.withKeyGivenUp() : known;
      System.exit(new Commands(() -> withoutPages(its)).run(arguments));
    }
    ConfigurableApplicationContext application;
    try {
      application = serve(surroundings, arguments);
    } catch (RuntimeException told) {
      // Boot has said why: in one line when it was to be expected, else with everything it knows.
      System.exit(1);
      throw told;
    }
    System.out.println(
        "Tandem is ready at " + Ports.address(surroundings) + " (stop it with Ctrl-C)");
    StartCache.makeIfWanted(application, surroundings.variables());
  }

  /** That one command may change the database for a process that does not have its key. */
  private static boolean givesUpTheKey(String... arguments) {
    return String.join(" ", arguments).equals("keys abandon --yes");
  }

  /** The application with its pages, jobs and webhooks, on the database its surroundings name. */
  public static ConfigurableApplicationContext serve(
      Surroundings surroundings, String... arguments) {
    var application = new SpringApplication(Tandem.class);
    application.addInitializers(new Ports(surroundings), new Https(surroundings));
    application.addInitializers(new HomeInitializer(surroundings));
    return application.run(arguments);
  }

  /**
   * Starts beside the real one, without jobs, for what the JVM learns from it; see {@link
   * StartCache}.
   */
  private static int rehearse(Surroundings surroundings) throws Exception {
    Rehearsal.endWithItsStarter();
    var application = new SpringApplication(Tandem.class);
    application.setDefaultProperties(Map.of("tandem.node", "false"));
    application.addInitializers(new HomeInitializer(surroundings), Tandem::withoutJobs);
    ConfigurableApplicationContext context = application.run();
    Rehearsal.visit(
        Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
    return SpringApplication.exit(context);
  }

  private static void withoutJobs(ConfigurableApplicationContext context) {
    context.getBeanFactory().registerSingleton("noJobsHere", (DbSchedulerStarter) () -> {});
  }

  static ConfigurableApplicationContext withoutPages(Surroundings surroundings) {
    var application = new SpringApplication(Tandem.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(Map.of("logging.level.root", "WARN"));
    application.addInitializers(new HomeInitializer(surroundings), Tandem::withoutJobs);
    return application.run();
  }
}
