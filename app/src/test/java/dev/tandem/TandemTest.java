package dev.tandem;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import dev.tandem.shared.Sealing;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application on a random port against real PostgreSQL.
 *
 * <p>All classes with this annotation and nothing that changes the context (no {@code properties},
 * no {@code @MockitoBean}, no own configuration) share <em>one</em> application and one database,
 * because starting costs seconds. They stay apart as customers do: <strong>each test makes a
 * practice of its own</strong> and asserts on its rows only, never on totals over the house. Beans
 * to inject: {@link TestClock} (moved by tests; reset it), {@link TestDatabase} (for SQL as the
 * application's role or behind its back), {@link TestXero} (the simulated Xero it talks to).
 *
 * <p>db-scheduler is there to schedule with but does not run: drive workers by their {@code
 * runOnce()}. A test that needs it running, or a whole database to itself, says
 * {@code @DirtiesContext} and has a good reason.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TandemTest.OwnDatabase.class)
@Import(TandemTest.Surrogates.class)
public @interface TandemTest {

  /** What the simulated Xero signs webhooks with, once a test registers one. */
  String WEBHOOK_KEY = "bG9va3MgbGlrZSBiYXNlNjQsIGlzIG5vdA==";

  /** Unlike any word, so that it can be looked for. */
  String CLIENT_SECRET = "client-secret-of-the-simulated-app";

  String EMAIL_KEY = "re_key_of_the_simulated_carrier";

  String ENCRYPTION_KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  /** What proves that a host's cron calls. */
  String CRON_SECRET = "cron-secret-of-the-tests";

  /** What a start from the command line takes from the environment. */
  final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestDatabase own = TestDatabase.fresh();
      TestXero xero = new TestXero(own);
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("test database", properties(own, xero)));
      context.getBeanFactory().registerSingleton("testDatabase", own);
      context.getBeanFactory().registerSingleton("testXero", xero);
      context.addApplicationListener(
          event -> {
            if (event instanceof ContextClosedEvent) {
              xero.close();
            }
          });
    }

    static Map<String, Object> properties(TestDatabase own, TestXero xero) {
      EverySecret.add("encryption key", ENCRYPTION_KEY);
      EverySecret.add("client secret", CLIENT_SECRET);
      EverySecret.add("webhook key", WEBHOOK_KEY);
      EverySecret.add("key for sending mail", EMAIL_KEY);
      var properties = new HashMap<String, Object>(own.database().springProperties());
      properties.put("ENCRYPTION_KEY", ENCRYPTION_KEY);
      properties.put("tandem.staff.bcrypt-strength", "4");
      properties.put("XERO_CLIENT_ID", "client");
      properties.put("XERO_CLIENT_SECRET", CLIENT_SECRET);
      // Each call is logged, so that the log can be looked through for what must not be in it.
      properties.put("XERO_DEBUG", "true");
      properties.put("XERO_WEBHOOK_KEY", "retired," + WEBHOOK_KEY);
      properties.put("CRON_SECRET", CRON_SECRET);
      // Nobody makes the calls unless a test does: who waits for one need not wait long.
      properties.put("tandem.outbox.patience", "1s");
      // So that it is two days off whatever the time of day, and no test meets it by chance.
      properties.put(
          "tandem.inbox.whole-hour",
          (LocalTime.now(ZoneId.of("Australia/Sydney")).getHour() + 19) % 24);
      properties.put("TANDEM_XERO_URL", xero.uri().toString());
      properties.put("TANDEM_RESEND_URL", xero.uri().toString());
      properties.put("RESEND_API_KEY", EMAIL_KEY);
      properties.put("RESEND_FROM_EMAIL", "desk@harbour.example");
      // Everybody but one domain, to which no test's message may ever go.
      properties.put("TANDEM_RECIPIENTS", "(?!.*@kept-out\\.example$).*");
      return properties;
    }
  }

  /** What stands in for the real thing: time, and nobody who runs jobs by themselves. */
  @TestConfiguration(proxyBeanMethods = false)
  class Surrogates {

    @Bean
    @Primary
    TestClock testClock(TestXero xero) {
      return xero.clock();
    }

    /** Whatever is worth sealing is worth looking for. */
    @Bean
    static BeanPostProcessor tellWhatIsSealed() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          if (!(bean instanceof Sealing)) {
            return bean;
          }
          var proxy = new ProxyFactory(bean);
          proxy.setProxyTargetClass(true);
          proxy.addAdvice(
              (MethodBeforeAdvice)
                  (method, arguments, _) -> {
                    if (method.getName().equals("seal")) {
                      EverySecret.add("sealed", (String) arguments[0]);
                    }
                  });
          return proxy.getProxy();
        }
      };
    }

    @Bean
    DbSchedulerStarter noSchedulerThreads() {
      return () -> {};
    }
  }
}
