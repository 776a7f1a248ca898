package dev.tandem;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/**
 * The application. Everything behind it is found by package: books, practice, vendors, staff,
 * shared.
 */
@SpringBootApplication
@Modulithic(systemName = "Tandem", sharedModules = "shared")
public class Tandem {

  public static void main(String... arguments) {
    SpringApplication.run(Tandem.class, arguments);
  }
}
