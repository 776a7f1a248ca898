package dev.tandem.practice.clients.csv;

import java.nio.charset.Charset;

/** How a file's bytes become a table. */
public record CsvFormat(Charset charset, char separator) {}
