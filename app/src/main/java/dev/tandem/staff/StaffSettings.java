package dev.tandem.staff;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param bcryptStrength base-two logarithm of the rounds: 12 takes about 0.2 s of one core
 * @param failuresPerPerson wrong passwords for one e-mail from one address before a pause
 * @param failuresPerEmail wrong passwords for one e-mail from anywhere before a pause
 * @param failuresPerAddress wrong passwords from one address before a pause
 * @param pause how long failures are remembered after the last one that counted
 * @param linkLasts how long a link to choose a password can be used
 */
@ConfigurationProperties("tandem.staff")
record StaffSettings(
    @DefaultValue("12") int bcryptStrength,
    @DefaultValue("5") int failuresPerPerson,
    @DefaultValue("50") int failuresPerEmail,
    @DefaultValue("50") int failuresPerAddress,
    @DefaultValue("15m") Duration pause,
    @DefaultValue("72h") Duration linkLasts) {}
