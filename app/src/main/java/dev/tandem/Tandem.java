package dev.tandem;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import dev.tandem.start.Commands;
import dev.tandem.start.HomeInitializer;
import dev.tandem.start.Ports;
import dev.tandem.start.StartRefused;
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

  public static void main(String... arguments) {
    Surroundings surroundings = Surroundings.ofThisProcess();
    if (arguments.length > 0 && !arguments[0].startsWith("--") && !arguments[0].equals("start")) {
      System.exit(new Commands(() -> withoutPages(surroundings)).run(arguments));
    }
    try {
      serve(surroundings, arguments);
    } catch (StartRefused refused) {
      System.err.println("Tandem did not start: " + refused.getMessage());
      System.exit(1);
    } catch (RuntimeException reported) {
      // Boot has told what happened, in one line or with everything it knows.
      System.exit(1);
    }
  }

  /** The application with its pages, jobs and webhooks, on the database its surroundings name. */
  public static ConfigurableApplicationContext serve(
      Surroundings surroundings, String... arguments) {
    Ports.requireFree(
        surroundings.get("TANDEM_ADDRESS").orElse("127.0.0.1"),
        surroundings.port("TANDEM_PORT", 8080),
        "TANDEM_PORT");
    return application(surroundings).run(arguments);
  }

  private static ConfigurableApplicationContext withoutPages(Surroundings surroundings) {
    SpringApplication application = application(surroundings);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(Map.of("logging.level.root", "WARN"));
    application.addInitializers(
        context ->
            context
                .getBeanFactory()
                .registerSingleton("noJobsHere", (DbSchedulerStarter) () -> {}));
    return application.run();
  }

  private static SpringApplication application(Surroundings surroundings) {
    var application = new SpringApplication(Tandem.class);
    application.addInitializers(new HomeInitializer(surroundings));
    return application;
  }
}
