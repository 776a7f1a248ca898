package dev.tandem.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The admin commands of all modules behind one command line. Commands are found by class, and the
 * application's context is started only for the one that runs: help answers at once and without a
 * database.
 */
public final class Commands {

  /** What picocli itself answers to wrong usage. */
  private static final int WRONG_USAGE = CommandLine.ExitCode.USAGE;

  private final Supplier<ConfigurableApplicationContext> application;
  private final CommandLine root =
      group("./tandem", "Admin commands. They work while the application runs, too.");
  private @Nullable ConfigurableApplicationContext context;

  /**
   * @param application starts the application without web pages and without jobs
   */
  public Commands(Supplier<ConfigurableApplicationContext> application) {
    this.application = application;
    commandClasses().forEach(this::add);
    CommandLine.IParameterExceptionHandler usual = root.getParameterExceptionHandler();
    root.setParameterExceptionHandler(
        (e, given) ->
            e.getCommandLine() == root ? unknown(given) : usual.handleParseException(e, given));
  }

  /**
   * @return the exit code for the process
   */
  public int run(String... arguments) {
    try {
      if (arguments[0].equals("commands")) {
        return list();
      }
      if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
        return help(arguments);
      }
      return root.execute(arguments);
    } catch (NoApplication told) {
      return 1;
    } finally {
      if (context != null) {
        SpringApplication.exit(context);
      }
    }
  }

  /** Without parsing, because parsing makes the command and thereby starts the application. */
  private int help(String... arguments) {
    CommandLine at = root;
    for (String word : arguments) {
      if (word.startsWith("-")) {
        break;
      }
      CommandLine below = at.getSubcommands().get(word);
      if (below == null) {
        System.err.printf(
            "There is no command '%s'. './tandem help' lists them.%n", String.join(" ", arguments));
        return WRONG_USAGE;
      }
      at = below;
    }
    at.usage(System.out);
    return 0;
  }

  private static int unknown(String... arguments) {
    System.err.printf(
        "There is no command '%s'. './tandem help' lists them.%n", String.join(" ", arguments));
    return WRONG_USAGE;
  }

  /** One line per command, for {@code ./tandem help}. */
  private int list() {
    root.getSubcommands().values().forEach(it -> list("", it));
    return 0;
  }

  private static void list(String before, CommandLine command) {
    String name = before + command.getCommandName();
    if (!command.getSubcommands().isEmpty()) {
      command.getSubcommands().values().forEach(it -> list(name + " ", it));
      return;
    }
    String[] description = command.getCommandSpec().usageMessage().description();
    System.out.printf(
        "  %-18s %s%n",
        name, description.length == 0 ? "" : description[0].replaceFirst("[.:;]( .*)?$", ""));
  }

  private void add(Class<?> type) {
    var command = new CommandLine(type, this::create);
    helpOption(command.getCommandSpec());
    String[] words = command.getCommandName().split(" ");
    CommandLine parent = root;
    for (String word : Arrays.copyOf(words, words.length - 1)) {
      parent = groupBelow(parent, word);
    }
    String last = words[words.length - 1];
    command.setCommandName(last);
    parent.addSubcommand(last, command);
  }

  private static CommandLine groupBelow(CommandLine parent, String word) {
    CommandLine existing = parent.getSubcommands().get(word);
    if (existing != null) {
      return existing;
    }
    CommandLine group = group(word, "");
    parent.addSubcommand(word, group);
    return group;
  }

  private static CommandLine group(String name, String description) {
    CommandSpec spec = helpOption(CommandSpec.create().name(name));
    spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
    var group = new CommandLine(spec);
    return group
        .setExecutionExceptionHandler(Commands::failed)
        .setExecutionStrategy(Commands::runLast);
  }

  /** Help is given before anything is parsed; the option is there to be shown. */
  private static CommandSpec helpOption(CommandSpec spec) {
    return spec.addOption(
        CommandLine.Model.OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
  }

  private static int runLast(CommandLine.ParseResult parsed) {
    List<CommandLine> line = parsed.asCommandLineList();
    CommandLine last = line.getLast();
    if (!(last.getCommandSpec().userObject() instanceof AdminCommand)) {
      last.usage(System.err);
      return WRONG_USAGE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    System.err.println(
        StartFailures.explain(failure)
            .orElseGet(() -> command.getCommandName() + " failed: " + failure));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private <T> T create(Class<T> type) throws Exception {
    if (type == DoctorCommand.class) {
      return type.cast(new DoctorCommand(Surroundings.ofThisProcess(), this::examined));
    }
    if (!type.isAnnotationPresent(Component.class)) {
      return CommandLine.defaultFactory().create(type);
    }
    if (context == null) {
      context = start();
    }
    return context.getBean(type);
  }

  private ConfigurableApplicationContext examined() {
    context = application.get();
    return context;
  }

  private ConfigurableApplicationContext start() {
    try {
      return application.get();
    } catch (RuntimeException e) {
      throw new NoApplication(e);
    }
  }

  /** Boot has already told why. */
  private static final class NoApplication extends Error {
    private static final long serialVersionUID = 1L;

    NoApplication(Throwable cause) {
      super(cause);
    }
  }

  private static List<Class<?>> commandClasses() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(AdminCommand.class));
    List<Class<?>> found = new ArrayList<>();
    scanner.findCandidateComponents("dev.tandem").stream()
        .map(bean -> String.valueOf(bean.getBeanClassName()))
        .sorted(Comparator.naturalOrder())
        .forEach(
            name -> found.add(ClassUtils.resolveClassName(name, Commands.class.getClassLoader())));
    return found;
  }
}
