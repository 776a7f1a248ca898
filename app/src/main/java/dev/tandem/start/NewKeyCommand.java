package dev.tandem.start;

import picocli.CommandLine.Command;

/** Needs neither home nor database, so it is no bean. */
@Command(
    name = "keys new",
    description =
        "Print a new ENCRYPTION_KEY: 32 random bytes in hexadecimal. Keep it as safe as the database.")
final class NewKeyCommand implements AdminCommand {

  @Override
  public Integer call() {
    System.out.println(Keys.random());
    return 0;
  }
}
