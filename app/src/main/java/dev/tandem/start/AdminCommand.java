package dev.tandem.start;

import java.util.concurrent.Callable;

/**
 * Something an administrator does from the command line: {@code ./tandem practice create …}. A
 * module brings its own as a bean with picocli's {@code @Command}, whose name holds all words:
 * {@code @Command(name = "import clients", description = …)}. It runs in its own process beside a
 * running application, on the same database; jobs it schedules are done by the application.
 *
 * <p>The bean's constructor takes front doors as usual; options and parameters are picocli fields.
 * {@code call} returns 0 when it worked, 1 when it did not; what it prints goes to standard output,
 * complaints to standard error.
 */
public interface AdminCommand extends Callable<Integer> {}
