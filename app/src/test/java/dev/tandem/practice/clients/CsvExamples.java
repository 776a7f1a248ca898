package dev.tandem.practice.clients;

import dev.tandem.practice.clients.csv.CharsetGuess;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Files as real programs export them, each with its own way of being difficult. */
enum CsvExamples {
  CLINIKO(
      StandardCharsets.UTF_8,
      """
      ID,Title,First name,Last name,Preferred name,Date of birth,Sex,Email,Mobile phone,Home phone,Address 1,Address 2,City,State,Post code,Country,Notes
      101,Ms,Zoë,O'Neill,,1984-02-29,Female,zoe@example.com,0491 570 156,(02) 5550 1234,1 Wharf St,Unit 2,Manly,NSW,2095,Australia,"Likes
      mornings"
      102,Mr,Bob,Ray,Bobby,,Male,,,,,,,,,,
      """),
  NOOKAL(
      StandardCharsets.UTF_8,
      """
      ClientID,Title,FirstName,MiddleName,LastName,DOB,Email,Mobile,Home,Addr1,City,State,Postcode,Notes
      N1,Ms,Zoë,,O'Neill,29/02/1984,zoe@example.com,0491570156,,1 Wharf St,Manly,NSW,2095,
      """),
  HALAXY_SEMICOLONS(
      CharsetGuess.WINDOWS_1252,
      """
      Patient Number;First Name;Last Name;Date of Birth;Mobile;Email;Suburb;State;Postcode
      7;Zoë;O’Neill;29.02.1984;0491 570 156;zoe@example.com;Manly;NSW;2095
      """),
  POWER_DIARY(
      StandardCharsets.UTF_8,
      """
      Client Name,Street,Suburb,State,Postcode,Mobile,Email,DOB
      "O'Neill, Zoë",1 Wharf St,Manly,NSW,2095,+61 491 570 156,zoe@example.com,29 Feb 1984
      """),
  XERO_CONTACTS(
      StandardCharsets.UTF_8,
      """
      *ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAttentionTo,POAddressLine1,POCity,PORegion,POPostalCode,POCountry,SAAddressLine1,SACity,PhoneNumber,FaxNumber,MobileNumber
      Zoë O'Neill,X-9,zoe@example.com,Zoë,O'Neill,,1 Wharf St,Manly,NSW,2095,Australia,,,,,0491 570 156
      Mosman Rowing Club,,club@example.org,Ann,Lee,,,,,,,,,02 5550 4321,,
      """),
  MAILCHIMP(
      StandardCharsets.UTF_8,
      """
      Email Address,First Name,Last Name,Phone Number,Birthday,TAGS
      zoe@example.com,Zoë,O'Neill,0491 570 156,02/29,"a, b"
      """),
  OUTLOOK_UTF16_TABS(
      StandardCharsets.UTF_16LE,
      """
      \ufeffFirst Name\tLast Name\tE-mail Address\tMobile Phone\tHome Street\tHome City\tBusiness Street\tBusiness City\tBirthday
      Zoë\tO'Neill\tzoe@example.com\t0491 570 156\t\t\t1 Wharf St\tManly\t2/29/1984
      """),
  WITHOUT_HEADER(
      StandardCharsets.UTF_8,
      """
      Zoë,O'Neill,zoe@example.com,0491 570 156,29/02/1984
      Bob,Ray,bob@example.com,0491 570 157,03/04/1990
      """);

  final Charset charset;
  final String text;

  CsvExamples(Charset charset, String text) {
    this.charset = charset;
    this.text = text;
  }

  byte[] bytes() {
    return text.getBytes(charset);
  }
}
