package dev.tandem.start;

/** A user of the database with its password, which {@code toString} keeps to itself. */
record Login(String user, String password) {

  @Override
  public String toString() {
    return user;
  }
}
